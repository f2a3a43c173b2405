// The indexer of one hub: full builds, and following the registry and the pages.
#pragma once
#include <functional>
#include <optional>
#include <string>

#include "base/clock.h"
#include "base/config.h"
#include "base/result.h"
#include "indexer/generation.h"
#include "registry/database.h"
#include "registry/pages.h"
#include "registry/report.h"

namespace lawhub {

class Follower;

class Indexer {
 public:
  Indexer(const Config& config, const Clock& clock);

  /// Whether a finding of check() keeps a new generation from answering.
  enum class Judge { obey, ignore };
  struct Made {
    std::string name;
    Report report;
    bool switched = false;
  };
  /// Builds, checks and switches; older generations than the last three are removed. A second build at the same time
  /// throws.
  Made rebuild(Judge judge);

  /// A commit that is durable: data, version file and folder are synced.
  struct Commit {
    std::string generation;
    std::int64_t sequence = 0;  ///< last step of the log in it
    const char* what = "";      ///< "institutions" or "pages"
  };
  /// Waits for the registry, builds when no generation fits this program, then takes in every change within a fraction
  /// of a second, until stop_requested(). Takes up another generation when the pointer moves. One watcher at a time.
  void watch(const std::function<void(const Commit&)>& on_commit);

 private:
  std::string fitting_generation();
  void follow(Follower& follower, const std::string& generation, const std::function<void(const Commit&)>& on_commit);
  bool lost(const Follower& follower);
  Database& registry();
  const Pages* pages();

  Config config_;
  const Clock& clock_;
  Generations generations_;
  std::unique_ptr<Database> registry_;
  std::unique_ptr<Pages> pages_;
};

/// Lets generation `number` answer, when this program can read it.
Result<std::string> roll_back(const Generations& generations, std::int64_t number);

}  // namespace lawhub
