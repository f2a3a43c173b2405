// A hub whose only source is another one, which it harvests with the real crew over HTTP.
#pragma once
#include <map>
#include <memory>
#include <string>

#include "base/config.h"
#include "base/file.h"
#include "registry/database.h"
#include "registry/journal.h"
#include "registry/source.h"
#include "tests/support/served_hub.h"

namespace lawhub {

/// The record of every listed institution as JSON, by id.
std::map<std::string, std::string> records_of(Database& db);

class SecondHub {
 public:
  /// Harvests `first`, which must outlive it, at `path` as a source of that kind.
  SecondHub(ServedHub& first, SourceKind kind, const std::string& path);

  /// The job as it ended.
  Job harvest(JobMode mode = JobMode::harvest);
  /// records_of(), but under the ids of the first hub. Throws std::runtime_error when two of its institutions became
  /// one here, or a name is not from there.
  std::map<std::string, std::string> listed();
  Journal journal() { return Journal(*db_, first_.clock); }

 private:
  ServedHub& first_;
  TemporaryFolder folder_;
  Config config_;
  Source source_;
  std::unique_ptr<Database> db_;
};

}  // namespace lawhub
