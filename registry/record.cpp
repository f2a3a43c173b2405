#include "registry/record.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <stdexcept>
#include <type_traits>

#include "base/text.h"
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
std::string text_of(const Hours& h) { return h.text.empty() ? hours_in_words(h.notation) : h.text; }
std::string text_of(const Contact& c) { return c.title.empty() ? c.name : c.name + "(" + c.title + ")"; }
std::string text_of(const StaffCount& s) { return fmt::format("{} {}", s.kind, s.count); }
std::string text_of(const ServiceOffer& s) {
  const Term* term = find_term(s.code);
  return term ? term->label : s.name.empty() ? s.code : s.name;
}
std::string text_of(const Relation& r) {
  return r.kind + " " + (!r.target_name.empty() ? r.target_name : !r.target.empty() ? r.target : r.division);
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

constexpr FieldRow division_row() {
  FieldRow out = row<&Record::division>(Field::division, "division_code", "行政区划");
  out.to_text = [](const Record& r) {
    const std::string name = Divisions::get().full_name(r.division);
    return name.empty() ? r.division : name;
  };
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
    row<&Record::subtype>(Field::subtype, "subtype", "子类型"),
    row<&Record::name>(Field::name, "name", "名称"),
    row<&Record::alternate_names>(Field::alternate_names, "alternate_name", "别名"),
    row<&Record::former_names>(Field::former_names, "former_name", "曾用名"),
    row<&Record::identifiers>(Field::identifiers, "organization_identifier", "代码与证号"),
    kStatusRow,
    row<&Record::organization_form>(Field::organization_form, "organization_form", "组织形式"),
    row<&Record::supervising_bureau>(Field::supervising_bureau, "supervising_bureau", "主管机关"),
    row<&Record::licensing_authority>(Field::licensing_authority, "licensing_authority", "发证机关"),
    division_row(),
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
    row<&Record::accessibility>(Field::accessibility, "accessibility", "无障碍"),
    row<&Record::services>(Field::services, "service", "服务事项"),
    row<&Record::relations>(Field::relations, "relation", "关系"),
};
constexpr std::size_t kFields = std::size(kRows);
static_assert(static_cast<std::size_t>(Field::relations) + 1 == kFields);
static_assert([] {
  for (std::size_t i = 0; i < kFields; ++i) {
    if (static_cast<std::size_t>(kRows[i].field) != i) {
      return false;
    }
  }
  return true;
}());

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
  for (const FieldRow& row : kRows) {
    if (row.said(r)) {
      record_json::write_name(out, row.name);
      row.write(out, r);
    }
  }
  return out + "}";
}

Record record_from_json(std::string_view json) {
  try {
    const Json parsed = Json::parse(json);
    Record out;
    out.type = type_of(parsed.at("institution_type").get<std::string>());
    for (const auto& item : parsed.items()) {
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

std::string_view identifier_of(const Record& r, std::string_view scheme) {
  for (const Identifier& identifier : r.identifiers) {
    if (identifier.scheme == scheme) {
      return identifier.value;
    }
  }
  return {};
}

}  // namespace lawhub
