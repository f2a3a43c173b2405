// The connection to registry.db (SQLite, WAL, synchronous=FULL) and its schema (schema.sql).
#pragma once
#include <filesystem>
#include <functional>
#include <memory>
#include <stdexcept>

namespace SQLite {
class Database;
}

namespace lawhub {

/// Another program or thread has been writing for longer than one waits.
struct DatabaseBusy : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// One connection; use it from one thread, make one for each thread. Many processes may have the file open; writers
/// take turns (busy time-out 10 s).
class Database {
 public:
  enum class Access { read, write };
  /// Access::write makes the file and its tables when they are missing. `file` may be
  /// ":memory:". Throws std::runtime_error when the file is missing (read), damaged, or of another schema version.
  Database(const std::filesystem::path& file, Access access);
  ~Database();
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  /// Runs `work` inside BEGIN IMMEDIATE … COMMIT; rolls back when it throws. Durable when it returns. Nests: an inner
  /// one is part of the outer. Throws DatabaseBusy after waiting 10 s for its turn; then nothing was done.
  void transaction(const std::function<void()>& work);
  /// The connection, for the registry's own sources.
  SQLite::Database& sql() { return *sql_; }

 private:
  std::unique_ptr<SQLite::Database> sql_;
  bool in_transaction_ = false;
};

}  // namespace lawhub
