#include "crawler/sitemap.h"

#include <pugixml.hpp>

#include "base/text.h"

namespace lawhub {
namespace {

constexpr std::size_t kMostEntries = 50'000;

void read_entries(const pugi::xml_node& parent, const char* entry, std::vector<std::string>& urls) {
  for (const auto& element : parent.children(entry)) {
    if (urls.size() == kMostEntries) return;
    if (const auto url = trim(element.child("loc").text().get()); !url.empty()) urls.emplace_back(url);
  }
}

}  // namespace

Result<Sitemap> read_sitemap(std::string_view utf8) {
  pugi::xml_document document;
  const auto parsed = document.load_buffer(utf8.data(), utf8.size(), pugi::parse_default, pugi::encoding_utf8);
  if (!parsed || (!document.child("urlset") && !document.child("sitemapindex")))
    return problem("sitemap-broken", "网站地图(sitemap)格式不正确,未采用");
  Sitemap sitemap;
  read_entries(document.child("urlset"), "url", sitemap.pages);
  read_entries(document.child("sitemapindex"), "sitemap", sitemap.sitemaps);
  return sitemap;
}

}  // namespace lawhub
