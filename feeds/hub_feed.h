// The hub's own institutions feed: the register as pages in the format in which bureaus publish, so that a hub can
// harvest a hub.
#pragma once
#include <iosfwd>

#include "feeds/harvest.h"
#include "feeds/publisher.h"
#include "feeds/reader.h"

namespace lawhub {

/// The page of the list, under public ids, by (datestamp, id). Those no longer listed and ids that were merged into
/// another come as tombstones, for ever.
FeedPage hub_page(const PublicList& list, const Publisher& publisher, const HarvestCursor& cursor, Instant now);

/// The whole list as one document, of any length.
void write_hub_feed(const PublicList& list, const Publisher& publisher, const Selection& selection, Instant now,
                    std::ostream& out);

}  // namespace lawhub
