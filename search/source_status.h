// The sources and how they are doing, read from the registry.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "registry/database.h"
#include "search/html.h"

namespace lawhub {

SourceStatus status_of_source(Database& db, const Clock& clock, const Source& source);
/// Every source, by id.
std::vector<SourceStatus> all_source_statuses(Database& db, const Clock& clock);
std::map<std::string, Source> sources_by_id(Database& db);

}  // namespace lawhub
