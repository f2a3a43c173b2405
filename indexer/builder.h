// The whole index from the registry and the pages, beside the one that answers.
#pragma once
#include <string>

#include "base/clock.h"
#include "indexer/generation.h"
#include "registry/database.h"
#include "registry/pages.h"

namespace lawhub {

/// Builds a generation and answers its name; it is complete and durable but does not answer questions until
/// Generations::switch_to(). Changes made meanwhile are left to the Follower. `pages` is null when nothing was crawled
/// yet. One build at a time (the caller holds a FileLock). Throws when registry or disk refuse; then the generations
/// are as they were.
std::string build(const Generations& generations, Database& registry, const Pages* pages, const Clock& clock);

}  // namespace lawhub
