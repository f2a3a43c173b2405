#include "search/snapshot.h"

#include "indexer/analysis.h"
#include "indexer/generation.h"
#include "indexer/schema.h"

namespace lawhub {
namespace {

template <class Table>
std::shared_ptr<const Shard<Table>> present(const std::filesystem::path& path,
                                            const std::shared_ptr<const Shard<Table>>& before) {
  if (before && Xapian::Database(path.string()).get_revision() == before->revision()) return before;
  return Shard<Table>::open(path, before.get());
}

bool is_readable(const std::filesystem::path& generation) {
  return Xapian::Database((generation / kInstitutions).string()).get_metadata(meta::kFingerprint) ==
         analysis_fingerprint();
}

}  // namespace

std::shared_ptr<const Snapshot> open_snapshot(const std::filesystem::path& index,
                                              const std::shared_ptr<const Snapshot>& before) {
  Generations generations(index);
  std::optional<std::string> name = generations.current();
  if (!name) return before;
  bool same = before && before->generation == *name;
  std::filesystem::path path = generations.path_of(*name);
  if (!same && !is_readable(path)) return before;
  auto institutions = present(path / kInstitutions, same ? before->institutions : nullptr);
  auto pages = present(path / kPages, same ? before->pages : nullptr);
  if (same && institutions == before->institutions && pages == before->pages) return before;
  return std::make_shared<const Snapshot>(Snapshot{*name, institutions, pages});
}

}  // namespace lawhub
