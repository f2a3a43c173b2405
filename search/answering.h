// From a question to an answer over one state of the index: understand → retrieve → rank → relax when nothing fits.
#pragma once
#include "base/clock.h"
#include "search/answer.h"
#include "search/parameters.h"
#include "search/snapshot.h"

namespace lawhub {

/// Throws Xapian::Error.
Answer answer(const Snapshot& snapshot, const Parameters& p, Instant now);

}  // namespace lawhub
