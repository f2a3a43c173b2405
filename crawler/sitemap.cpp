#include "crawler/sitemap.h"

#include <algorithm>
#include <cstring>
#include <pugixml.hpp>
#include <stdexcept>

#include "base/hash.h"
#include "base/text.h"

namespace lawhub {
namespace {

constexpr std::size_t kMostEntries = 50'000;
constexpr std::size_t kMostBytes = std::size_t{50} << 20;
constexpr Instant kDay = 86'400;

std::string_view local_name(const pugi::xml_node& node) {
  const char* colon = std::strchr(node.name(), ':');
  return colon == nullptr ? node.name() : colon + 1;
}

pugi::xml_node child(const pugi::xml_node& parent, std::string_view name) {
  return parent.find_child([&](const pugi::xml_node& node) { return local_name(node) == name; });
}

std::string text_of(const pugi::xml_node& parent, std::string_view name) {
  return std::string(trim(child(parent, name).text().get()));
}

/// W3C Datetime, to the end of what it leaves open.
Instant lastmod_of(const std::string& text) {
  if (const auto instant = parse_iso_instant(text)) return *instant;
  const auto date = text.size() == 10 ? parse_iso_date(text) : std::nullopt;
  return date ? start_of(*date) + kDay - 1 : 0;
}

/// The address of an Atom entry's page.
std::string alternate(const pugi::xml_node& entry) {
  for (const auto& link : entry.children()) {
    const std::string_view rel = link.attribute("rel").as_string("alternate");
    if (local_name(link) == "link" && rel == "alternate") return std::string(trim(link.attribute("href").value()));
  }
  return {};
}

/// `name` elements inside `parent`, each read by `read`.
template <class Read>
std::vector<Sitemap::Entry> entries(const pugi::xml_node& parent, std::string_view name, Read read) {
  std::vector<Sitemap::Entry> found;
  for (const auto& element : parent.children()) {
    if (found.size() == kMostEntries) break;
    if (local_name(element) != name) continue;
    Sitemap::Entry entry = read(element);
    if (!entry.url.empty()) found.push_back(std::move(entry));
  }
  std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.lastmod > b.lastmod; });
  return found;
}

Sitemap::Entry located(const pugi::xml_node& element) {
  return {text_of(element, "loc"), lastmod_of(text_of(element, "lastmod"))};
}
Sitemap::Entry item(const pugi::xml_node& element) { return {text_of(element, "link"), 0}; }
Sitemap::Entry atom_entry(const pugi::xml_node& element) {
  return {alternate(element), lastmod_of(text_of(element, "updated"))};
}

}  // namespace

Result<Sitemap> read_sitemap(std::string_view utf8) {
  pugi::xml_document document;
  const auto parsed = document.load_buffer(utf8.data(), utf8.size(), pugi::parse_default, pugi::encoding_utf8);
  const pugi::xml_node root = document.document_element();
  const std::string_view kind = local_name(root);
  Sitemap sitemap;
  if (!parsed) return problem("sitemap-broken", "网站地图或订阅源的 XML 格式不正确,未采用");
  if (kind == "urlset") {
    sitemap.pages = entries(root, "url", located);
  } else if (kind == "sitemapindex") {
    for (auto& entry : entries(root, "sitemap", located)) sitemap.sitemaps.push_back(std::move(entry.url));
  } else if (kind == "rss") {
    sitemap.pages = entries(child(root, "channel"), "item", item);
  } else if (kind == "RDF") {
    sitemap.pages = entries(root, "item", item);
  } else if (kind == "feed") {
    sitemap.pages = entries(root, "entry", atom_entry);
  } else {
    return problem("sitemap-broken", "不是网站地图或订阅源,未采用");
  }
  return sitemap;
}

Result<std::string> unpack_sitemap(std::string_view bytes) {
  if (bytes.substr(0, 2) != "\x1f\x8b") return std::string(bytes);
  try {
    return decompress(bytes, kMostBytes);
  } catch (const std::runtime_error&) {
    return problem("sitemap-broken", "压缩的网站地图已损坏或解压后超过 50 MB,未采用");
  }
}

}  // namespace lawhub
