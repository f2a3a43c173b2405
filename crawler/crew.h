// Takes jobs from the journal and does them, several at once.
#pragma once
#include <functional>
#include <memory>

#include "base/clock.h"
#include "base/config.h"
#include "crawler/crawl.h"
#include "registry/accept.h"
#include "registry/journal.h"
#include "registry/source.h"

namespace lawhub {

/// Does jobs until told to stop. One crew works in a data folder at a time (a lock says so), so that no host is visited
/// by two crawlers at once. What a crew that was killed left is taken up by the next one first.
class Crew {
 public:
  /// Throws std::runtime_error when another crew is at work.
  Crew(const Config& config, const Clock& clock);
  ~Crew();
  Crew(const Crew&) = delete;
  Crew& operator=(const Crew&) = delete;

  /// Takes jobs while `go_on` says so, asked several times a second; at most config.crawl_jobs at once, each in a
  /// thread with connections of its own. Jobs at work when it says no stay as they are, and go on with the next crew.
  void work(const std::function<bool()>& go_on);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// Orders what is due by schedule.
void order_due(Database& db, const Clock& clock);

/// A crawl that stores nothing: what the source says now, and what the registry would make of it.
struct Preview {
  Harvest harvest;
  std::optional<Acceptance> acceptance;  ///< absent when the crawl failed
  std::string recipe_report;             ///< see recipe_report.h; of sites
};
/// `recipe` is the source's own, or one that is being written.
Preview preview(const Config& config, const Clock& clock, Database& db, const Source& source, const Recipe& recipe,
                const std::function<bool()>& go_on);

}  // namespace lawhub
