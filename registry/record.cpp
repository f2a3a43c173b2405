#include "registry/record.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <type_traits>

#include "base/text.h"
#include "registry/division.h"
#include "registry/hours.h"
#include "registry/services.h"

namespace lawhub {

namespace {

using Json = nlohmann::ordered_json;

// Each struct names its members once; writing, reading and "is it empty" all walk this list. A member that has its
// default value is left out.
template <class Visit>
void members(const FormerName*, Visit visit) {
  visit("name", &FormerName::name);
  visit("until", &FormerName::until);
}
template <class Visit>
void members(const Identifier*, Visit visit) {
  visit("scheme", &Identifier::scheme);
  visit("value", &Identifier::value);
  visit("valid_from", &Identifier::valid_from);
  visit("valid_to", &Identifier::valid_to);
}
template <class Visit>
void members(const Phone*, Visit visit) {
  visit("number", &Phone::number);
  visit("extension", &Phone::extension);
  visit("kind", &Phone::kind);
  visit("label", &Phone::label);
}
template <class Visit>
void members(const Address*, Visit visit) {
  visit("text", &Address::text);
  visit("division", &Address::division);
  visit("street", &Address::street);
  visit("premise", &Address::premise);
  visit("postal_code", &Address::postal_code);
}
template <class Visit>
void members(const Position*, Visit visit) {
  visit("longitude", &Position::longitude);
  visit("latitude", &Position::latitude);
  visit("accuracy_m", &Position::accuracy_m);
  visit("method", &Position::method);
  visit("published_crs", &Position::published_crs);
}
template <class Visit>
void members(const Hours*, Visit visit) {
  visit("notation", &Hours::notation);
  visit("text", &Hours::text);
}
template <class Visit>
void members(const Contact*, Visit visit) {
  visit("name", &Contact::name);
  visit("title", &Contact::title);
  visit("role", &Contact::role);
}
template <class Visit>
void members(const StaffCount*, Visit visit) {
  visit("kind", &StaffCount::kind);
  visit("count", &StaffCount::count);
  visit("as_of", &StaffCount::as_of);
}
template <class Visit>
void members(const ServiceOffer*, Visit visit) {
  visit("code", &ServiceOffer::code);
  visit("name", &ServiceOffer::name);
  visit("description", &ServiceOffer::description);
  visit("eligibility", &ServiceOffer::eligibility);
  visit("fees", &ServiceOffer::fees);
  visit("fees_description", &ServiceOffer::fees_description);
  visit("url", &ServiceOffer::url);
  visit("scope", &ServiceOffer::scope);
  visit("audience", &ServiceOffer::audience);
  visit("required_documents", &ServiceOffer::required_documents);
  visit("delivery_modes", &ServiceOffer::delivery_modes);
  visit("service_areas", &ServiceOffer::service_areas);
}
template <class Visit>
void members(const Relation*, Visit visit) {
  visit("kind", &Relation::kind);
  visit("target", &Relation::target);
  visit("target_name", &Relation::target_name);
  visit("division", &Relation::division);
}

template <class T>
Json write(const T& value);
template <class T>
void read(const Json& json, T& to);

Json write(const std::string& value) { return value; }
Json write(int value) { return value; }
Json write(double value) { return value; }
template <class T>
Json write(const std::vector<T>& values) {
  Json out = Json::array();
  for (const T& value : values) {
    out.push_back(write(value));
  }
  return out;
}
template <class T>
Json write(const T& value) {
  const T empty{};
  Json out = Json::object();
  members(&value, [&](const char* name, auto member) {
    if (!(value.*member == empty.*member)) {
      out[name] = write(value.*member);
    }
  });
  return out;
}

void read(const Json& json, std::string& to) { to = json.get_ref<const std::string&>(); }
void read(const Json& json, int& to) { to = json.get<int>(); }
void read(const Json& json, double& to) { to = json.get<double>(); }
template <class T>
void read(const Json& json, std::vector<T>& to) {
  to.clear();
  for (const Json& item : json) {
    read(item, to.emplace_back());
  }
}
template <class T>
void read(const Json& json, T& to) {
  to = T{};
  members(&to, [&](const char* name, auto member) {
    if (auto found = json.find(name); found != json.end()) {
      read(*found, to.*member);
    }
  });
}

InstitutionType read_type(const std::string& code) {
  if (auto type = type_of_code(code)) {
    return *type;
  }
  throw std::runtime_error("a record has no institution type \"" + code + "\"");
}
Status read_status(const std::string& code) {
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
  for (const T& value : values) {
    parts.push_back(text_of(value));
  }
  return join(parts, "、");
}

struct FieldRow {
  Field field;
  std::string_view name, label;
  bool (*said)(const Record&);
  Json (*to_json)(const Record&);
  void (*from_json)(const Json&, Record&);
  std::string (*to_text)(const Record&);
  void (*copy)(const Record&, Record&);
};

template <auto Member>
constexpr FieldRow row(Field field, std::string_view name, std::string_view label) {
  return {field,
          name,
          label,
          [](const Record& r) { return !(r.*Member == std::decay_t<decltype(r.*Member)>{}); },
          [](const Record& r) { return write(r.*Member); },
          [](const Json& json, Record& r) { read(json, r.*Member); },
          [](const Record& r) { return text_of(r.*Member); },
          [](const Record& from, Record& to) { to.*Member = from.*Member; }};
}

constexpr FieldRow kTypeRow = {Field::type,
                               "institution_type",
                               "机构类型",
                               [](const Record&) { return true; },
                               [](const Record& r) { return Json(code_of(r.type)); },
                               [](const Json& json, Record& r) { r.type = read_type(json.get<std::string>()); },
                               [](const Record& r) { return std::string(label_of(r.type)); },
                               [](const Record& from, Record& to) { to.type = from.type; }};

constexpr FieldRow kStatusRow = {Field::status,
                                 "practice_status",
                                 "执业状态",
                                 [](const Record& r) { return r.status != Status::unknown || !r.status_since.empty(); },
                                 [](const Record& r) {
                                   Json out = {{"code", code_of(r.status)}};
                                   if (!r.status_since.empty()) {
                                     out["since"] = r.status_since;
                                   }
                                   return out;
                                 },
                                 [](const Json& json, Record& r) {
                                   r.status = read_status(json.at("code").get<std::string>());
                                   r.status_since = json.value("since", "");
                                 },
                                 [](const Record& r) {
                                   return std::string(label_of(r.status)) +
                                          (r.status_since.empty() ? "" : "(" + r.status_since + " 起)");
                                 },
                                 [](const Record& from, Record& to) {
                                   to.status = from.status;
                                   to.status_since = from.status_since;
                                 }};

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

/// Compact; a byte that is not UTF-8 becomes U+FFFD rather than an exception.
std::string dump(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

}  // namespace

std::span<const Field> all_fields() { return kAllFields; }
std::string_view field_name(Field f) { return row_of(f).name; }
std::string_view field_label(Field f) { return row_of(f).label; }

std::string field_json(const Record& r, Field f) {
  const FieldRow& row = row_of(f);
  return row.said(r) ? dump(row.to_json(r)) : std::string();
}

std::string field_text(const Record& r, Field f) {
  const FieldRow& row = row_of(f);
  return row.said(r) ? squeeze(row.to_text(r)) : std::string();
}

void copy_field(const Record& from, Record& to, Field f) { row_of(f).copy(from, to); }

std::string to_json(const Record& r) {
  Json out = Json::object();
  for (const FieldRow& row : kRows) {
    if (row.said(r)) {
      out[std::string(row.name)] = row.to_json(r);
    }
  }
  return dump(out);
}

Record record_from_json(std::string_view json) {
  try {
    const Json parsed = Json::parse(json);
    Record out;
    out.type = read_type(parsed.at("institution_type").get<std::string>());
    for (const auto& [name, value] : parsed.items()) {
      const auto* row =
          std::find_if(std::begin(kRows), std::end(kRows), [&](const FieldRow& r) { return r.name == name; });
      if (row == std::end(kRows)) {
        throw std::runtime_error("a record has no field \"" + name + "\"");
      }
      row->from_json(value, out);
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
