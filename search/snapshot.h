// One state of the index, complete: what a question is answered from.
#pragma once
#include <filesystem>
#include <memory>
#include <string>

#include "search/shard.h"
#include "search/table.h"

namespace lawhub {

struct Snapshot {
  std::string generation;
  std::shared_ptr<const Shard<InstitutionTable>> institutions;
  std::shared_ptr<const Shard<PageTable>> pages;
};

/// The present state of the generations in `index`; `before` itself when nothing has changed, and with as much of it as
/// is still true. Null when there is no generation that this program can read. Throws Xapian::Error, also when the
/// writer committed twice meanwhile: try again.
std::shared_ptr<const Snapshot> open_snapshot(const std::filesystem::path& index,
                                              const std::shared_ptr<const Snapshot>& before);

}  // namespace lawhub
