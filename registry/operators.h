// The connection to operators.db (SQLite, WAL, synchronous=FULL; schema operators.sql): accounts, sessions, audit log.
#pragma once
#include <filesystem>
#include <functional>
#include <memory>

namespace SQLite {
class Database;
}

namespace lawhub {

/// Use it from one thread at a time. Several processes may have the file open; writers take turns.
class Operators {
 public:
  /// Makes the file, readable by its owner alone, when it is missing. `file` may be ":memory:". Throws
  /// std::runtime_error when it is damaged or of another schema version.
  explicit Operators(const std::filesystem::path& file);
  ~Operators();
  Operators(const Operators&) = delete;
  Operators& operator=(const Operators&) = delete;

  /// As Database::transaction.
  void transaction(const std::function<void()>& work);
  /// For the registry's own sources.
  SQLite::Database& sql() { return *sql_; }

 private:
  std::unique_ptr<SQLite::Database> sql_;
  bool in_transaction_ = false;
};

}  // namespace lawhub
