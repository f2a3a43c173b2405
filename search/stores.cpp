#include "search/stores.h"

#include <utility>

namespace lawhub {

Stores::Stores(const Config& config)
    : file_(config.registry_db()),
      writer_(file_, Database::Access::write),
      orders_(file_, Database::Access::write),
      operators_(config.operators_db()) {}

Stores::Lease::Lease(Stores& from) : stores(from) {
  {
    std::lock_guard lock(stores.lending_);
    if (!stores.readers_.empty()) {
      database = std::move(stores.readers_.back());
      stores.readers_.pop_back();
    }
  }
  if (!database) database = std::make_unique<Database>(stores.file_, Database::Access::read);
}

Stores::Lease::~Lease() {
  std::lock_guard lock(stores.lending_);
  stores.readers_.push_back(std::move(database));
}

}  // namespace lawhub
