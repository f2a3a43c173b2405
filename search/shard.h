// One database of a generation at one commit: connections that all show the same state, and its table.
#pragma once
#include <xapian.h>

#include <condition_variable>
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace lawhub {

/// A fixed number of connections to one commit of a Xapian database. A connection belongs to one thread at a time;
/// take() waits for one. After two further commits of the writer a read may throw Xapian::DatabaseModifiedError: then
/// a newer pool must be made.
class DatabasePool {
 public:
  /// Throws Xapian::DatabaseError.
  explicit DatabasePool(const std::filesystem::path& path);

  class Lease {
   public:
    Lease(DatabasePool& pool, std::unique_ptr<Xapian::Database> db) : pool_(pool), db_(std::move(db)) {}
    ~Lease() { pool_.give_back(std::move(db_)); }
    Lease(const Lease&) = delete;
    Lease& operator=(const Lease&) = delete;
    const Xapian::Database& operator*() const { return *db_; }

   private:
    DatabasePool& pool_;
    std::unique_ptr<Xapian::Database> db_;
  };
  Lease take();

  Xapian::rev revision() const { return revision_; }
  std::int64_t commit() const { return commit_; }
  std::int64_t sequence() const { return sequence_; }  ///< last step of the change log that is in it
  std::size_t documents() const { return documents_; }

 private:
  void give_back(std::unique_ptr<Xapian::Database> db);

  std::mutex mutex_;
  std::condition_variable returned_;
  std::vector<std::unique_ptr<Xapian::Database>> idle_;
  Xapian::rev revision_ = 0;
  std::int64_t commit_ = 0, sequence_ = 0;
  std::size_t documents_ = 0;
};

/// The documents that commits `after`+1 … `until` touched, sorted; nothing when the database no longer remembers.
std::optional<std::vector<Xapian::docid>> changed_documents(const Xapian::Database& db, std::int64_t after,
                                                            std::int64_t until);

/// Immutable but for its pool; safe from any thread.
template <class Table>
class Shard {
 public:
  /// Loads the present commit; only what changed since `before` when that is a shard of the same database.
  static std::shared_ptr<Shard> open(const std::filesystem::path& path, const Shard* before) {
    auto shard = std::make_shared<Shard>(path);
    DatabasePool::Lease db = shard->pool_.take();
    std::optional<std::vector<Xapian::docid>> changed;
    if (before != nullptr) changed = changed_documents(*db, before->pool_.commit(), shard->pool_.commit());
    if (changed) {
      shard->table_ = before->table_;
      shard->table_.load(*db, *changed);
    } else {
      shard->table_.load(*db);
    }
    return shard;
  }

  explicit Shard(const std::filesystem::path& path) : pool_(path) {}
  const Table& table() const { return table_; }
  std::size_t documents() const { return pool_.documents(); }
  std::int64_t sequence() const { return pool_.sequence(); }
  Xapian::rev revision() const { return pool_.revision(); }
  DatabasePool::Lease take() const { return pool_.take(); }

 private:
  mutable DatabasePool pool_;
  Table table_;
};

}  // namespace lawhub
