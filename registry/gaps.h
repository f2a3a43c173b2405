// What a lower source may add to a field of which a higher one has spoken. Pure.
#pragma once
#include "registry/record.h"

namespace lawhub {

/// Fields that are lists of different things: `from` adds the kinds that `to` does not speak of (a fax number beside
/// telephones, a licence beside the USCC), and a finer division within the one that is there. Of any other field
/// nothing. True when something was added.
bool fill_gaps(const Record& from, Field field, Record& to);

}  // namespace lawhub
