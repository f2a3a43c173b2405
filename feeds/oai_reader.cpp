#include "feeds/oai_reader.h"

#include "base/text.h"
#include "feeds/foreign_xml.h"

namespace lawhub {
namespace {

using pugi::xml_node;

/// The answer, unless it is an error of the protocol.
Result<std::unique_ptr<ForeignXml>> read_answer(std::string_view bytes, std::string_view http_charset) {
  auto xml = read_foreign_xml(bytes, http_charset);
  if (!xml) return xml;
  const xml_node root = (*xml)->root();
  if (root.name() != std::string_view("oai:OAI-PMH")) return problem("not-oai", "不是 OAI-PMH 2.0 的回答");
  const xml_node error = root.child("oai:error");
  const std::string code = error.attribute("code").value();
  if (!error || code == "noRecordsMatch") return xml;
  return problem("oai-error", "对方报告 " + shorten(code, 40) + ":" + shorten(squeeze(error.text().get()), 200));
}

std::string key_of(const std::string& identifier, std::string_view repository) {
  const std::string prefix = "oai:" + std::string(repository) + ":";
  const bool ours = !repository.empty() && identifier.size() > prefix.size() && identifier.starts_with(prefix);
  return ours ? identifier.substr(prefix.size()) : identifier;
}

void read_record(const ForeignXml& xml, xml_node record, std::string_view repository, FeedPage& page) {
  const xml_node header = record.child("oai:header");
  const std::string key = key_of(child_text(header, "oai:identifier"), repository);
  const Instant datestamp = read_oai_datestamp(child_text(header, "oai:datestamp"));
  if (key.empty()) return;
  if (header.attribute("status").value() == std::string_view("deleted")) {
    page.withdrawals.push_back(read_withdrawal({}, key, datestamp));
    return;
  }
  const xml_node organization = record.child("oai:metadata").child("organization");
  if (organization) return take_organization(xml, organization, key, datestamp, page);
  page.report.push_back(
      {Severity::error, "no-content", key, 0, 0, "记录没有 organization", "请按机构信息 XML 的格式提供"});
}

}  // namespace

Instant read_oai_datestamp(std::string_view text) {
  if (const auto instant = parse_iso_instant(text)) return *instant;
  return parse_iso_date(text) ? parse_iso_instant(std::string(text) + "T00:00:00Z").value_or(0) : 0;
}

Result<OaiIdentity> read_oai_identity(std::string_view bytes, std::string_view http_charset) {
  const auto xml = read_answer(bytes, http_charset);
  if (!xml) return tl::unexpected(xml.error());
  const xml_node identify = (*xml)->root().child("oai:Identify");
  if (child_text(identify, "oai:protocolVersion") != "2.0") return problem("not-oai", "不是 OAI-PMH 2.0 的 Identify");
  OaiIdentity out;
  out.deleted_record = child_text(identify, "oai:deletedRecord");
  out.by_second = child_text(identify, "oai:granularity") == "YYYY-MM-DDThh:mm:ssZ";
  for (const xml_node& description : identify.children("oai:description")) {
    const std::string repository = child_text(description.child("id:oai-identifier"), "id:repositoryIdentifier");
    if (!repository.empty()) out.repository = repository;
  }
  return out;
}

Result<FeedPage> read_oai_records(std::string_view bytes, std::string_view http_charset, std::string_view repository,
                                  std::string_view host) {
  const auto xml = read_answer(bytes, http_charset);
  if (!xml) return tl::unexpected(xml.error());
  const xml_node root = (*xml)->root();
  const xml_node list = root.child("oai:ListRecords");
  FeedPage page;
  page.division = host;
  page.response_date = parse_iso_instant(child_text(root, "oai:responseDate")).value_or(0);
  if (!list && !root.child("oai:error")) return problem("not-oai", "回答中没有 ListRecords");
  for (const xml_node& record : list.children("oai:record")) read_record(**xml, record, repository, page);
  page.resumption_token = child_text(list, "oai:resumptionToken");
  return page;
}

}  // namespace lawhub
