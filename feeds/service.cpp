// What an institution offers, through which channels, and whom it has to do with.
#include <pugixml.hpp>

#include "base/text.h"
#include "base/url.h"
#include "feeds/organization.h"
#include "registry/forensic_scope.h"
#include "registry/services.h"

namespace lawhub {
namespace {

using pugi::xml_node;

bool is_term(std::string_view code, Facet facet) {
  const Term* term = find_term(code);
  return term != nullptr && term->facet == facet;
}

/// "LAB01", "0201", "-0207": a matter, domain or service of services.tsv, or an item of a forensic licence.
bool is_scope(std::string_view code) {
  const std::string_view bare = code.starts_with('-') ? code.substr(1) : code;
  const Term* term = find_term(bare);
  return (term != nullptr && term->facet != Facet::audience) || find_forensic_item(bare) != nullptr;
}

Eligibility read_eligibility(const xml_node& e, ElementReader& reader) {
  Eligibility out;
  out.text = reader.text(e);
  out.division = reader.attribute(e, "division");
  if (!out.division.empty()) out.division = reader.division(e, out.division);
  out.valid_from = reader.date(e, reader.attribute(e, "valid_from"));
  out.valid_to = reader.date(e, reader.attribute(e, "valid_to"));
  return out;
}

void add_scope(const xml_node& e, ElementReader& reader, std::vector<std::string>& scope) {
  const std::string code = reader.line(e);
  if (!is_scope(code)) {
    reader.error(e, "unknown-matter", "服务范围 scope 的代码“" + shorten(code, 40) + "”不认识",
                 "请使用事项代码或鉴定类别代码,除外的在前面加 -,如 LAB01、-020402");
  }
  scope.push_back(code);
}

void add_audience(const xml_node& e, ElementReader& reader, std::vector<std::string>& audience) {
  const std::string code = reader.line(e);
  if (!is_term(code, Facet::audience)) {
    reader.error(e, "unknown-audience", "服务对象代码“" + shorten(code, 40) + "”不认识", "请使用 A01 至 A12 之一");
  }
  audience.push_back(code);
}

}  // namespace

ServiceOffer read_service(const xml_node& service, ElementReader& reader) {
  ServiceOffer out;
  out.code = reader.attribute(service, "code");
  if (out.code.empty()) {
    reader.error(service, "no-code", "服务事项缺少代码 code", "请填写服务事项代码,如 NTR01");
  } else if (!is_term(out.code, Facet::service)) {
    reader.error(service, "unknown-service", "服务事项代码“" + shorten(out.code, 40) + "”不认识",
                 "请使用代码表中的服务事项代码(lawhub-feeds vocabulary),如 NTR01");
  }
  if (service.attribute("status")) out.status = reader.code_attribute(service, "status", "service_status");
  TimetableReader timetable(reader);
  reader.children(
      service,
      {{"name", reader.line_into(out.name)},
       {"description", reader.text_into(out.description)},
       {"scope", [&](const xml_node& e) { add_scope(e, reader, out.scope); }},
       {"eligibility_description", [&](const xml_node& e) { out.eligibility.push_back(read_eligibility(e, reader)); }},
       {"fees_description", reader.line_into(out.fees_description)},
       {"fees", reader.code_into(out.fees, "fees")},
       {"required_document", reader.lines_into(out.required_documents)},
       {"audience", [&](const xml_node& e) { add_audience(e, reader, out.audience); }},
       {"delivery_mode", reader.codes_into(out.delivery_modes, "delivery_mode")},
       {"service_area", [&](const xml_node& e) { out.service_areas.push_back(reader.division(e, reader.line(e))); }},
       {"url", [&](const xml_node& e) { out.url = reader.web_address(e); }},
       {"hours", [&](const xml_node& e) { timetable.add_hours(e); }},
       {"schedule", [&](const xml_node& e) { timetable.add_schedule(e); }}});
  out.hours = timetable.finish(service);
  return out;
}

Channel read_channel(const xml_node& channel, ElementReader& reader) {
  Channel out;
  out.kind = reader.code(channel, reader.attribute(channel, "kind"), "channel");
  out.url = reader.attribute(channel, "url");
  out.phone = reader.attribute(channel, "phone");
  out.note = reader.attribute(channel, "description");
  if (!out.url.empty() && !parse_url(out.url)) {
    reader.warning(channel, "bad-url", "网址“" + shorten(out.url, 40) + "”不是完整的 http 或 https 地址,已忽略",
                   "请写成 https://… 的形式");
    out.url.clear();
  }
  return out;
}

Relation read_relation(const xml_node& relation, ElementReader& reader) {
  Relation out;
  out.kind = reader.code(relation, reader.attribute(relation, "kind"), "relation");
  out.target = reader.attribute(relation, "target");
  out.target_name = reader.attribute(relation, "target_name");
  out.division = reader.attribute(relation, "division");
  if (!out.division.empty()) out.division = reader.division(relation, out.division);
  out.since = reader.date(relation, reader.attribute(relation, "since"));
  out.until = reader.date(relation, reader.attribute(relation, "until"));
  out.note = reader.attribute(relation, "description");
  return out;
}

}  // namespace lawhub
