// Ways out beside the feed: changes as Atom, a table, sitemaps, and the page that lists all of them.
#pragma once
#include "search/service.h"

namespace lawhub {

/// GET /open-data
Response show_open_data(const Call& call);
/// GET /atom?division=&type=&before=
Response send_atom(const Call& call);
/// GET /institutions.csv?division=&type=. One at a time: a province is some 20 MB; else 503 with Retry-After.
Response send_csv(const Call& call);
/// GET /sitemap.xml and /sitemaps/{name}
Response send_sitemap_index(const Call& call);
Response send_sitemap(const Call& call);

}  // namespace lawhub
