// Records to the institutions feed. read_feed(write_feed(x)) holds the same records.
#pragma once
#include <string>

#include "feeds/reader.h"

namespace lawhub {

/// A FeedPage as XML (UTF-8, with declaration), valid by institutions.xsd when its values are. `report` is ignored.
/// A withdrawal bears the page's response date. A position is written in the datum it was published in, the hours both
/// as <hours> (what was published, and the notation) and as <schedule> for readers that know only those. Characters
/// that XML cannot hold are left out.
std::string write_feed(const FeedPage& page);

}  // namespace lawhub
