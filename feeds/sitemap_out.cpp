#include "feeds/sitemap_out.h"

#include "base/text.h"
#include "feeds/xml_out.h"
#include "registry/division.h"

namespace lawhub {
namespace {

using pugi::xml_node;

constexpr std::size_t kAddresses = 50'000;  // the protocol's limit
constexpr std::string_view kEnding = ".xml";
constexpr std::string_view kNoCounty = "none";

void add_address(xml_node list, const char* element, const std::string& address, Instant changed_at) {
  xml_node entry = list.append_child(element);
  add_text(entry, "loc", address);
  if (changed_at != 0) add_text(entry, "lastmod", iso_instant(changed_at));
}

xml_node begin(pugi::xml_document& document, const char* root) {
  xml_node list = begin_document(document, root);
  put(list, "xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9");
  return list;
}

std::string write_own_pages(const Publisher& publisher) {
  pugi::xml_document document;
  xml_node list = begin(document, "urlset");
  for (const char* page : {"/", "/open-data", "/sources", "/about/crawler"}) {
    add_address(list, "url", publisher.url + page, 0);
  }
  for (const Division* division : Divisions::get().above_village()) {
    if (division->current) add_address(list, "url", publisher.url + "/divisions/" + division->code, 0);
  }
  return text_of(document);
}

}  // namespace

std::string write_sitemap_index(const PublicList& list, const Publisher& publisher) {
  pugi::xml_document document;
  xml_node index = begin(document, "sitemapindex");
  const std::string base = publisher.url + "/sitemaps/";
  add_address(index, "sitemap", base + "pages.xml", 0);
  for (const PublicList::Chapter& chapter : list.chapters()) {
    const std::string name = chapter.county.empty() ? std::string(kNoCounty) : chapter.county;
    for (std::size_t part = 0; part * kAddresses < chapter.size; ++part) {
      add_address(index, "sitemap", base + name + "-" + std::to_string(part + 1) + ".xml", chapter.latest);
    }
  }
  return text_of(document);
}

std::optional<std::string> write_sitemap(const PublicList& list, const Publisher& publisher, std::string_view name) {
  if (name == "pages.xml") return write_own_pages(publisher);
  const std::size_t dash = name.find('-');
  std::int64_t part = 0;
  if (!name.ends_with(kEnding) || dash == std::string_view::npos ||
      !parse_number(name.substr(dash + 1, name.size() - dash - 1 - kEnding.size()), part) || part < 1) {
    return std::nullopt;
  }
  const std::string_view county = name.substr(0, dash) == kNoCounty ? std::string_view() : name.substr(0, dash);
  const auto places = list.chapter(county, static_cast<std::size_t>(part - 1) * kAddresses, kAddresses);
  if (places.empty()) return std::nullopt;
  pugi::xml_document document;
  xml_node addresses = begin(document, "urlset");
  for (const ListPlace& place : places) {
    add_address(addresses, "url", publisher.url + "/institutions/" + place.id, place.changed_at);
  }
  return text_of(document);
}

}  // namespace lawhub
