#include "feeds/organization.h"

#include <algorithm>
#include <pugixml.hpp>
#include <regex>

#include "base/text.h"
#include "registry/division.h"
#include "registry/identifier.h"
#include "registry/phone.h"

namespace lawhub {
namespace {

using pugi::xml_node;

/// Reads the elements that stand directly under <organization>.
class OrganizationReader {
 public:
  OrganizationReader(ElementReader& reader, std::string_view host) : reader_(reader), host_(host) {}

  Record read(const xml_node& organization) {
    bool located = false;
    const auto into_list = [this](std::vector<std::string>& list) {
      return [this, &list](const xml_node& e) { add_line(e, list); };
    };
    reader_.children(
        organization,
        {{"institution_type", [&](const xml_node& e) { type(e); }},
         {"subtype", reader_.line_into(record_.subtype)},
         {"name", [&](const xml_node& e) { name(e); }},
         {"alternate_name", into_list(record_.alternate_names)},
         {"former_name", [&](const xml_node& e) { former_name(e); }},
         {"organization_identifier", [&](const xml_node& e) { identifier(e); }},
         {"practice_status", [&](const xml_node& e) { status(e); }},
         {"organization_form", [&](const xml_node& e) { organization_form(e); }},
         {"provider_nature", {}},
         {"supervising_bureau", reader_.line_into(record_.supervising_bureau)},
         {"licensing_authority", reader_.line_into(record_.licensing_authority)},
         {"division_code", [&](const xml_node& e) { record_.division = reader_.division(e, reader_.line(e)); }},
         {"year_incorporated", [&](const xml_node& e) { year(e); }},
         {"description", reader_.text_into(record_.description)},
         {"website", [&](const xml_node& e) { record_.website = reader_.web_address(e); }},
         {"email", [&](const xml_node& e) { email(e); }},
         {"contact", [&](const xml_node& e) { contact(e); }},
         {"phone", [&](const xml_node& e) { read_phone(e, reader_, here(), record_); }},
         {"staff_count", [&](const xml_node& e) { staff(e); }},
         {"location", [&](const xml_node& e) { read_location(e, reader_, here(), record_, located); }},
         {"service", [&](const xml_node& e) { read_service(e, reader_, record_); }},
         {"relation", [&](const xml_node& e) { relation(e); }},
         {"annual_inspection", {}},
         {"penalty", {}},
         {"honour", {}},
         {"metadata", {}}});
    if (!typed_) reader_.error(organization, "no-type", "缺少机构类型 institution_type", "请补充机构类型代码");
    if (record_.name.empty()) reader_.error(organization, "no-name", "缺少机构名称 name", "请补充机构名称");
    return record_;
  }

 private:
  /// The institution's own division, or the publisher's until it has said its own.
  std::string_view here() const { return record_.division.empty() ? host_ : std::string_view(record_.division); }

  void add_line(const xml_node& e, std::vector<std::string>& list) {
    const std::string value = reader_.line(e);
    if (!value.empty()) list.push_back(value);
  }

  void type(const xml_node& e) {
    const std::string code = reader_.line(e);
    const std::optional<InstitutionType> found = type_of_code(code);
    typed_ = true;
    if (found) {
      record_.type = *found;
    } else {
      reader_.error(e, "unknown-code", "机构类型代码“" + shorten(code, 40) + "”不在代码表中",
                    "请使用十七种机构类型代码之一,如 NOT");
    }
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
    out.scheme = reader_.code(e, reader_.attribute(e, "identifier_scheme"),
                              {"uscc", "host-uscc", "licence", "licence-old", "org-code", "local"});
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
      reader_.error(e, "unknown-code", "执业状态代码“" + shorten(code, 40) + "”不在代码表中",
                    "请使用 active、suspended、cancelled 等代码");
      return;
    }
    record_.status = *found;
    record_.status_since = reader_.date(e, reader_.attribute(e, "since"));
  }

  /// The label is what people read; the code's list belongs to the publisher.
  void organization_form(const xml_node& e) {
    record_.organization_form = reader_.attribute(e, "label");
    if (record_.organization_form.empty()) record_.organization_form = reader_.line(e);
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
    record_.staff.push_back(
        {reader_.attribute(e, "kind"), static_cast<int>(count), reader_.date(e, reader_.attribute(e, "as_of"))});
  }

  void relation(const xml_node& e) {
    Relation out;
    out.kind = reader_.code(e, reader_.attribute(e, "kind"),
                            {"branch_of", "hosted_by", "station_of", "parent", "paired_with", "counsel_of",
                             "stationed_at", "succeeds", "member_of"});
    out.target = reader_.attribute(e, "target");
    out.target_name = reader_.attribute(e, "target_name");
    out.division = reader_.attribute(e, "division");
    if (!out.division.empty()) out.division = reader_.division(e, out.division);
    record_.relations.push_back(out);
  }

  ElementReader& reader_;
  std::string_view host_;
  Record record_;
  bool typed_ = false;
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

void read_phone(const xml_node& phone, ElementReader& reader, std::string_view host, Record& record) {
  Phone stated;
  stated.number = reader.line(phone);
  stated.extension = reader.attribute(phone, "extension");
  stated.label = reader.attribute(phone, "description");
  if (phone.attribute("type")) {
    stated.kind =
        reader.code(phone, reader.attribute(phone, "type"), {"voice", "fax", "mobile", "hotline", "complaint"});
  }
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
  for (const Phone& number : numbers) {
    const bool known = std::any_of(record.phones.begin(), record.phones.end(), [&](const Phone& p) {
      return p.number == number.number && p.extension == number.extension && p.kind == number.kind;
    });
    if (!known) record.phones.push_back(number);
  }
}

void read_service(const xml_node& service, ElementReader& reader, Record& record) {
  ServiceOffer out;
  out.code = reader.attribute(service, "code");
  const std::string status = reader.attribute(service, "status");
  if (!status.empty()) reader.code(service, status, {"active", "inactive", "defunct", "temporarily closed"});
  if (status == "inactive" || status == "defunct") return;
  const auto each_line = [&reader](std::vector<std::string>& list) {
    return [&reader, &list](const xml_node& e) {
      const std::string value = reader.line(e);
      if (!value.empty()) list.push_back(value);
    };
  };
  reader.children(
      service,
      {{"name", reader.line_into(out.name)},
       {"description", reader.text_into(out.description)},
       {"scope", each_line(out.scope)},
       {"eligibility_description", reader.text_into(out.eligibility)},
       {"fees_description", reader.line_into(out.fees_description)},
       {"fees",
        [&](const xml_node& e) {
          out.fees = reader.code(e, reader.line(e), {"free", "reduced", "paid"});
        }},
       {"required_document", each_line(out.required_documents)},
       {"audience", each_line(out.audience)},
       {"delivery_mode",
        [&](const xml_node& e) {
          out.delivery_modes.push_back(reader.code(e, reader.line(e), {"on-site", "phone", "online", "visit"}));
        }},
       {"service_area", [&](const xml_node& e) { out.service_areas.push_back(reader.division(e, reader.line(e))); }},
       {"url", [&](const xml_node& e) { out.url = reader.web_address(e); }},
       {"schedule", {}}});
  if (out.code.empty()) {
    reader.error(service, "no-code", "服务事项缺少代码 code", "请填写服务事项代码,如 NTR01");
    return;
  }
  record.services.push_back(out);
}

}  // namespace lawhub
