// The table of suggestions, made anew behind the snapshots: it costs a second for a province, so it may lag.
#pragma once
#include <chrono>
#include <memory>
#include <mutex>
#include <string_view>
#include <vector>

#include "search/snapshot.h"
#include "search/suggest.h"

namespace lawhub {

/// find() is safe from any thread; update() is for one.
class Suggestions {
 public:
  /// Makes the table of this snapshot, unless it is made already or the last one was made a moment ago: at most a tenth
  /// of the time goes into making tables.
  void update(const std::shared_ptr<const Snapshot>& snapshot);
  std::vector<Suggestion> find(std::string_view typed, std::size_t limit) const;

 private:
  mutable std::mutex mutex_;
  std::shared_ptr<const SuggestTable> table_;
  std::shared_ptr<const Shard<InstitutionTable>> made_of_;
  std::chrono::steady_clock::time_point not_before_{};
};

}  // namespace lawhub
