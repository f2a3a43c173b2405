// The sources and how they are doing, read from the registry.
#pragma once
#include <vector>

#include "registry/database.h"
#include "search/html.h"

namespace lawhub {

SourceStatus status_of_source(Database& db, const Clock& clock, const Source& source);
/// Every source, by id.
std::vector<SourceStatus> all_source_statuses(Database& db, const Clock& clock);

}  // namespace lawhub
