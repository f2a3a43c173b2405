// What a proposal changes in what its source says, step by step. For the registry's own sources.
#pragma once
#include <cstdint>
#include <utility>
#include <vector>

#include "registry/guard.h"
#include "registry/observation_rows.h"
#include "registry/succession.h"

namespace lawhub {

/// Points into the proposal it was made of.
struct Plan {
  Succession next;
  std::vector<std::pair<std::int64_t, const Observation*>> shifted;  ///< another place in the page, nothing else
  std::vector<std::int64_t> missing;                                 ///< also those that were missing before
  std::vector<std::pair<std::int64_t, const Withdrawal*>> withdrawn;
  Tally tally;

  bool empty() const {
    return next.added.empty() && next.replaced.empty() && next.moved.empty() && next.displaced.empty() &&
           shifted.empty() && missing.empty() && withdrawn.empty();
  }
};

Plan plan_of(const Proposal& proposal, ObservationRows& rows);

}  // namespace lawhub
