// The frontier of one job, as its crawl works on it.
#pragma once
#include <chrono>
#include <deque>
#include <optional>
#include <unordered_map>
#include <vector>

#include "registry/pages.h"

namespace lawhub {

/// Ended steps are kept back for a moment and written several in one transaction (data/crawling.tsv): a kill costs the
/// steps of that moment, which are done again. For one thread, that of `pages`.
class Frontier {
 public:
  /// `at_once`: every step is written when it ends, since the next one waits for its turn anyway.
  Frontier(Pages& pages, std::int64_t job, bool at_once) : pages_(pages), job_(job), at_once_(at_once) {}
  /// Writes what was kept back, if it can.
  ~Frontier();
  Frontier(const Frontier&) = delete;
  Frontier& operator=(const Frontier&) = delete;

  /// The next item that is neither ended nor being worked on: those that never failed first. Nothing when there is
  /// none.
  std::optional<FrontierItem> next();
  void end(Pages::Done step);
  /// The item failed, and comes again after the others.
  void postpone(const FrontierItem& item) { pages_.postpone(job_, item); }
  /// Writes what was kept back.
  void flush();

 private:
  bool is_known_well(const FrontierItem& item);

  Pages& pages_;
  const std::int64_t job_;
  const bool at_once_;
  std::deque<FrontierItem> window_;
  std::vector<Pages::Done> ended_;
  /// How often each address was found, by its hash: those that every page links need not be planned again and again.
  std::unordered_map<std::uint64_t, int> found_;
  std::chrono::steady_clock::time_point first_ended_{};
};

}  // namespace lawhub
