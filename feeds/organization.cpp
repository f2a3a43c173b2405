#include "feeds/organization.h"

#include <algorithm>
#include <pugixml.hpp>
#include <regex>

#include "base/text.h"
#include "registry/codes.h"
#include "registry/division.h"
#include "registry/identifier.h"
#include "registry/phone.h"

namespace lawhub {
namespace {

using pugi::xml_node;

void add_phone(const Phone& phone, std::vector<Phone>& phones) {
  const bool known = std::any_of(phones.begin(), phones.end(), [&](const Phone& p) {
    return p.number == phone.number && p.extension == phone.extension && p.kind == phone.kind;
  });
  if (!known) phones.push_back(phone);
}

/// Reads the elements that stand directly under <organization>.
class OrganizationReader {
 public:
  OrganizationReader(ElementReader& reader, std::string_view host) : reader_(reader), host_(host) {}

  Record read(const xml_node& organization) {
    reader_.children(
        organization,
        {{"institution_type", [&](const xml_node& e) { type(e); }},
         {"subtype", reader_.line_into(record_.subtype)},
         {"name", [&](const xml_node& e) { name(e); }},
         {"alternate_name", reader_.lines_into(record_.alternate_names)},
         {"former_name", [&](const xml_node& e) { former_name(e); }},
         {"organization_identifier", [&](const xml_node& e) { identifier(e); }},
         {"practice_status", [&](const xml_node& e) { status(e); }},
         {"organization_form",
          [&](const xml_node& e) { record_.organization_form = read_coded(e, reader_, "organization_form"); }},
         {"provider_nature", reader_.code_into(record_.provider_nature, "provider_nature")},
         {"supervising_bureau",
          [&](const xml_node& e) {
            record_.supervising_bureau = {reader_.line(e), reader_.attribute(e, "bureau_id")};
          }},
         {"licensing_authority", reader_.line_into(record_.licensing_authority)},
         {"division_code", [&](const xml_node& e) { record_.division = reader_.division(e, reader_.line(e)); }},
         {"year_incorporated", [&](const xml_node& e) { year(e); }},
         {"description", reader_.text_into(record_.description)},
         {"website", [&](const xml_node& e) { record_.website = reader_.web_address(e); }},
         {"email", [&](const xml_node& e) { email(e); }},
         {"contact", [&](const xml_node& e) { contact(e); }},
         {"phone", [&](const xml_node& e) { read_phone(e, reader_, here(), record_.phones); }},
         {"staff_count", [&](const xml_node& e) { staff(e); }},
         {"location", [&](const xml_node& e) { location(e); }},
         {"service", [&](const xml_node& e) { record_.services.push_back(read_service(e, reader_)); }},
         {"channel", [&](const xml_node& e) { record_.channels.push_back(read_channel(e, reader_)); }},
         {"relation", [&](const xml_node& e) { record_.relations.push_back(read_relation(e, reader_)); }},
         {"annual_inspection", [&](const xml_node& e) { inspection(e); }},
         {"penalty", [&](const xml_node& e) { record_.penalties.push_back(read_penalty(e, reader_)); }},
         {"honour", [&](const xml_node& e) { record_.honours.push_back(read_coded(e, reader_, "honour")); }},
         {"metadata", [&](const xml_node& e) { record_.metadata.push_back(read_metadata(e, reader_)); }}});
    check_subtype(organization);
    if (!typed_) reader_.error(organization, "no-type", "缺少机构类型 institution_type", "请补充机构类型代码");
    if (record_.name.empty()) reader_.error(organization, "no-name", "缺少机构名称 name", "请补充机构名称");
    return record_;
  }

 private:
  /// The institution's own division, or the publisher's until it has said its own.
  std::string_view here() const { return record_.division.empty() ? host_ : std::string_view(record_.division); }

  void type(const xml_node& e) {
    const std::string code = reader_.line(e);
    const std::optional<InstitutionType> found = type_of_code(code);
    typed_ = true;
    if (found) {
      record_.type = *found;
    } else {
      reader_.unknown_code(e, "机构类型 ", code, "请使用十七种机构类型代码之一,如 NOT");
    }
  }

  /// At the end, since it depends on the type.
  void check_subtype(const xml_node& organization) {
    if (record_.subtype.empty() || !typed_ || find_subtype(record_.type, record_.subtype) != nullptr) return;
    std::vector<std::string> known;
    for (const Code& c : codes_of("subtype")) {
      if (find_subtype(record_.type, c.code) == &c) known.push_back(c.code + "(" + c.label + ")");
    }
    reader_.unknown_code(organization.child("subtype"), std::string(label_of(record_.type)) + "子类型 ",
                         record_.subtype,
                         known.empty() ? "这类机构没有子类型,请删去" : "请使用 " + join(known, "、") + " 之一");
  }

  void name(const xml_node& e) {
    if (record_.name.empty()) record_.name = squeeze(normalise_width(reader_.line(e)));
  }

  void former_name(const xml_node& e) {
    const std::string value = reader_.line(e);
    if (!value.empty()) record_.former_names.push_back({value, reader_.date(e, reader_.attribute(e, "until"))});
  }

  void identifier(const xml_node& e) {
    Identifier out;
    out.scheme = reader_.code(e, reader_.attribute(e, "identifier_scheme"), "identifier_scheme");
    out.valid_from = reader_.date(e, reader_.attribute(e, "valid_from"));
    out.valid_to = reader_.date(e, reader_.attribute(e, "valid_to"));
    out.value = reader_.line(e);
    if (out.scheme == "uscc" || out.scheme == "host-uscc") {
      const UsccReading reading = read_uscc(out.value);
      if (!reading.valid) {
        reader_.warning(e, "bad-uscc", "统一社会信用代码“" + shorten(out.value, 40) + "”有误,已忽略:" + reading.problem,
                        reading.repair.empty() ? "请核对证照上的代码" : "请核对,是否应为 " + reading.repair);
        return;
      }
      out.value = reading.value;
    } else if (out.scheme == "licence" || out.scheme == "licence-old") {
      out.value = read_licence(out.value);
    }
    if (!out.value.empty()) record_.identifiers.push_back(out);
  }

  void status(const xml_node& e) {
    const std::string code = reader_.line(e);
    const std::optional<Status> found = status_of_code(code);
    if (!found) {
      reader_.unknown_code(e, "执业状态 ", code, "请使用 active、suspended、cancelled 等代码");
      return;
    }
    record_.status = *found;
    record_.status_since = reader_.date(e, reader_.attribute(e, "since"));
  }

  void year(const xml_node& e) {
    const std::string value = reader_.line(e);
    std::int64_t number = 0;
    if (value.size() == 4 && parse_number(value, number)) {
      record_.year_incorporated = value;
    } else {
      reader_.warning(e, "bad-year", "成立年份“" + shorten(value, 40) + "”不是四位年份,已忽略", "请写成 1984 的形式");
    }
  }

  void email(const xml_node& e) {
    const std::string value = reader_.line(e);
    const std::size_t at = value.find('@');
    if (at == 0 || at == std::string::npos || at + 1 == value.size() || value.find(' ') != std::string::npos) {
      reader_.warning(e, "bad-email", "电子邮箱“" + shorten(value, 40) + "”不完整,已忽略", "请核对电子邮箱");
    } else {
      record_.email = value;
    }
  }

  void contact(const xml_node& e) {
    Contact out;
    out.role = reader_.attribute(e, "role");
    reader_.children(e, {{"name", reader_.line_into(out.name)}, {"title", reader_.line_into(out.title)}});
    if (!out.name.empty()) record_.contacts.push_back(out);
  }

  void staff(const xml_node& e) {
    const std::string value = reader_.line(e);
    std::int64_t count = 0;
    if (!parse_number(value, count) || count < 0 || count > 1000000) {
      reader_.warning(e, "bad-number", "人员数量“" + shorten(value, 40) + "”不是数字,已忽略", "请只填数字");
      return;
    }
    const std::string kind = reader_.attribute(e, "kind");
    if (!kind.empty() && find_code("staff_kind", kind) == nullptr) {
      reader_.warning(e, "unknown-kind", "人员种类“" + shorten(kind, 40) + "”不在代码表中",
                      "请使用 lawyer、notary 等代码");
    }
    record_.staff.push_back({kind, static_cast<int>(count), reader_.date(e, reader_.attribute(e, "as_of"))});
  }

  /// The first place with a door is the record's own, the others stand beside it.
  void location(const xml_node& e) {
    Location read = read_location(e, reader_, here());
    if (located_ || read.kind != "physical") {
      record_.other_locations.push_back(std::move(read));
      return;
    }
    located_ = true;
    record_.address = std::move(read.address);
    record_.position = std::move(read.position);
    record_.hours = std::move(read.hours);
    record_.transportation = std::move(read.transportation);
    record_.accessibility = std::move(read.accessibility);
    for (const Phone& phone : read.phones) add_phone(phone, record_.phones);
  }

  void inspection(const xml_node& e) {
    Inspection read = read_inspection(e, reader_);
    if (!read.year.empty()) record_.inspections.push_back(std::move(read));
  }

  ElementReader& reader_;
  std::string_view host_;
  Record record_;
  bool typed_ = false, located_ = false;
};

/// The forms of the schema's type Phone.
bool is_national_form(const std::string& number) {
  static const std::regex kForm("0[0-9]{2,3}-([0-9]{5}|[0-9]{7,8})|1[3-9][0-9]{9}|[48]00[0-9]{7}|[19][0-9]{2,5}");
  return number.size() <= 13 && std::regex_match(number, kForm);
}

}  // namespace

Record read_organization(const xml_node& organization, ElementReader& reader, std::string_view host) {
  return OrganizationReader(reader, host).read(organization);
}

void read_phone(const xml_node& phone, ElementReader& reader, std::string_view host, std::vector<Phone>& phones) {
  Phone stated;
  stated.number = reader.line(phone);
  stated.extension = reader.attribute(phone, "extension");
  stated.label = reader.attribute(phone, "description");
  if (phone.attribute("type")) stated.kind = reader.code_attribute(phone, "type", "phone_type");
  std::vector<Phone> numbers = {stated};
  if (!is_national_form(stated.number)) {
    const Division* division = Divisions::get().find(host);
    numbers = read_phones(stated.number, division == nullptr ? std::string_view() : division->area_code).phones;
    reader.warning(phone, "phone-form",
                   "电话“" + shorten(stated.number, 40) + "”写法不规范" + (numbers.empty() ? ",无法识别,已忽略" : ""),
                   "请写成 0632-8690000,分机写在 extension 属性里");
    for (Phone& number : numbers) {
      if (phone.attribute("type")) number.kind = stated.kind;
      if (!stated.label.empty()) number.label = stated.label;
    }
  }
  for (const Phone& number : numbers) add_phone(number, phones);
}

}  // namespace lawhub
