#include "search/fold_pages.h"

#include <algorithm>

#include "base/url.h"

namespace lawhub {
namespace {

/// The host of a web address without "www."; empty when there is none.
std::string site_of(const std::string& address) {
  const auto url = parse_url(address);
  if (!url) return {};
  return url->host.starts_with("www.") ? url->host.substr(4) : url->host;
}

}  // namespace

void fold_pages(std::vector<Item>& items) {
  std::vector<std::pair<std::string, Item*>> sites;
  for (Item& item : items) {
    if (item.kind != Item::Kind::institution) continue;
    if (std::string site = site_of(item.website); !site.empty()) sites.emplace_back(std::move(site), &item);
  }
  if (sites.empty()) return;
  std::vector<bool> folded(items.size(), false);
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (items[i].kind != Item::Kind::page) continue;
    const std::string site = site_of(items[i].url);
    const auto owner = std::find_if(sites.begin(), sites.end(), [&](const auto& s) { return s.first == site; });
    if (owner == sites.end()) continue;
    owner->second->pages.push_back({items[i].title, items[i].url});
    folded[i] = true;
  }
  std::vector<Item> kept;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (!folded[i]) kept.push_back(std::move(items[i]));
  }
  items = std::move(kept);
}

}  // namespace lawhub
