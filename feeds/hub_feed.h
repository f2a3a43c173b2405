// The hub's own institutions feed: the register as pages in the format in which bureaus publish, so that a hub can
// harvest a hub.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "feeds/reader.h"

namespace lawhub {

class Database;

/// Where a page begins, and up to which change the harvest goes (both inclusive).
struct FeedCursor {
  Instant from = 0;
  std::string after_id;  ///< of the changes at `from`, those behind this id
  Instant until = 0;
  std::size_t limit = 200;  ///< most records on the page, 1 to kFeedRecords
};
/// A resumption token: opaque to clients, valid for ever, may be used again.
std::string token_of(const FeedCursor& cursor);
std::optional<FeedCursor> cursor_of(std::string_view token);

/// Who publishes.
struct FeedPublisher {
  std::string name;
  std::string division;
  std::string url;  ///< where the feed is
};

/// The institutions changed since, by (datestamp, id), under their public ids. Those no longer listed and ids that were
/// merged into another come as tombstones. Records are as registry/published.h says.
FeedPage hub_page(Database& db, const FeedPublisher& publisher, const FeedCursor& cursor, Instant now);

}  // namespace lawhub
