#include "registry/safety.h"

#include "base/constants.h"
#include "registry/embedded.h"

namespace lawhub {

std::int64_t safety(std::string_view constant) {
  static const Constants kConstants("safety.tsv", registry_file("data/safety.tsv"));
  return kConstants.get(constant);
}

}  // namespace lawhub
