// Report R2: what each source brings to the directory, and what of it waits for people.
#pragma once
#include <string>
#include <vector>

#include "registry/source.h"

namespace lawhub {

class Database;

struct IntegrationRow {
  Source source;
  std::size_t listings = 0;      ///< records it says now
  std::size_t missing = 0;       ///< records its list lately misses
  std::size_t withdrawn = 0;     ///< records it took back
  std::size_t institutions = 0;  ///< that its records belong to
  std::size_t alone = 0;         ///< of them, said by nobody else
  std::size_t conflicts = 0;     ///< open tickets it is a side of
  std::size_t asked = 0;         ///< pairs that a person must tell to be one or two, with one of its records
  std::size_t held = 0;          ///< snapshots that wait
  Instant accepted_at = 0;       ///< when something of it was last taken in; 0 never
};

/// Every source, by id. Reads all observations: a second for a province.
std::vector<IntegrationRow> integration_report(Database& db);

}  // namespace lawhub
