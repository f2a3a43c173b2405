// From changed observations to changed institutions: which of them belong together, which id they bear, what is true of
// them. For the registry's own sources; call inside a transaction.
#pragma once
#include <cstdint>
#include <vector>

#include "base/clock.h"

namespace lawhub {

class Database;

/// Institutions touched.
struct Touched {
  std::size_t added = 0, changed = 0, removed = 0;
};

/// Resolves anew every institution that shares evidence, directly or through others, with one of `observations`; all
/// others cannot have changed. Writes institutions, ids and the change log.
Touched reassess(Database& db, const std::vector<std::int64_t>& observations, Instant now);

}  // namespace lawhub
