// Which sources are to be harvested now without anybody's order. Pure.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "base/clock.h"
#include "registry/journal.h"
#include "registry/source.h"

namespace lawhub {

/// Ids of the sources that are due, the longest overdue first. A source is due when it is enabled, has an interval, is
/// no upload, and its last job (`last`, by source id; absent: there was none) ended at least its interval ago. One
/// whose last job failed is tried again after an hour, if its interval is longer. One with a night is due only then.
std::vector<std::string> due(const std::vector<Source>& sources, const std::map<std::string, Job>& last, Instant now);

}  // namespace lawhub
