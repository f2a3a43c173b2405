#include "registry/record.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <stdexcept>
#include <type_traits>

#include "base/text.h"
#include "registry/codes.h"
#include "registry/division.h"
#include "registry/hours.h"
#include "registry/record_json.h"
#include "registry/services.h"

namespace lawhub {

namespace {

using record_json::Json;

InstitutionType type_of(const std::string& code) {
  if (auto type = type_of_code(code)) {
    return *type;
  }
  throw std::runtime_error("a record has no institution type \"" + code + "\"");
}
Status status_of(const std::string& code) {
  if (auto status = status_of_code(code)) {
    return *status;
  }
  throw std::runtime_error("a record has no practice status \"" + code + "\"");
}

std::string text_of(const std::string& value) { return value; }
std::string text_of(const FormerName& n) { return n.until.empty() ? n.name : n.name + "(至" + n.until + ")"; }
std::string text_of(const Identifier& i) { return i.value; }
std::string text_of(const Phone& p) {
  return (p.label.empty() ? "" : p.label + " ") + p.number + (p.extension.empty() ? "" : " 转 " + p.extension);
}
std::string text_of(const Address& a) { return a.text; }
std::string text_of(const Position& p) {
  return fmt::format("{:.6f}, {:.6f}", p.longitude, p.latitude) +
         (p.accuracy_m > 0 ? fmt::format("(±{} 米)", p.accuracy_m) : "");
}
std::string text_of(const Hours& h) {
  const std::string said = h.text.empty() ? hours_in_words(h.notation) : h.text;
  return h.note.empty() || said.empty() ? said + h.note : said + "(" + h.note + ")";
}
std::string text_of(const Contact& c) { return c.title.empty() ? c.name : c.name + "(" + c.title + ")"; }
std::string text_of(const StaffCount& s) { return fmt::format("{} {}", code_label("staff_kind", s.kind), s.count); }
std::string text_of(const Bureau& b) { return b.name; }
std::string text_of(const Coded& c) { return c.label.empty() ? c.code : c.label; }
std::string text_of(const ServiceOffer& s) {
  const Term* term = find_term(s.code);
  const std::string name = term ? term->label : s.name.empty() ? s.code : s.name;
  return s.status == "active" ? name : name + "(" + code_label("service_status", s.status) + ")";
}
/// "(2020-01-01 至 2024-12-31)".
std::string span_text(const std::string& from, const std::string& to) {
  if (from.empty() && to.empty()) {
    return {};
  }
  return "(" + from + (from.empty() ? "至 " : to.empty() ? " 起" : " 至 ") + to + ")";
}
std::string text_of(const Relation& r) {
  const std::string whom = !r.target_name.empty() ? r.target_name : !r.target.empty() ? r.target : r.division;
  return code_label("relation", r.kind) + ":" + whom + (r.note.empty() ? "" : " " + r.note) +
         span_text(r.since, r.until);
}
std::string text_of(const Channel& c) {
  std::string out = code_label("channel", c.kind);
  for (const std::string& part : {c.phone, c.url, c.note}) {
    out += part.empty() ? "" : " " + part;
  }
  return out;
}
std::string text_of(const Location& l) {
  std::string out = l.address.registered   ? "注册地址 "
                    : l.kind == "physical" ? ""
                                           : code_label("location_type", l.kind) + " ";
  for (const std::string& part : {l.address.place, l.address.text}) {
    out += part.empty() || out.ends_with(' ') || out.empty() ? part : " " + part;
  }
  return out;
}
std::string text_of(const Document& d) { return !d.number.empty() ? d.number : d.title; }
std::string text_of(const Inspection& i) { return i.year + " 年度 " + code_label("annual_inspection", i.result); }
std::string text_of(const Penalty& p) {
  return p.document.date + " " + code_label("penalty", p.kind) + " " + text_of(p.document);
}
template <class T>
std::string text_of(const std::vector<T>& values) {
  std::vector<std::string> parts;
  parts.reserve(values.size());
  for (const T& value : values) {
    parts.push_back(text_of(value));
  }
  return join(parts, "、");
}

struct FieldRow {
  Field field;
  std::string_view name, label;
  bool (*said)(const Record&);
  void (*write)(std::string&, const Record&);
  void (*read)(const Json&, Record&);
  std::string (*to_text)(const Record&);
  void (*copy)(const Record&, Record&);
};

template <auto Member>
constexpr FieldRow row(Field field, std::string_view name, std::string_view label) {
  return {field,
          name,
          label,
          [](const Record& r) { return !(r.*Member == std::decay_t<decltype(r.*Member)>{}); },
          [](std::string& out, const Record& r) { record_json::write(out, r.*Member); },
          [](const Json& json, Record& r) { record_json::read(json, r.*Member); },
          [](const Record& r) { return text_of(r.*Member); },
          [](const Record& from, Record& to) { to.*Member = from.*Member; }};
}

constexpr FieldRow kTypeRow = {
    Field::type,
    "institution_type",
    "机构类型",
    [](const Record&) { return true; },
    [](std::string& out, const Record& r) { record_json::write(out, std::string(code_of(r.type))); },
    [](const Json& json, Record& r) { r.type = type_of(json.get<std::string>()); },
    [](const Record& r) { return std::string(label_of(r.type)); },
    [](const Record& from, Record& to) { to.type = from.type; }};

bool says_status(const Record& r) { return r.status != Status::unknown || !r.status_since.empty(); }
void write_status(std::string& out, const Record& r) {
  out += "{";
  record_json::write_name(out, "code");
  record_json::write(out, std::string(code_of(r.status)));
  if (!r.status_since.empty()) {
    record_json::write_name(out, "since");
    record_json::write(out, r.status_since);
  }
  out += "}";
}
void read_status(const Json& json, Record& r) {
  r.status = status_of(json.at("code").get<std::string>());
  r.status_since = json.value("since", "");
}
std::string status_text(const Record& r) {
  return std::string(label_of(r.status)) + (r.status_since.empty() ? "" : "(" + r.status_since + " 起)");
}
void copy_status(const Record& from, Record& to) {
  to.status = from.status;
  to.status_since = from.status_since;
}
constexpr FieldRow kStatusRow = {Field::status, "practice_status", "执业状态",  says_status,
                                 write_status,  read_status,       status_text, copy_status};

std::string division_text(const Record& r) {
  const std::string name = Divisions::get().full_name(r.division);
  return name.empty() ? r.division : name;
}
std::string coded_text(std::string_view list, const Coded& c) {
  return c.label.empty() ? code_label(list, c.code) : c.label;
}
std::string accessibility_text(const Record& r) {
  std::vector<std::string> labels;
  for (const std::string& code : r.accessibility) {
    labels.push_back(code_label("accessibility", code));
  }
  return join(labels, "、");
}
std::string honours_text(const Record& r) {
  std::vector<std::string> labels;
  for (const Coded& honour : r.honours) {
    labels.push_back(coded_text("honour", honour));
  }
  return join(labels, "、");
}
std::string subtype_text(const Record& r) {
  const Code* code = find_subtype(r.type, r.subtype);
  return code ? code->label : r.subtype;
}

constexpr FieldRow with_text(FieldRow out, std::string (*to_text)(const Record&)) {
  out.to_text = to_text;
  return out;
}

constexpr FieldRow position_row() {
  FieldRow out = row<&Record::position>(Field::position, "position", "坐标");
  out.said = [](const Record& r) { return !r.position.method.empty(); };
  return out;
}

// In the order of the enumeration.
constexpr FieldRow kRows[] = {
    kTypeRow,
    with_text(row<&Record::subtype>(Field::subtype, "subtype", "子类型"), subtype_text),
    row<&Record::name>(Field::name, "name", "名称"),
    row<&Record::alternate_names>(Field::alternate_names, "alternate_name", "别名"),
    row<&Record::former_names>(Field::former_names, "former_name", "曾用名"),
    row<&Record::identifiers>(Field::identifiers, "organization_identifier", "代码与证号"),
    kStatusRow,
    with_text(row<&Record::organization_form>(Field::organization_form, "organization_form", "组织形式"),
              [](const Record& r) { return coded_text("organization_form", r.organization_form); }),
    with_text(row<&Record::provider_nature>(Field::provider_nature, "provider_nature", "提供主体"),
              [](const Record& r) { return code_label("provider_nature", r.provider_nature); }),
    row<&Record::supervising_bureau>(Field::supervising_bureau, "supervising_bureau", "主管机关"),
    row<&Record::licensing_authority>(Field::licensing_authority, "licensing_authority", "发证机关"),
    with_text(row<&Record::division>(Field::division, "division_code", "行政区划"), division_text),
    row<&Record::year_incorporated>(Field::year_incorporated, "year_incorporated", "成立年份"),
    row<&Record::description>(Field::description, "description", "简介"),
    row<&Record::website>(Field::website, "website", "网站"),
    row<&Record::email>(Field::email, "email", "电子邮箱"),
    row<&Record::contacts>(Field::contacts, "contact", "负责人"),
    row<&Record::phones>(Field::phones, "phone", "电话"),
    row<&Record::staff>(Field::staff, "staff_count", "人员数量"),
    row<&Record::address>(Field::address, "address", "地址"),
    position_row(),
    row<&Record::hours>(Field::hours, "schedule", "办公时间"),
    row<&Record::transportation>(Field::transportation, "transportation", "交通"),
    with_text(row<&Record::accessibility>(Field::accessibility, "accessibility", "无障碍"), accessibility_text),
    row<&Record::other_locations>(Field::other_locations, "other_location", "其他地点"),
    row<&Record::services>(Field::services, "service", "服务事项"),
    row<&Record::channels>(Field::channels, "channel", "服务渠道"),
    row<&Record::relations>(Field::relations, "relation", "关系"),
    row<&Record::inspections>(Field::inspections, "annual_inspection", "年度考核"),
    row<&Record::penalties>(Field::penalties, "penalty", "行政处罚"),
    with_text(row<&Record::honours>(Field::honours, "honour", "荣誉"), honours_text),
};
constexpr std::size_t kFields = std::size(kRows);
static_assert(static_cast<std::size_t>(Field::honours) + 1 == kFields);
static_assert([] {
  for (std::size_t i = 0; i < kFields; ++i) {
    if (static_cast<std::size_t>(kRows[i].field) != i) {
      return false;
    }
  }
  return true;
}());

constexpr std::string_view kMetadata = "metadata";

const FieldRow& row_of(Field f) { return kRows[static_cast<std::size_t>(f)]; }

constexpr std::array<Field, kFields> kAllFields = [] {
  std::array<Field, kFields> out{};
  for (std::size_t i = 0; i < kFields; ++i) {
    out[i] = kRows[i].field;
  }
  return out;
}();

}  // namespace

std::span<const Field> all_fields() { return kAllFields; }
std::string_view field_name(Field f) { return row_of(f).name; }
std::string_view field_label(Field f) { return row_of(f).label; }

std::string field_json(const Record& r, Field f) {
  const FieldRow& row = row_of(f);
  std::string out;
  if (row.said(r)) {
    row.write(out, r);
  }
  return out;
}

std::string field_text(const Record& r, Field f) {
  const FieldRow& row = row_of(f);
  return row.said(r) ? squeeze(row.to_text(r)) : std::string();
}

void read_field(Record& to, Field f, std::string_view json) {
  try {
    row_of(f).read(Json::parse(json), to);
  } catch (const Json::exception& e) {
    throw std::runtime_error(std::string("not a value of ") + std::string(field_name(f)) + ": " + e.what());
  }
}

void copy_field(const Record& from, Record& to, Field f) { row_of(f).copy(from, to); }

std::string to_json(const Record& r) {
  std::string out = "{";
  out.reserve(1024);
  for (const FieldRow& row : kRows) {
    if (row.said(r)) {
      record_json::write_name(out, row.name);
      row.write(out, r);
    }
  }
  if (!r.metadata.empty()) {
    record_json::write_name(out, kMetadata);
    record_json::write(out, r.metadata);
  }
  return out + "}";
}

Record record_from_json(std::string_view json) {
  try {
    const Json parsed = Json::parse(json);
    Record out;
    out.type = type_of(parsed.at("institution_type").get<std::string>());
    for (const auto& item : parsed.items()) {
      if (item.key() == kMetadata) {
        record_json::read(item.value(), out.metadata);
        continue;
      }
      const auto* row =
          std::find_if(std::begin(kRows), std::end(kRows), [&](const FieldRow& r) { return r.name == item.key(); });
      if (row == std::end(kRows)) {
        throw std::runtime_error("a record has no field \"" + item.key() + "\"");
      }
      row->read(item.value(), out);
    }
    return out;
  } catch (const Json::exception& e) {
    throw std::runtime_error(std::string("not a record: ") + e.what());
  }
}

bool is_offered(const ServiceOffer& service) {
  return service.status == "active" || service.status == "temporarily closed";
}

std::vector<Penalty> penalties_on(const Record& r, std::string_view day) {
  std::vector<Penalty> out;
  std::copy_if(r.penalties.begin(), r.penalties.end(), std::back_inserter(out),
               [&](const Penalty& p) { return p.publish_until.empty() || day <= p.publish_until; });
  return out;
}

const FieldMetadata* metadata_of(const Record& r, Field f) {
  for (std::string_view name : {field_name(f), std::string_view("*")}) {
    for (const FieldMetadata& m : r.metadata) {
      if (m.field == name) {
        return &m;
      }
    }
  }
  return nullptr;
}

std::string_view identifier_of(const Record& r, std::string_view scheme) {
  for (const Identifier& identifier : r.identifiers) {
    if (identifier.scheme == scheme) {
      return identifier.value;
    }
  }
  return {};
}

}  // namespace lawhub
