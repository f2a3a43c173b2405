// What the parameters demand of an institution, strictly.
#pragma once
#include <optional>
#include <vector>

#include "base/clock.h"
#include "search/near.h"
#include "search/question.h"
#include "search/table.h"

namespace lawhub {

/// For each notation of the table whether it is open at one of these instants.
std::vector<bool> open_notations(const InstitutionTable& table, const std::vector<Instant>& when);

/// The instants that the words ask for: now, or some of the coming weekend's (this one's, when it is the weekend).
std::vector<Instant> asked_instants(const Question& q, Instant now);

/// Keeps references to its arguments.
class Filter {
 public:
  Filter(const InstitutionTable& table, const Question& q, Instant now);
  /// Division, matter, service, opening and radius; not the type, which the facet of types must not see.
  bool takes(Xapian::docid id) const {
    if (id >= table_.rows.size()) return false;
    const InstitutionTable::Row& row = table_.rows[id];
    if (!row.present || !q_.filter_helps.holds(row.type)) return false;
    if (by_area_ && !q_.filter_area.contains(row.place)) return false;
    if (!open_.empty() && !open_[row.hours]) return false;
    return !nearby_ || nearby_->holds(id);
  }

 private:
  const InstitutionTable& table_;
  const Question& q_;
  bool by_area_;
  std::optional<IdSet> nearby_;
  std::vector<bool> open_;  ///< by notation; empty: not asked
};

}  // namespace lawhub
