// The connections to registry.db and, beside it, journal.db (SQLite, WAL, synchronous=FULL), with their schemas
// (schema.sql, journal.sql).
#pragma once
#include <chrono>
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

/// Whoever is asked while much is written said no; nothing of it was done.
struct Stopped : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// One connection to each file; use it from one thread, make one for each thread. Many processes may have the file
/// open; writers take turns (busy time-out 10 s).
class Database {
 public:
  enum class Access { read, write };
  /// Access::write makes the files and their tables when they are missing. `file` may be
  /// ":memory:". Throws std::runtime_error when the file is missing (read), damaged, or of another schema version.
  Database(const std::filesystem::path& file, Access access);
  ~Database();
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  /// Runs `work` inside BEGIN IMMEDIATE … COMMIT; rolls back when it throws. Durable when it returns. Nests: an inner
  /// one is part of the outer. Throws DatabaseBusy after waiting 10 s for its turn; then nothing was done.
  void transaction(const std::function<void()>& work);
  /// The connection to registry.db, for the registry's own sources.
  SQLite::Database& sql() { return *sql_; }
  /// The connection to journal.db, for the journal alone; no part of transaction().
  SQLite::Database& journal();

  /// Whom look() asks; about once in 200 ms.
  void ask_while_writing(std::function<bool()> go_on) { go_on_ = std::move(go_on); }
  /// Called between the steps of a long transaction: throws Stopped when it is to end without its changes.
  void look();

 private:
  std::filesystem::path journal_file_;
  std::unique_ptr<SQLite::Database> journal_;  ///< a reader's is opened when it is asked for
  std::unique_ptr<SQLite::Database> sql_;
  std::function<bool()> go_on_;
  std::chrono::steady_clock::time_point looked_{};
  bool in_transaction_ = false;
};

}  // namespace lawhub
