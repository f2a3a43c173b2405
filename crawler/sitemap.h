// sitemap.xml (sitemaps.org): where a site says its pages are.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace lawhub {

struct Sitemap {
  std::vector<std::string> pages;     ///< <urlset>
  std::vector<std::string> sitemaps;  ///< <sitemapindex>
};

/// `utf8` is decoded text. Entries past 50,000 are left out, as the protocol limits them.
Result<Sitemap> read_sitemap(std::string_view utf8);

}  // namespace lawhub
