// Records to the institutions feed. read_feed(write_feed(x)) holds the same records.
#pragma once
#include <iosfwd>
#include <string>

#include "feeds/reader.h"

namespace pugi {
class xml_node;
}

namespace lawhub {

/// A FeedPage as XML (UTF-8, with declaration), valid by institutions.xsd when its values are: what is said and what is
/// withdrawn in one list by (datestamp, key), when each of them is in that order. `report` is ignored.
/// A withdrawal without a datestamp bears the page's response date. A position is written in the datum it was published
/// in, the hours both as <hours> (what was published, and the notation) and as <schedule> for readers that know only
/// those. Characters that XML cannot hold are left out.
std::string write_feed(const FeedPage& page);

/// The same into a stream, for lists of any length: the head and what stands on the page at once, what is added
/// afterwards as it comes.
class FeedWriter {
 public:
  FeedWriter(std::ostream& out, const FeedPage& page);
  void add(const FeedPage& more);
  /// The end of the document; `paging` says whether there is more.
  void end(const FeedPage& paging);

 private:
  std::ostream& out_;
};

/// <tombstone> as a child of `parent`; the namespace is the caller's matter.
pugi::xml_node write_tombstone(pugi::xml_node parent, const Withdrawal& withdrawal);

}  // namespace lawhub
