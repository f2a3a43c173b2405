#include "crawler/constants.h"

#include "base/constants.h"
#include "crawler/embedded.h"

namespace lawhub {

std::int64_t crawling(std::string_view constant) {
  static const Constants kConstants("crawling.tsv", crawler_file("data/crawling.tsv"));
  return kConstants.get(constant);
}

}  // namespace lawhub
