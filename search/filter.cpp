#include "search/filter.h"

#include <algorithm>

#include "registry/hours.h"

namespace lawhub {

std::vector<bool> open_notations(const InstitutionTable& table, const std::vector<Instant>& when) {
  std::vector<bool> open;
  for (const std::string& notation : table.hours) {
    const auto is_open = [&](Instant t) { return open_at(notation, t) == OpenState::open; };
    open.push_back(!notation.empty() && std::any_of(when.begin(), when.end(), is_open));
  }
  return open;
}

std::vector<Instant> asked_instants(const Question& q, Instant now) {
  if (q.open_now) return {now};
  constexpr Instant kHour = 3600;
  constexpr int kSaturday = 6;
  const LocalTime today = china_time(now);
  const Instant saturday = start_of(today.date) + (kSaturday - std::min(today.weekday, kSaturday)) * 24 * kHour;
  std::vector<Instant> when;
  for (const int hour : {9, 10, 11, 14, 15, 16, 33, 34, 35, 38, 39, 40}) {
    when.push_back((today.weekday > kSaturday ? saturday - 24 * kHour : saturday) + hour * kHour);
  }
  return when;
}

Filter::Filter(const InstitutionTable& table, const Question& q, Instant now)
    : table_(table),
      q_(q),
      by_area_(!q.parameters.division.empty()),
      nearby_(within_radius(table, q.parameters)),
      open_(q.parameters.open_now ? open_notations(table, {now}) : std::vector<bool>()) {}

}  // namespace lawhub
