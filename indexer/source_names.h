// How the sources are called, for the documents that mention them.
#pragma once
#include "indexer/document.h"
#include "registry/database.h"

namespace lawhub {

SourceNames source_names(Database& registry);

}  // namespace lawhub
