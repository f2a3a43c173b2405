#include "search/filter.h"

#include "registry/hours.h"

namespace lawhub {

std::vector<bool> open_notations(const InstitutionTable& table, Instant now) {
  std::vector<bool> open;
  for (const std::string& notation : table.hours) {
    open.push_back(!notation.empty() && open_at(notation, now) == OpenState::open);
  }
  return open;
}

Filter::Filter(const InstitutionTable& table, const Question& q, Instant now)
    : table_(table),
      q_(q),
      by_area_(!q.parameters.division.empty()),
      nearby_(within_radius(table, q.parameters)),
      open_(q.parameters.open_now ? open_notations(table, now) : std::vector<bool>()) {}

}  // namespace lawhub
