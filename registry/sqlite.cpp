#include "registry/sqlite.h"

#include <SQLiteCpp/Transaction.h>
#include <sqlite3.h>

#include <chrono>
#include <optional>
#include <stdexcept>
#include <thread>

#include "registry/database.h"

namespace lawhub {
namespace {

constexpr int kBusyMs = 10000;
// What a connection may keep of a file, in KiB, as it comes to need it: a list of a province is compared with all of
// its rows, which lie in another order than their keys.
constexpr int kCacheKib = 65536;

// SQLite answers "busy" to a change of the journal mode without asking the busy handler (two programs that make the
// file at the same moment), so this waits itself.
void use_wal(SQLite::Database& db) {
  for (int waited_ms = 0;; waited_ms += 20) {
    try {
      db.exec("PRAGMA journal_mode=WAL");
      return;
    } catch (const SQLite::Exception& e) {
      if (e.getErrorCode() != SQLITE_BUSY || waited_ms >= kBusyMs) throw;
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
}

int version_of(SQLite::Database& db) { return db.execAndGet("PRAGMA user_version").getInt(); }

void make_schema(SQLite::Database& db, std::string_view schema, int version) {
  immediate(db, [&] {
    if (version_of(db) != 0) return;  // another program was first
    db.exec(std::string(schema));
    db.exec("PRAGMA user_version=" + std::to_string(version));
  });
}

}  // namespace

std::unique_ptr<SQLite::Database> open_store(const std::filesystem::path& file, StoreAccess access,
                                             std::string_view schema, int version) {
  const bool write = access == StoreAccess::write;
  if (write && file.has_parent_path()) std::filesystem::create_directories(file.parent_path());
  try {
    auto db = std::make_unique<SQLite::Database>(
        file.string(), write ? SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE : SQLite::OPEN_READONLY, kBusyMs);
    if (write) use_wal(*db);
    db->exec("PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA cache_size=-" + std::to_string(kCacheKib));
    if (write && version_of(*db) == 0) make_schema(*db, schema, version);
    if (const int found = version_of(*db); found != version) {
      throw std::runtime_error("schema version " + std::to_string(found) + " where this program knows " +
                               std::to_string(version));
    }
    return db;
  } catch (const std::runtime_error& e) {
    throw std::runtime_error(file.string() + ": " + e.what());
  }
}

void immediate(SQLite::Database& db, const std::function<void()>& work) {
  std::optional<SQLite::Transaction> transaction;
  try {
    transaction.emplace(db, SQLite::TransactionBehavior::IMMEDIATE);
  } catch (const SQLite::Exception& e) {
    if (e.getErrorCode() == SQLITE_BUSY) throw DatabaseBusy(e.what());
    throw;
  }
  work();
  transaction->commit();
}

}  // namespace lawhub
