// Keeps a generation up to date: takes the steps of the change logs and commits them in place.
#pragma once
#include <cstdint>
#include <filesystem>

#include "indexer/index_writer.h"
#include "registry/database.h"
#include "registry/pages.h"

namespace lawhub {

/// For one thread. Holds the write locks of the generation while it lives.
class Follower {
 public:
  explicit Follower(const std::filesystem::path& generation);

  /// True when the store was made anew and its log knows less than the index: only a full build helps.
  bool lost(Database& registry) const;
  bool lost(const Pages& pages) const;

  /// Takes in what changed since the last step, at most a batch of it. Answers how many documents were looked at; when
  /// it is not 0, they and their place in the log are durable and visible. kill -9 at any moment leaves the state
  /// before or after.
  std::size_t step(Database& registry);
  std::size_t step(Database& registry, const Pages& pages);

  std::int64_t institution_sequence() const { return institutions_.sequence(); }
  std::int64_t page_sequence() const { return pages_.sequence(); }

 private:
  IndexWriter institutions_, pages_;
};

}  // namespace lawhub
