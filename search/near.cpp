#include "search/near.h"

#include <limits>

#include "search/candidates.h"
#include "search/find_institutions.h"

namespace lawhub {
namespace {

constexpr double kAnywhere = std::numeric_limits<double>::infinity();

}  // namespace

std::optional<IdSet> within_radius(const InstitutionTable& table, const Parameters& p) {
  if (!p.near || !p.radius_m) return {};
  IdSet inside(table.rows.size());
  for (const std::uint32_t id : table.points.within(*p.near, *p.radius_m)) inside.add(id);
  return inside;
}

std::vector<Ranked> nearest_first(const InstitutionTable& table, Point from, const std::vector<Candidate>& all,
                                  std::size_t count) {
  IdSet reading(table.rows.size()), others(table.rows.size());
  for (const Candidate& c : all) (c.reading && !c.widened && table.rows[c.id].living ? reading : others).add(c.id);
  std::vector<Ranked> ranked;
  for (const IdSet* set : {&reading, &others}) {
    auto accept = [&](std::uint32_t id) { return set->holds(id); };
    for (const Points::Near& near : table.points.nearest(from, count - ranked.size(), kAnywhere, accept)) {
      ranked.push_back({near.id, -near.metres});
    }
  }
  for (const Candidate& c : all) {
    if (ranked.size() < count && !table.points.find(c.id)) ranked.push_back({c.id, -kAnywhere});
  }
  return ranked;
}

}  // namespace lawhub
