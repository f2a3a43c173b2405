// Records to the institutions feed. read_feed(write_feed(x)) holds the same records.
#pragma once
#include <string>

#include "feeds/reader.h"

namespace lawhub {

/// A FeedPage as XML (UTF-8, with declaration). `report` is ignored.
std::string write_feed(const FeedPage& page);

}  // namespace lawhub
