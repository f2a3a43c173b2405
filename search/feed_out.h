// The hub's own institutions feed, in the format in which bureaus publish: a hub can harvest a hub.
#pragma once
#include "search/service.h"

namespace lawhub {

/// GET /feeds/institutions.xml?from=&until=&limit=&token=. `from` and `until` (both inclusive) are RFC 3339 instants or
/// ISO days; records come by (datestamp, id). A page that is not the last carries a token for the next; a token holds
/// `until`, stays valid for ever and may be used again. Institutions that are no longer listed, and ids that were
/// merged into another, come as tombstones.
Response send_feed(const Call& call);

}  // namespace lawhub
