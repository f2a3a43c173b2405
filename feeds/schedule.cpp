#include "feeds/schedule.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.h"

namespace lawhub {
namespace {

constexpr std::array<std::string_view, 7> kDays = {"MO", "TU", "WE", "TH", "FR", "SA", "SU"};
constexpr std::array<std::pair<std::string_view, std::string_view>, 3> kHolidays = {
    {{"PH off", "closed"}, {"PH open", "open"}, {"PH by appointment", "by-appointment"}}};

/// The days of a week, Monday first.
using Week = std::array<bool, 7>;

std::optional<std::size_t> day_number(std::string_view code) {
  const auto found = std::find(kDays.begin(), kDays.end(), code);
  if (found == kDays.end()) return std::nullopt;
  return static_cast<std::size_t>(found - kDays.begin());
}

/// "MO-FR,SU".
std::optional<Week> week_of_notation(std::string_view days) {
  Week week{};
  for (const std::string_view part : split(days, ',')) {
    const std::size_t dash = part.find('-');
    const auto first = day_number(part.substr(0, dash));
    const auto last = dash == std::string_view::npos ? first : day_number(part.substr(dash + 1));
    if (!first || !last) return std::nullopt;
    for (std::size_t day = *first;; day = (day + 1) % 7) {
      week[day] = true;
      if (day == *last) break;
    }
  }
  return week;
}

std::string notation_of_week(const Week& week) {
  std::vector<std::string> parts;
  for (std::size_t day = 0; day < 7; ++day) {
    if (!week[day]) continue;
    std::size_t last = day;
    while (last + 1 < 7 && week[last + 1]) ++last;
    parts.push_back(std::string(kDays[day]) + (last > day ? "-" + std::string(kDays[last]) : ""));
    day = last;
  }
  return join(parts, ",");
}

std::string byday_of(const Week& week) {
  std::vector<std::string> days;
  for (std::size_t day = 0; day < 7; ++day) {
    if (week[day]) days.emplace_back(kDays[day]);
  }
  return join(days, " ");
}

/// "MO TU WD".
std::optional<Week> week_of_byday(std::string_view byday) {
  Week week{};
  for (const std::string_view code : split(byday, ' ')) {
    if (code == "WD") {
      std::fill(week.begin(), week.begin() + 5, true);
    } else if (const auto day = day_number(code)) {
      week[*day] = true;
    } else {
      return std::nullopt;
    }
  }
  return week;
}

bool two_digits(std::string_view text, std::int64_t most) {
  std::int64_t value = 0;
  return text.size() == 2 && parse_number(text, value) && value >= 0 && value <= most;
}
/// "08:30".
bool is_clock(std::string_view text) {
  return text.size() == 5 && text[2] == ':' && two_digits(text.substr(3), 59) &&
         (text == "24:00" || two_digits(text.substr(0, 2), 23));
}
/// "05-01".
bool is_month_day(std::string_view text) {
  return text.size() == 5 && text[2] == '-' && two_digits(text.substr(0, 2), 12) && two_digits(text.substr(3), 31);
}

/// "[05-01..09-30 ]MO-FR 08:30-12:00,13:30-17:30".
std::optional<Schedule> schedule_of(std::string_view rule) {
  if (rule == "24/7") return Schedule{"", "", "MO TU WE TH FR SA SU", {{"00:00:00", "24:00:00"}}, "open"};
  std::vector<std::string_view> words = split(rule, ' ');
  Schedule out;
  if (words.size() == 3 && words[0].size() == 12 && words[0].substr(5, 2) == "..") {
    const std::string_view from = words[0].substr(0, 5);
    const std::string_view to = words[0].substr(7);
    if (!is_month_day(from) || !is_month_day(to)) return std::nullopt;
    out.valid_from = "--" + std::string(from);
    out.valid_to = "--" + std::string(to);
    words.erase(words.begin());
  }
  if (words.size() != 2) return std::nullopt;
  const std::optional<Week> week = week_of_notation(words[0]);
  if (!week) return std::nullopt;
  out.byday = byday_of(*week);
  for (const std::string_view span : split(words[1], ',')) {
    if (span.size() != 11 || span[5] != '-' || !is_clock(span.substr(0, 5)) || !is_clock(span.substr(6))) {
      return std::nullopt;
    }
    out.open.emplace_back(std::string(span.substr(0, 5)) + ":00", std::string(span.substr(6)) + ":00");
  }
  return out;
}

/// "08:30:00" → "08:30"; empty when it is no time.
std::string clock_of(std::string_view time) {
  const std::string_view minutes = time.substr(0, 5);
  const bool seconds = time.size() == 8 && time[5] == ':' && two_digits(time.substr(6), 59);
  return is_clock(minutes) && (time.size() == 5 || seconds) ? std::string(minutes) : std::string();
}

/// The rule of one schedule; nothing when something in it is not written as it should be.
std::optional<std::string> rule_of(const Schedule& s) {
  const std::optional<Week> week = week_of_byday(s.byday);
  if (!week || s.open.empty()) return std::nullopt;
  std::vector<std::string> spans;
  for (const auto& [opens, closes] : s.open) {
    const std::string from = clock_of(opens);
    std::string to = clock_of(closes);
    if (from.empty() || to.empty()) return std::nullopt;
    if (to == "00:00") to = "24:00";
    spans.push_back(fmt::format("{}-{}", from, to));
  }
  const std::string days = notation_of_week(*week);
  const std::string times = join(spans, ",");
  if (s.valid_from.empty() && s.valid_to.empty()) {
    return days == "MO-SU" && times == "00:00-24:00" ? "24/7" : days + " " + times;
  }
  const auto season = [](std::string_view day) { return day.rfind("--", 0) == 0 && is_month_day(day.substr(2)); };
  if (!season(s.valid_from) || !season(s.valid_to)) return std::nullopt;
  return s.valid_from.substr(2) + ".." + s.valid_to.substr(2) + " " + days + " " + times;
}

}  // namespace

std::vector<Schedule> schedules_of(std::string_view notation) {
  std::vector<Schedule> out;
  std::string holidays = "unknown";
  for (const std::string_view part : split(notation, ';')) {
    const std::string_view rule = trim(part);
    const auto holiday =
        std::find_if(kHolidays.begin(), kHolidays.end(), [&](const auto& h) { return h.first == rule; });
    if (holiday != kHolidays.end()) {
      holidays = holiday->second;
    } else if (const auto schedule = schedule_of(rule)) {
      out.push_back(*schedule);
    } else {
      return {};
    }
  }
  for (Schedule& schedule : out) {
    if (schedule.public_holidays.empty()) schedule.public_holidays = holidays;
  }
  return out;
}

std::optional<std::string> notation_of(const std::vector<Schedule>& schedules) {
  std::vector<std::string> rules;
  bool same_holidays = true;
  for (const Schedule& schedule : schedules) {
    const std::optional<std::string> rule = rule_of(schedule);
    if (!rule) return std::nullopt;
    rules.push_back(*rule);
    same_holidays = same_holidays && schedule.public_holidays == schedules.front().public_holidays;
  }
  if (rules.empty() || rules.front() == "24/7") return join(rules, "; ");
  std::string_view holidays = schedules.front().public_holidays;
  if (holidays.empty()) holidays = "closed";
  const auto found =
      std::find_if(kHolidays.begin(), kHolidays.end(), [&](const auto& h) { return h.second == holidays; });
  // what differs from season to season cannot be said in one rule, and stays unknown
  if (same_holidays && found != kHolidays.end()) rules.emplace_back(found->first);
  return join(rules, "; ");
}

}  // namespace lawhub
