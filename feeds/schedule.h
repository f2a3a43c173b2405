// The feed's <schedule> elements and the notation of registry/hours.h, both ways. A timetable is only written as
// schedules when all of it can be.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace lawhub {

/// One <schedule>: on these days, in this season, open from … to ….
struct Schedule {
  std::string valid_from, valid_to;                       ///< "--05-01": a season of every year; both empty: all year
  std::string byday;                                      ///< "MO TU WE TH FR"; WD is a working day
  std::vector<std::pair<std::string, std::string>> open;  ///< "08:30:00", "12:00:00"
  std::string public_holidays;  ///< closed, open, by-appointment, unknown; empty is closed, the schema's default
};

/// "MO-FR 08:30-12:00,13:30-17:30; PH off" as schedules; none when the notation says what schedules cannot
/// (days not stated, duty, unknown times).
std::vector<Schedule> schedules_of(std::string_view notation);
/// Their notation; nothing when a day, a time or a season is not written as the schema says, or when one holds for a
/// dated period only.
std::optional<std::string> notation_of(const std::vector<Schedule>& schedules);

}  // namespace lawhub
