// What bureaus say of an institution: inspections, penalties, honours, their documents; and who said what when.
#include <algorithm>
#include <pugixml.hpp>

#include "base/text.h"
#include "feeds/organization.h"
#include "registry/codes.h"

namespace lawhub {

using pugi::xml_node;

Coded read_coded(const xml_node& element, ElementReader& reader, std::string_view list) {
  Coded out{reader.line(element), reader.attribute(element, "label"), reader.attribute(element, "vocabulary")};
  const Code* known = find_code(list, out.code);
  for (const std::string& words : {out.label, out.code}) {
    if (known == nullptr && !words.empty()) known = find_label(list, words);
  }
  return known == nullptr ? out : Coded{known->code};
}

Document read_document(const xml_node& document, ElementReader& reader) {
  Document out;
  reader.children(document, {{"number", reader.line_into(out.number)},
                             {"title", reader.line_into(out.title)},
                             {"date", [&](const xml_node& e) { out.date = reader.date(e, reader.line(e)); }},
                             {"issuer", reader.line_into(out.issuer)},
                             {"url", [&](const xml_node& e) { out.url = reader.web_address(e); }}});
  return out;
}

Inspection read_inspection(const xml_node& inspection, ElementReader& reader) {
  Inspection out;
  out.year = reader.attribute(inspection, "year");
  out.result = reader.code(inspection, reader.attribute(inspection, "result"), "annual_inspection");
  reader.children(inspection, {{"document", [&](const xml_node& e) { out.document = read_document(e, reader); }}});
  std::int64_t year = 0;
  if (out.year.size() != 4 || !parse_number(out.year, year)) {
    reader.warning(inspection, "bad-year", "考核年度“" + shorten(out.year, 40) + "”不是四位年份,已忽略",
                   "请写成 2025 的形式");
    out = {};
  }
  return out;
}

Penalty read_penalty(const xml_node& penalty, ElementReader& reader) {
  Penalty out;
  reader.children(penalty,
                  {{"kind", reader.code_into(out.kind, "penalty")},
                   {"document", [&](const xml_node& e) { out.document = read_document(e, reader); }},
                   {"publish_until", [&](const xml_node& e) { out.publish_until = reader.date(e, reader.line(e)); }}});
  if (!penalty.child("kind")) reader.unknown_code(penalty, "处罚种类 ", "", "请填写 kind,如 warning");
  if (out.document == Document{}) {
    reader.error(penalty, "no-document", "处罚缺少文书 document", "请填写处罚决定的文号、日期和机关");
  }
  return out;
}

FieldMetadata read_metadata(const xml_node& metadata, ElementReader& reader) {
  FieldMetadata out;
  out.field = reader.attribute(metadata, "field");
  out.asserted_by = reader.attribute(metadata, "asserted_by");
  const auto instant = [&](const char* name) {
    return metadata.attribute(name) ? reader.instant(metadata, reader.attribute(metadata, name)) : 0;
  };
  out.asserted_at = instant("asserted_at");
  out.confirmed_at = instant("confirmed_at");
  const auto fields = all_fields();
  if (out.field != "*" &&
      std::none_of(fields.begin(), fields.end(), [&](Field f) { return field_name(f) == out.field; })) {
    reader.warning(metadata, "unknown-field", "metadata 的 field“" + shorten(out.field, 40) + "”不是机构的元素",
                   "请填写元素名称,如 phone、practice_status");
  }
  return out;
}

}  // namespace lawhub
