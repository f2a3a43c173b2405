// Where a site says its pages are: sitemap.xml (sitemaps.org 0.9), and the feeds for its readers, RSS and Atom (RFC
// 4287).
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/result.h"

namespace lawhub {

struct Sitemap {
  struct Entry {
    std::string url;
    Instant lastmod = 0;  ///< a day without a time is taken to its end; 0 unknown or unreadable
  };
  std::vector<Entry> pages;           ///< <urlset> and items of feeds, the last changed first
  std::vector<std::string> sitemaps;  ///< <sitemapindex>
};

/// `utf8` is decoded text. Elements are known by their local names: sites write every namespace. Entries past 50,000
/// are left out, as the protocol limits them; XML that is broken, or of another kind, is a Problem.
Result<Sitemap> read_sitemap(std::string_view utf8);

/// The bytes as sent, unpacked when they are gzip data. A Problem when they are damaged or unpack to more than 50 MiB,
/// the most the protocol allows.
Result<std::string> unpack_sitemap(std::string_view bytes);

}  // namespace lawhub
