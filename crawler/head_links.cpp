#include "crawler/head_links.h"

#include <algorithm>
#include <cctype>

#include "base/text.h"

namespace lawhub {
namespace {

std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), [](unsigned char c) { return std::tolower(c); });
  return out;
}

}  // namespace

HeadLinks head_links(const Html& html) {
  HeadLinks found;
  bool differ = false;
  for (const Node& node : html.nodes()) {
    if (node.tag != "link") continue;
    const std::string rel = lower(trim(node.attribute("rel"))), type = lower(trim(node.attribute("type")));
    const std::string href(trim(node.attribute("href")));
    if (href.empty()) continue;
    if (rel == "canonical") {
      differ = differ || (!found.canonical.empty() && found.canonical != href);
      found.canonical = href;
    }
    if (rel == "alternate" && (type == "application/rss+xml" || type == "application/atom+xml"))
      found.feeds.push_back(href);
  }
  if (differ) found.canonical.clear();
  return found;
}

}  // namespace lawhub
