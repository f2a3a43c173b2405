#include "feeds/foreign_xml.h"

#include <map>

#include "base/charset.h"
#include "base/text.h"
#include "feeds/organization.h"

namespace lawhub {
namespace {

using pugi::xml_node;
using Scope = std::map<std::string, std::string_view>;  // prefix → namespace

std::string_view our_prefix(std::string_view name_space) {
  static const std::map<std::string_view, std::string_view> kPrefixes = {
      {kFeedNamespace, ""},
      {kOaiNamespace, "oai:"},
      {"http://www.openarchives.org/OAI/2.0/oai-identifier", "id:"},
      {kAtomNamespace, "atom:"},
      {"http://purl.org/syndication/history/1.0", "fh:"},
      {"http://purl.org/atompub/tombstones/1.0", "at:"}};
  const auto found = kPrefixes.find(name_space);
  return found == kPrefixes.end() ? "other:" : found->second;
}

/// Depth is bounded by the guard.
void rename(xml_node element, const Scope& outer) {
  Scope scope = outer;
  for (const pugi::xml_attribute& attribute : element.attributes()) {
    const std::string_view name = attribute.name();
    if (name == "xmlns") scope[""] = attribute.value();
    if (name.starts_with("xmlns:")) scope[std::string(name.substr(6))] = attribute.value();
  }
  element.remove_attribute("xmlns");
  const std::string name = element.name();
  const std::size_t colon = name.find(':');
  const auto bound = scope.find(colon == std::string::npos ? "" : name.substr(0, colon));
  const std::string_view prefix = our_prefix(bound == scope.end() ? std::string_view() : bound->second);
  const std::string renamed = std::string(prefix) + (colon == std::string::npos ? name : name.substr(colon + 1));
  for (const xml_node& child : element.children()) {
    if (child.type() == pugi::node_element) rename(child, scope);
  }
  element.set_name(renamed.c_str());
}

std::string place_of(const XmlFault& fault) {
  return "第 " + std::to_string(fault.line) + " 行第 " + std::to_string(fault.column) + " 列:";
}

}  // namespace

Result<std::unique_ptr<ForeignXml>> read_foreign_xml(std::string_view bytes, std::string_view http_charset) {
  Decoded decoded = decode(bytes, http_charset);
  if (decoded.replaced > 0) return problem("bad-encoding", "文件不是完整的 " + decoded.encoding + " 编码");
  if (const auto fault = find_xml_fault(decoded.utf8)) return problem(fault->rule, place_of(*fault) + fault->message);
  auto xml = std::make_unique<ForeignXml>();
  xml->text_ = std::move(decoded.utf8);
  xml->places_.emplace(xml->text_);
  if (!xml->document_.load_buffer(xml->text_.data(), xml->text_.size(), pugi::parse_default, pugi::encoding_utf8)) {
    return problem("xml-not-well-formed", "不是格式良好的 XML");
  }
  rename(xml->root(), {});
  return xml;
}

void take_organization(const ForeignXml& xml, xml_node organization, const std::string& key, Instant asserted_at,
                       FeedPage& page) {
  ElementReader reader(page.report, xml.places(), key);
  Observation said;
  said.key = key;
  said.asserted_at = asserted_at;
  said.evidence = "line " + std::to_string(xml.line_of(organization));
  said.record = read_organization(organization, reader, page.division);
  if (!reader.rejected()) page.records.push_back(std::move(said));
}

Withdrawal read_withdrawal(xml_node parent, const std::string& key, Instant asserted_at) {
  Withdrawal out{key, "not-listed", "", {}, asserted_at};
  const xml_node tombstone = parent.child("tombstone");
  if (const std::string reason = child_text(tombstone, "reason"); !reason.empty()) out.reason = reason;
  if (const std::string day = child_text(tombstone, "effective_date"); parse_iso_date(day)) out.effective_date = day;
  for (const xml_node& successor : tombstone.children("successor_id")) {
    out.successors.push_back(squeeze(successor.text().get()));
  }
  return out;
}

std::string child_text(xml_node parent, const char* name) { return squeeze(parent.child(name).text().get()); }

}  // namespace lawhub
