#include "registry/database.h"

#include "registry/embedded.h"
#include "registry/sqlite.h"

namespace lawhub {
namespace {

constexpr int kSchemaVersion = 7;  ///< of schema.sql

}  // namespace

Database::Database(const std::filesystem::path& file, Access access)
    : sql_(open_store(file, access == Access::write ? StoreAccess::write : StoreAccess::read,
                      registry_file("schema.sql"), kSchemaVersion)) {}

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

}  // namespace lawhub
