// Files that are the same for everybody, compiled in: what the pages load, and what robots and browsers look for.
#pragma once
#include "search/service.h"

namespace lawhub {

/// By an exact name of a short table.
Response send_asset(const Call& call);
Response send_favicon(const Call& call);
Response send_robots(const Call& call);
/// OpenSearch 1.1 description, so that browsers offer the hub as a search engine.
Response send_opensearch(const Call& call);

}  // namespace lawhub
