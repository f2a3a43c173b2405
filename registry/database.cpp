#include "registry/database.h"

#include "registry/embedded.h"
#include "registry/sqlite.h"

namespace lawhub {
namespace {

constexpr int kSchemaVersion = 8;   ///< of schema.sql
constexpr int kJournalVersion = 2;  ///< of journal.sql
constexpr auto kLookEvery = std::chrono::milliseconds(200);

std::filesystem::path journal_beside(const std::filesystem::path& registry) {
  return registry == ":memory:" ? registry : registry.parent_path() / "journal.db";
}

}  // namespace

Database::Database(const std::filesystem::path& file, Access access) : journal_file_(journal_beside(file)) {
  if (access == Access::write)
    journal_ = open_store(journal_file_, StoreAccess::write, registry_file("journal.sql"), kJournalVersion);
  sql_ = open_store(file, access == Access::write ? StoreAccess::write : StoreAccess::read, registry_file("schema.sql"),
                    kSchemaVersion);
}

Database::~Database() = default;

void Database::transaction(const std::function<void()>& work) {
  if (in_transaction_) return work();
  struct Mark {
    bool& flag;
    explicit Mark(bool& f) : flag(f) { flag = true; }
    ~Mark() { flag = false; }
  } mark(in_transaction_);
  immediate(*sql_, work);
}

SQLite::Database& Database::journal() {
  if (!journal_) journal_ = open_store(journal_file_, StoreAccess::read, registry_file("journal.sql"), kJournalVersion);
  return *journal_;
}

void Database::look() {
  const auto now = std::chrono::steady_clock::now();
  if (!go_on_ || now - looked_ < kLookEvery) return;
  looked_ = now;
  if (!go_on_()) throw Stopped("told to stop while writing");
}

}  // namespace lawhub
