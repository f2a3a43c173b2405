// The hub's pages for web search engines (sitemaps.org, protocol 0.9).
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "feeds/publisher.h"
#include "registry/public_list.h"

namespace lawhub {

/// The index of all sitemaps: one of the hub's own pages, and one for each county, in parts of 50,000 addresses.
std::string write_sitemap_index(const PublicList& list, const Publisher& publisher);
/// The sitemap of that name in the index ("pages.xml", "370403-1.xml"); nothing when there is none.
std::optional<std::string> write_sitemap(const PublicList& list, const Publisher& publisher, std::string_view name);

}  // namespace lawhub
