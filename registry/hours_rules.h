// The rules behind the notation of opening hours (see registry/hours.h): parsed, written, joined.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lawhub {

/// Minutes of the day; `to` is above 1440 when the place closes after midnight.
struct TimeSpan {
  int from = 0, to = 0;
  bool operator==(const TimeSpan&) const = default;
};

/// Days of a year, both included; `first` after `last` goes over the new year. Month * 100 + day; 0 when always.
struct Season {
  int first = 0, last = 0;
  bool operator==(const Season&) const = default;
};

struct HoursRule {
  enum class Says { times, off, open, by_appointment, duty };
  enum class Days { stated, assumed, unknown };
  Season season;
  unsigned days = 0;  ///< bit 0 is Monday; 0 with `holidays` or unknown days
  Days known = Days::stated;
  bool holidays = false;  ///< the rule is of public holidays
  Says says = Says::times;
  std::vector<TimeSpan> times;
  bool times_assumed = false;
  bool operator==(const HoursRule&) const = default;
};

constexpr unsigned kEveryDay = 0x7F, kWorkingDays = 0x1F, kWeekend = 0x60;

/// What the notation says besides rules.
inline constexpr std::string_view kAlways = "24/7", kMarketDays = "market days", kUnspecified = "unspecified",
                                  kSeasonsUnknown = "2 seasons, dates unknown";

/// The rules of a notation; nothing for the words above and for what is no notation.
std::optional<std::vector<HoursRule>> parse_hours(std::string_view notation);
std::string write_hours(const std::vector<HoursRule>& rules);

}  // namespace lawhub
