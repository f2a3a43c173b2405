// registry.db as the server uses it: many readers at once, one writer, and one for orders; and operators.db.
#pragma once
#include <chrono>
#include <filesystem>
#include <memory>
#include <mutex>
#include <vector>

#include "base/config.h"
#include "registry/database.h"
#include "registry/operators.h"

namespace lawhub {

/// Safe from any thread.
class Stores {
 public:
  /// Makes the files and their tables when they are missing. Throws std::runtime_error when they cannot be used.
  explicit Stores(const Config& config);

  /// What `work` answers, with a reading connection that is this thread's for so long.
  template <class Work>
  auto read(Work work) {
    Lease lease(*this);
    return work(*lease.database);
  }
  /// What `work` answers, with the writing connection. One after the other; throws DatabaseBusy when the turn does not
  /// come soon, so that while the crawler takes in a large snapshot no more than one worker waits for long.
  template <class Work>
  auto write(Work work) {
    std::unique_lock turn(writing_, kPatience);
    if (!turn.owns_lock()) throw DatabaseBusy("another request is waiting to write");
    return work(writer_);
  }
  /// What `work` answers, with a connection that is for the journal alone, whose writing never takes long.
  template <class Work>
  auto order(Work work) {
    std::lock_guard turn(ordering_);
    return work(orders_);
  }
  /// What `work` answers, with the connection to operators.db. One after the other; never inside one another.
  template <class Work>
  auto operators(Work work) {
    std::lock_guard turn(asking_);
    return work(operators_);
  }

 private:
  /// A reading connection, given back at the end.
  struct Lease {
    explicit Lease(Stores& from);
    ~Lease();
    Lease(const Lease&) = delete;
    Lease& operator=(const Lease&) = delete;
    Stores& stores;
    std::unique_ptr<Database> database;
  };

  std::filesystem::path file_;
  static constexpr std::chrono::seconds kPatience{1};
  std::timed_mutex writing_;
  Database writer_;
  std::mutex ordering_;
  Database orders_;
  std::mutex asking_;
  Operators operators_;
  std::mutex lending_;
  std::vector<std::unique_ptr<Database>> readers_;  // those that nobody has
};

}  // namespace lawhub
