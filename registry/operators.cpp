#include "registry/operators.h"

#include <fcntl.h>
#include <unistd.h>

#include "registry/embedded.h"
#include "registry/sqlite.h"

namespace lawhub {
namespace {

constexpr int kVersion = 1;  ///< of operators.sql

/// SQLite's own would be readable by everybody; -wal and -shm take the mode of the file.
void make_private(const std::filesystem::path& file) {
  if (file == ":memory:") return;
  if (file.has_parent_path()) std::filesystem::create_directories(file.parent_path());
  const int made = ::open(file.c_str(), O_CREAT | O_CLOEXEC | O_RDWR, 0600);
  if (made >= 0) ::close(made);  // what is wrong with it SQLite will say
}

}  // namespace

Operators::Operators(const std::filesystem::path& file) {
  make_private(file);
  sql_ = open_store(file, StoreAccess::write, registry_file("operators.sql"), kVersion);
}

Operators::~Operators() = default;

void Operators::transaction(const std::function<void()>& work) {
  if (in_transaction_) return work();
  struct Mark {
    bool& flag;
    explicit Mark(bool& f) : flag(f) { flag = true; }
    ~Mark() { flag = false; }
  } mark(in_transaction_);
  immediate(*sql_, work);
}

}  // namespace lawhub
