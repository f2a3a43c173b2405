// What registry.db and pages.db share: opening a file with its schema, and statements with their values.
// For the registry's own sources only.
#pragma once
#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <type_traits>

namespace lawhub {

enum class StoreAccess { read, write };

/// Opens `file` (":memory:" too) in WAL mode with synchronous=FULL, foreign keys and a busy time-out of 10 s. With
/// StoreAccess::write a new file gets `schema` and `version` (user_version) in one transaction, also when several
/// processes open it at once. Throws std::runtime_error that names the file when it is missing (read), damaged, or of
/// another version.
std::unique_ptr<SQLite::Database> open_store(const std::filesystem::path& file, StoreAccess access,
                                             std::string_view schema, int version);

/// BEGIN IMMEDIATE, `work`, COMMIT; rolls back when `work` throws. (A deferred transaction that turns to writing fails
/// at once when another writes, whatever the busy time-out.)
void immediate(SQLite::Database& db, const std::function<void()>& work);

template <class Value>
void bind_value(SQLite::Statement& statement, int at, const Value& value) {
  if constexpr (std::is_convertible_v<const Value&, std::string_view>) {
    statement.bind(at, std::string(std::string_view(value)));
  } else {
    statement.bind(at, value);
  }
}

/// Binds the values from the first place on; for a statement that is run again, call reset() before.
template <class... Values>
void bind_values(SQLite::Statement& statement, const Values&... values) {
  [[maybe_unused]] int at = 0;
  (bind_value(statement, ++at, values), ...);
}

/// A statement with its values bound in order. An empty text is stored as '', never as NULL.
template <class... Values>
SQLite::Statement prepare(SQLite::Database& db, const std::string& sql, const Values&... values) {
  SQLite::Statement statement(db, sql);
  bind_values(statement, values...);
  return statement;
}

/// Runs a statement without answer; the number of rows it changed.
template <class... Values>
int run_sql(SQLite::Database& db, const std::string& sql, const Values&... values) {
  return prepare(db, sql, values...).exec();
}

}  // namespace lawhub
