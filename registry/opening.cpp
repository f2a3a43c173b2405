// What a notation of opening hours means: open at an instant, and in words.
#include <algorithm>
#include <array>
#include <set>

#include "base/text.h"
#include "registry/holidays.h"
#include "registry/hours.h"
#include "registry/hours_rules.h"

namespace lawhub {
namespace {

using Rules = std::vector<HoursRule>;
using Says = HoursRule::Says;

constexpr int kMinutesOfDay = 1440;
constexpr int kDaysAhead = 14;  // longer than any holiday

bool in_season(const Season& season, Date date) {
  if (season.first == 0) return true;
  const int day = date.month * 100 + date.day;
  if (season.first <= season.last) return season.first <= day && day <= season.last;
  return day >= season.first || day <= season.last;
}

bool holds(const HoursRule& rule, int minute) {
  return std::any_of(rule.times.begin(), rule.times.end(),
                     [&](const TimeSpan& t) { return t.from <= minute && minute < t.to; });
}

OpenState by_rule(const HoursRule& rule, int minute) {
  if (rule.says == Says::off) return OpenState::closed;
  if (rule.says != Says::times || rule.times_assumed) return OpenState::unknown;
  return holds(rule, minute) ? OpenState::open : OpenState::closed;
}

/// As on any day of that weekday (1 is Monday).
OpenState on_weekday(const Rules& rules, Date date, int weekday, int minute) {
  OpenState state = OpenState::closed;
  bool season_known = false;
  for (const HoursRule& rule : rules) {
    if (rule.holidays) continue;
    if (!in_season(rule.season, date)) continue;
    season_known = true;
    if ((rule.days >> static_cast<unsigned>(weekday - 1) & 1U) == 0) continue;
    const OpenState by = by_rule(rule, minute);
    if (by == OpenState::open) return by;
    if (by == OpenState::unknown) state = by;
  }
  return season_known ? state : OpenState::unknown;
}

OpenState on_holiday(const Rules& rules, Date date, int minute) {
  const OpenState usual = on_weekday(rules, date, weekday_of(date), minute);
  for (const HoursRule& rule : rules) {
    if (rule.holidays) return rule.says == Says::open ? usual : by_rule(rule, minute);
  }
  return usual == OpenState::closed ? OpenState::closed : OpenState::unknown;
}

/// A Saturday or Sunday that is worked: offices that keep the public calendar open as on a Monday.
OpenState on_make_up_day(const Rules& rules, Date date, int minute) {
  const OpenState usual = on_weekday(rules, date, weekday_of(date), minute);
  const OpenState as_monday = on_weekday(rules, date, 1, minute);
  if (usual == OpenState::open || usual == as_monday) return usual;
  const bool keeps_calendar =
      std::any_of(rules.begin(), rules.end(), [](const HoursRule& r) { return r.holidays && r.says == Says::off; });
  return keeps_calendar ? as_monday : OpenState::unknown;
}

OpenState on_day(const Rules& rules, Date date, int minute) {
  switch (day_kind(date)) {
    case DayKind::unknown:
      return OpenState::unknown;
    case DayKind::holiday:
      return on_holiday(rules, date, minute);
    case DayKind::make_up:
      return on_make_up_day(rules, date, minute);
    case DayKind::ordinary:
      break;
  }
  return on_weekday(rules, date, weekday_of(date), minute);
}

std::string day_words(unsigned days) {
  static constexpr std::array<std::string_view, 7> kNames = {"周一", "周二", "周三", "周四", "周五", "周六", "周日"};
  if (days == kEveryDay) return "每天";
  std::vector<std::string> parts;
  for (std::size_t day = 0; day < kNames.size(); ++day) {
    if ((days >> day & 1U) == 0) continue;
    std::size_t last = day;
    while (last + 1 < kNames.size() && (days >> (last + 1) & 1U) != 0) ++last;
    std::string part(kNames[day]);
    if (last > day) part.append(last > day + 1 ? "至" : "、").append(kNames[last]);
    parts.push_back(std::move(part));
    day = last;
  }
  return join(parts, "、");
}

std::string season_words(const Season& s) {
  if (s.first == 0) return {};
  const auto day = [](int d) { return std::to_string(d / 100) + "月" + std::to_string(d % 100) + "日"; };
  return day(s.first) + "至" + (s.first > s.last ? "次年" : "") + day(s.last) + " ";
}

std::string clock_words(int minute) {
  const auto two = [](int n) { return (n < 10 ? "0" : "") + std::to_string(n); };
  return two(minute / 60) + ":" + two(minute % 60);
}

std::string rule_words(const HoursRule& rule) {
  std::string out = season_words(rule.season);
  if (rule.holidays) {
    out += "法定节假日";
  } else if (rule.known == HoursRule::Days::stated) {
    out += day_words(rule.days);
  }
  switch (rule.says) {
    case Says::off:
      return out + "休息";
    case Says::open:
      return out + "照常";
    case Says::by_appointment:
      return out + "可预约";
    case Says::duty:
      return out + "值班";
    case Says::times:
      break;
  }
  if (!out.empty() && !out.ends_with(' ')) out += ' ';
  std::vector<std::string> spans;
  for (const TimeSpan& t : rule.times) {
    const bool next_day = t.to > kMinutesOfDay;
    spans.push_back(clock_words(t.from) + "–" + (next_day ? "次日" : "") +
                    clock_words(next_day ? t.to - kMinutesOfDay : t.to));
  }
  out += join(spans, "、");
  if (rule.known != HoursRule::Days::stated && !rule.holidays) out += "(未注明星期几)";
  if (rule.times_assumed) out += "(具体时间未注明)";
  return out;
}

OpenState by_rules(const Rules& rules, Instant t) {
  bool over_midnight = false;
  for (const HoursRule& rule : rules) {
    if (!rule.holidays && rule.known != HoursRule::Days::stated) return OpenState::unknown;
    for (const TimeSpan& span : rule.times) over_midnight = over_midnight || span.to > kMinutesOfDay;
  }
  const LocalTime now = china_time(t);
  const OpenState today = on_day(rules, now.date, now.minute);
  if (!over_midnight || today == OpenState::open) return today;
  const Date yesterday = china_time(start_of(now.date) - 1).date;
  const OpenState since_yesterday = on_day(rules, yesterday, now.minute + kMinutesOfDay);
  return since_yesterday == OpenState::closed ? today : since_yesterday;
}

}  // namespace

OpenState open_at(std::string_view notation, Instant t) {
  if (notation == kAlways) return OpenState::open;
  const std::optional<Rules> rules = parse_hours(notation);
  return rules ? by_rules(*rules, t) : OpenState::unknown;
}

std::optional<Instant> changes_next(std::string_view notation, Instant t) {
  const std::optional<Rules> rules = parse_hours(notation);
  const OpenState before = rules ? by_rules(*rules, t) : OpenState::unknown;
  if (before == OpenState::unknown) return {};
  std::set<int> turns{0};  // minutes of a day at which something may change; at midnight another day's rules begin
  for (const HoursRule& rule : *rules) {
    for (const TimeSpan& span : rule.times) turns.insert({span.from % kMinutesOfDay, span.to % kMinutesOfDay});
  }
  const Instant midnight = start_of(china_time(t).date);  // China keeps no summer time: each day has 24 hours
  for (int day = 0; day <= kDaysAhead; ++day) {
    for (const int minute : turns) {
      const Instant turn = midnight + (Instant{day} * kMinutesOfDay + minute) * 60;
      if (turn <= t) continue;
      const OpenState state = by_rules(*rules, turn);
      if (state == OpenState::unknown) return {};
      if (state != before) return turn;
    }
  }
  return {};
}

std::string hours_in_words(std::string_view notation) {
  if (notation == kAlways) return "全天24小时";
  if (notation == kMarketDays) return "逢集日";
  if (notation == kUnspecified) return "正常上班时间";
  if (notation == kSeasonsUnknown) return "分夏季和冬季,起止日期未注明";
  const std::optional<Rules> rules = parse_hours(notation);
  if (!rules) return {};
  std::string out;
  for (const HoursRule& rule : *rules) {
    if (!out.empty()) out += rule.says == Says::times && !rule.holidays ? ";" : ",";
    out += rule_words(rule);
  }
  return out;
}

}  // namespace lawhub
