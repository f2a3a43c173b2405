// What a publisher asks of a feed before it goes out: everything that is wrong with it, where, and how to mend it.
#pragma once
#include <cstddef>
#include <functional>
#include <string>

#include "base/charset.h"
#include "base/clock.h"
#include "registry/report.h"

namespace lawhub {

struct ValidationCounts {
  std::size_t usable = 0;    ///< records that the hub would take, tombstones too
  std::size_t rejected = 0;  ///< records with an error
  std::size_t to_mend = 0;   ///< of the usable ones, those with a warning
  std::size_t errors = 0, warnings = 0, notes = 0;
  bool refused = false;  ///< the whole feed; then nothing of it is usable
};

/// "可用 3 条,被拒 1 条,需改 2 条".
std::string in_words(const ValidationCounts& counts);

/// Reads the feed to its end as read_feed() would, and checks it against institutions.xsd and all rules of
/// data/rules.tsv. `found` gets every finding, those of a record by their lines, what only the whole feed tells at the
/// end; a refused feed's last one is why. `now` judges the feed's age; 0 when the time is not known. The memory it
/// needs grows with the number of records (some 500 bytes each), not with their size.
ValidationCounts validate_feed(TextStream& stream, Instant now, const std::function<void(const Finding&)>& found);

}  // namespace lawhub
