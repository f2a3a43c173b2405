#include "registry/hours_rules.h"

#include <array>
#include <cstdio>

#include "base/text.h"

namespace lawhub {
namespace {

constexpr std::array<std::string_view, 7> kDays = {"MO", "TU", "WE", "TH", "FR", "SA", "SU"};

int day_of(std::string_view word) {
  for (std::size_t i = 0; i < kDays.size(); ++i) {
    if (kDays[i] == word) return static_cast<int>(i);
  }
  return -1;
}

bool parse_days(std::string_view text, unsigned& days) {
  days = 0;
  for (const std::string_view part : split(text, ',')) {
    const int first = day_of(part.substr(0, 2));
    const int last = part.size() == 5 && part[2] == '-' ? day_of(part.substr(3)) : part.size() == 2 ? first : -1;
    if (first < 0 || last < first) return false;
    for (int day = first; day <= last; ++day) days |= 1U << static_cast<unsigned>(day);
  }
  return days != 0;
}

/// Two numbers of two digits with `mark` between.
bool parse_pair(std::string_view text, char mark, int& a, int& b) {
  std::int64_t first = 0, second = 0;
  if (text.size() != 5 || text[2] != mark) return false;
  if (!parse_number(text.substr(0, 2), first) || !parse_number(text.substr(3), second)) return false;
  a = static_cast<int>(first);
  b = static_cast<int>(second);
  return a >= 0 && b >= 0;
}

bool parse_time(std::string_view text, int& minute) {
  int hour = 0, rest = 0;
  if (!parse_pair(text, ':', hour, rest) || hour > 24 || rest > 59) return false;
  minute = hour * 60 + rest;
  return minute <= 1440;
}

bool parse_times(std::string_view text, std::vector<TimeSpan>& times) {
  for (const std::string_view part : split(text, ',')) {
    TimeSpan span;
    if (part.size() != 11 || part[5] != '-' || !parse_time(part.substr(0, 5), span.from) ||
        !parse_time(part.substr(6), span.to)) {
      return false;
    }
    if (span.to <= span.from) span.to += 1440;
    times.push_back(span);
  }
  return !times.empty();
}

bool parse_season(std::string_view text, Season& season) {
  int month = 0, day = 0, last_month = 0, last_day = 0;
  if (text.size() != 12 || text.substr(5, 2) != "..") return false;
  if (!parse_pair(text.substr(0, 5), '-', month, day) || !parse_pair(text.substr(7), '-', last_month, last_day))
    return false;
  season = {month * 100 + day, last_month * 100 + last_day};
  return true;
}

bool parse_says(std::string_view text, HoursRule& rule) {
  using Says = HoursRule::Says;
  static constexpr std::array<std::pair<std::string_view, Says>, 4> kWords = {
      {{"off", Says::off}, {"open", Says::open}, {"by appointment", Says::by_appointment}, {"duty", Says::duty}}};
  for (const auto& [word, says] : kWords) {
    if (text != word) continue;
    rule.says = says;
    return true;
  }
  if (text.ends_with('?')) {
    rule.times_assumed = true;
    text.remove_suffix(1);
  }
  return parse_times(text, rule.times);
}

bool parse_rule(std::string_view text, HoursRule& rule) {
  if (parse_season(text.substr(0, 12), rule.season)) text = trim(text.substr(12));
  const std::size_t space = text.find(' ');
  if (space == std::string_view::npos) return false;
  std::string_view subject = text.substr(0, space);
  if (subject == "PH") {
    rule.holidays = true;
  } else if (subject == "unknown-days") {
    rule.known = HoursRule::Days::unknown;
  } else {
    if (subject.ends_with('?')) {
      rule.known = HoursRule::Days::assumed;
      subject.remove_suffix(1);
    }
    if (!parse_days(subject, rule.days)) return false;
  }
  return parse_says(text.substr(space + 1), rule);
}

std::string write_days(unsigned days) {
  std::string out;
  const auto has = [&](std::size_t day) { return day < kDays.size() && (days >> day & 1U) != 0; };
  for (std::size_t day = 0; day < kDays.size(); ++day) {
    if (!has(day)) continue;
    std::size_t last = day;
    while (has(last + 1)) ++last;
    if (!out.empty()) out += ',';
    out += kDays[day];
    if (last > day) out.append("-").append(kDays[last]);
    day = last;
  }
  return out;
}

std::string two_pairs(int a, char mark, int b, std::string_view between, int c, int d) {
  std::array<char, 32> buffer{};
  std::snprintf(buffer.data(), buffer.size(), "%02d%c%02d%.*s%02d%c%02d", a, mark, b, static_cast<int>(between.size()),
                between.data(), c, mark, d);
  return buffer.data();
}

std::string write_times(const std::vector<TimeSpan>& times) {
  std::vector<std::string> parts;
  for (const TimeSpan& span : times) {
    const int to = span.to > 1440 ? span.to - 1440 : span.to;
    parts.push_back(two_pairs(span.from / 60, ':', span.from % 60, "-", to / 60, to % 60));
  }
  return join(parts, ",");
}

std::string write_rule(const HoursRule& rule) {
  std::string out;
  if (rule.season.first != 0) {
    out = two_pairs(rule.season.first / 100, '-', rule.season.first % 100, "..", rule.season.last / 100,
                    rule.season.last % 100) +
          " ";
  }
  if (rule.holidays) {
    out += "PH";
  } else if (rule.known == HoursRule::Days::unknown) {
    out += "unknown-days";
  } else {
    out += write_days(rule.days);
    if (rule.known == HoursRule::Days::assumed) out += '?';
  }
  out += ' ';
  switch (rule.says) {
    case HoursRule::Says::off:
      return out + "off";
    case HoursRule::Says::open:
      return out + "open";
    case HoursRule::Says::by_appointment:
      return out + "by appointment";
    case HoursRule::Says::duty:
      return out + "duty";
    case HoursRule::Says::times:
      break;
  }
  return out + write_times(rule.times) + (rule.times_assumed ? "?" : "");
}

}  // namespace

std::optional<std::vector<HoursRule>> parse_hours(std::string_view notation) {
  std::vector<HoursRule> rules;
  for (const std::string_view part : split(notation, ';')) {
    HoursRule rule;
    if (!parse_rule(trim(part), rule)) return {};
    rules.push_back(std::move(rule));
  }
  return rules;
}

std::string write_hours(const std::vector<HoursRule>& rules) {
  std::vector<std::string> parts;
  parts.reserve(rules.size());
  for (const HoursRule& rule : rules) parts.push_back(write_rule(rule));
  return join(parts, "; ");
}

}  // namespace lawhub
