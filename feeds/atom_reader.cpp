#include "feeds/atom_reader.h"

#include "base/text.h"
#include "feeds/foreign_xml.h"

namespace lawhub {
namespace {

using pugi::xml_node;

/// "oai:hub.example.cn:9v3k2m7q4d" → "9v3k2m7q4d": the id that the organizations of the feed know each other by.
std::string key_of(const std::string& id) {
  if (!id.starts_with("oai:")) return id;
  const std::size_t colon = id.find(':', 4);
  return colon == std::string::npos || colon + 1 == id.size() ? id : id.substr(colon + 1);
}

std::string link_of(xml_node parent, std::string_view relation, std::string_view type = {}) {
  for (const xml_node& link : parent.children("atom:link")) {
    const std::string_view rel = link.attribute("rel").value();
    const std::string_view media = link.attribute("type").value();
    if ((rel.empty() ? "alternate" : rel) == relation && (type.empty() || media == type)) {
      return link.attribute("href").value();
    }
  }
  return {};
}

bool is_xml(std::string_view type) { return type == "application/xml" || type == "text/xml"; }

/// Where an entry says its institution lies, when not in itself.
std::string linked_content(xml_node entry) {
  const xml_node content = entry.child("atom:content");
  if (content.attribute("src") && is_xml(content.attribute("type").value())) return content.attribute("src").value();
  for (const char* type : {"application/xml", "text/xml"}) {
    for (const char* relation : {"alternate", "enclosure", "related"}) {
      if (std::string url = link_of(entry, relation, type); !url.empty()) return url;
    }
  }
  return {};
}

void read_entry(const ForeignXml& xml, xml_node entry, AtomPage& out) {
  const std::string key = key_of(child_text(entry, "atom:id"));
  const Instant updated = parse_iso_instant(child_text(entry, "atom:updated")).value_or(0);
  if (key.empty()) return;
  const xml_node organization = entry.child("atom:content").child("organization");
  if (organization) return take_organization(xml, organization, key, updated, out.page);
  if (std::string url = linked_content(entry); !url.empty()) {
    out.linked.push_back({key, std::move(url), updated});
    return;
  }
  out.page.report.push_back({Severity::error, "no-content", key, 0, 0, "条目里没有机构信息,也没有指向它的链接",
                             "请在 content 中放 organization"});
}

void note_oldest(Instant changed_at, AtomPage& out) {
  if (changed_at != 0 && (out.oldest == 0 || changed_at < out.oldest)) out.oldest = changed_at;
}

}  // namespace

Result<AtomPage> read_atom(std::string_view bytes, std::string_view http_charset, std::string_view host) {
  const auto xml = read_foreign_xml(bytes, http_charset);
  if (!xml) return tl::unexpected(xml.error());
  const xml_node root = (*xml)->root();
  if (root.name() != std::string_view("atom:feed")) return problem("not-atom", "不是 Atom 文件");
  AtomPage out;
  out.page.division = host;
  out.page.response_date = parse_iso_instant(child_text(root, "atom:updated")).value_or(0);
  for (const xml_node& entry : root.children("atom:entry")) {
    note_oldest(parse_iso_instant(child_text(entry, "atom:updated")).value_or(0), out);
    read_entry(**xml, entry, out);
  }
  for (const xml_node& gone : root.children("at:deleted-entry")) {
    const Instant when = parse_iso_instant(gone.attribute("when").value()).value_or(0);
    note_oldest(when, out);
    out.page.withdrawals.push_back(read_withdrawal(gone, key_of(squeeze(gone.attribute("ref").value())), when));
  }
  out.is_complete = static_cast<bool>(root.child("fh:complete"));
  const std::string archive = link_of(root, "prev-archive");
  out.is_archive = !archive.empty() || root.child("fh:archive");
  out.next = archive.empty() ? link_of(root, "next") : archive;
  return out;
}

Result<FeedPage> read_organization_document(std::string_view bytes, std::string_view http_charset,
                                            std::string_view host, const std::string& key, Instant asserted_at) {
  const auto xml = read_foreign_xml(bytes, http_charset);
  if (!xml) return tl::unexpected(xml.error());
  if ((*xml)->root().name() != std::string_view("organization")) return problem("not-organization", "不是机构信息 XML");
  FeedPage page;
  page.division = host;
  take_organization(**xml, (*xml)->root(), key, asserted_at, page);
  return page;
}

}  // namespace lawhub
