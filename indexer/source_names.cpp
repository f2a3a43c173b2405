#include "indexer/source_names.h"

#include "registry/source.h"

namespace lawhub {

SourceNames source_names(Database& registry) {
  SourceNames names;
  for (const Source& source : Sources(registry).all()) names.emplace(source.id, source.name);
  return names;
}

}  // namespace lawhub
