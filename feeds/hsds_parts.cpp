#include "feeds/hsds_parts.h"

#include "base/hash.h"
#include "base/text.h"
#include "feeds/schedule.h"
#include "registry/codes.h"
#include "registry/division.h"
#include "registry/hours.h"

namespace lawhub {
namespace {

constexpr int kUtcOffset = 8;

/// A member, unless the text is empty.
void put(HsdsJson& json, const char* name, const std::string& text) {
  if (!text.empty()) json[name] = text;
}

/// "0632-8690000" → "+86 632 8690000"; short numbers and 400 numbers have no international form.
std::string international(const std::string& number) {
  const std::size_t dash = number.find('-');
  if (number.starts_with('0') && dash != std::string::npos) {
    return "+86 " + number.substr(1, dash - 1) + " " + number.substr(dash + 1);
  }
  return number.size() == 11 && number.starts_with('1') ? "+86 " + number : number;
}

/// Of the list of RFC 6350.
std::string phone_type(const std::string& kind) { return kind == "fax" ? "fax" : kind == "mobile" ? "cell" : "voice"; }

std::string name_at(std::string_view division, DivisionLevel level) {
  for (const Division* d : Divisions::get().lineage(division)) {
    if (d->level == level) return d->name;
  }
  return {};
}

/// A UUID (version 8) for a term of our lists.
std::string term_id(std::string_view list, const std::string& code) {
  const std::string hex = sha256_hex(std::string(list) + "/" + code);
  return hex.substr(0, 8) + "-" + hex.substr(8, 4) + "-8" + hex.substr(12, 3) + "-8" + hex.substr(15, 3) + "-" +
         hex.substr(18, 12);
}

}  // namespace

std::vector<std::pair<std::size_t, Location>> hsds_locations(const Record& r) {
  Location own;
  own.address = r.address;
  own.position = r.position;
  own.hours = r.hours;
  own.transportation = r.transportation;
  own.accessibility = r.accessibility;
  std::vector<std::pair<std::size_t, Location>> out;
  if (!(own == Location{})) out.emplace_back(0, own);
  for (std::size_t i = 0; i < r.other_locations.size(); ++i) out.emplace_back(i + 1, r.other_locations[i]);
  return out;
}

HsdsJson HsdsParts::location(const Location& location, std::size_t place) {
  HsdsJson out;
  const std::string location_id = hsds_part_id(institution_.id, HsdsPart::location, place);
  out["id"] = location_id;
  out["location_type"] = location.kind;
  out["organization_id"] = hsds_part_id(institution_.id, HsdsPart::organization, 0);
  put(out, "name", location.address.place);
  put(out, "transportation", location.transportation);
  if (!location.position.method.empty()) {
    out["latitude"] = location.position.latitude;
    out["longitude"] = location.position.longitude;
  }
  if (!location.address.text.empty()) out["addresses"] = HsdsJson::array({address(location, location_id)});
  if (!location.phones.empty()) out["phones"] = phones(location.phones);
  for (const std::string& code : location.accessibility) {
    out["accessibility"].push_back({{"id", id(HsdsPart::accessibility)},
                                    {"location_id", location_id},
                                    {"description", code_label("accessibility", code)}});
  }
  if (!(location.hours == Hours{})) out["schedules"] = schedules(location.hours, "location_id", location_id);
  return out;
}

HsdsJson HsdsParts::address(const Location& location, const std::string& location_id) {
  const Address& a = location.address;
  const std::string& division = a.division.empty() ? institution_.record.division : a.division;
  HsdsJson out;
  out["id"] = id(HsdsPart::address);
  out["location_id"] = location_id;
  put(out, "attention", a.attention);
  out["address_1"] = a.street.empty() ? a.text : a.street;
  put(out, "address_2", a.premise);
  out["city"] = name_at(division, DivisionLevel::city);
  put(out, "region", name_at(division, DivisionLevel::county) + name_at(division, DivisionLevel::town));
  out["state_province"] = name_at(division, DivisionLevel::province);
  out["postal_code"] = a.postal_code;
  out["country"] = "CN";
  out["address_type"] = location.kind;
  return out;
}

HsdsJson HsdsParts::phones(const std::vector<Phone>& phones) {
  HsdsJson out = HsdsJson::array();
  for (const Phone& phone : phones) {
    HsdsJson& one = out.emplace_back();
    one["id"] = id(HsdsPart::phone);
    one["number"] = international(phone.number);
    std::int64_t extension = 0;
    if (parse_number(phone.extension, extension)) one["extension"] = extension;
    one["type"] = phone_type(phone.kind);
    put(one, "description", phone.label.empty() ? code_label("phone_type", phone.kind) : phone.label);
  }
  return out;
}

HsdsJson HsdsParts::contacts(const std::vector<Contact>& contacts) {
  HsdsJson out = HsdsJson::array();
  for (const Contact& contact : contacts) {
    HsdsJson& one = out.emplace_back();
    one["id"] = id(HsdsPart::contact);
    one["name"] = contact.name;
    put(one, "title", contact.title.empty() ? code_label("contact_role", contact.role) : contact.title);
  }
  return out;
}

HsdsJson HsdsParts::identifiers(const std::vector<Identifier>& identifiers) {
  HsdsJson out = HsdsJson::array();
  for (const Identifier& identifier : identifiers) {
    out.push_back({{"id", id(HsdsPart::identifier)},
                   {"identifier_type", code_label("identifier_scheme", identifier.scheme)},
                   {"identifier", identifier.value}});
  }
  return out;
}

HsdsJson HsdsParts::schedules(const Hours& hours, const char* owner_name, const std::string& owner_id) {
  HsdsJson out = HsdsJson::array();
  const std::string words = hours.notation.empty() ? hours.text : hours_in_words(hours.notation);
  const auto add = [&]() -> HsdsJson& {
    HsdsJson& one = out.emplace_back();
    one["id"] = id(HsdsPart::schedule);
    one[owner_name] = owner_id;
    put(one, "description", words);
    put(one, "notes", hours.note);
    return one;
  };
  for (const Schedule& schedule : schedules_of(hours.notation)) {
    for (const auto& [opens, closes] : schedule.open) {
      HsdsJson& one = add();
      one["freq"] = "WEEKLY";
      one["interval"] = 1;
      one["byday"] = replace_all(schedule.byday, " ", ",");
      one["opens_at"] = opens.substr(0, 5) + "+08:00";
      one["closes_at"] = closes.substr(0, 5) + "+08:00";
      one["timezone"] = kUtcOffset;
    }
  }
  if (out.empty()) add();
  return out;
}

HsdsJson HsdsParts::service_areas(const std::vector<std::string>& divisions) {
  HsdsJson out = HsdsJson::array();
  for (const std::string& division : divisions) {
    const std::string name = Divisions::get().full_name(division);
    out.push_back({{"id", id(HsdsPart::service_area)},
                   {"name", name.empty() ? division : name},
                   {"extent", division},
                   {"extent_type", "text"}});
  }
  return out;
}

HsdsJson HsdsParts::required_documents(const std::vector<std::string>& documents) {
  HsdsJson out = HsdsJson::array();
  for (const std::string& document : documents) {
    out.push_back({{"id", id(HsdsPart::required_document)}, {"document", document}});
  }
  return out;
}

HsdsJson HsdsParts::cost_options(const ServiceOffer& offer) {
  HsdsJson one = {{"id", id(HsdsPart::cost_option)}, {"option", code_label("fees", offer.fees)}};
  if (offer.fees == "free") {
    one["amount"] = 0;
    one["currency"] = "CNY";
  }
  put(one, "amount_description", offer.fees_description);
  return HsdsJson::array({one});
}

HsdsJson HsdsParts::service_at_location(const std::string& service_id, std::size_t location) {
  return {{"id", id(HsdsPart::service_at_location)},
          {"service_id", service_id},
          {"location_id", hsds_part_id(institution_.id, HsdsPart::location, location)}};
}

HsdsJson HsdsParts::attribute(const std::string& link_id, const char* entity, std::string_view list,
                              const std::string& code, const std::string& label) {
  return {{"id", id(HsdsPart::attribute)},
          {"link_id", link_id},
          {"link_type", list},
          {"link_entity", entity},
          {"value", code},
          {"taxonomy_term",
           {{"id", term_id(list, code)},
            {"code", code},
            {"name", label},
            {"description", label},
            {"taxonomy", "urn:legal-service-feed:1:" + std::string(list)},
            {"language", "zho"}}}};
}

HsdsJson HsdsParts::metadata(const std::string& resource_id) {
  HsdsJson out = HsdsJson::array();
  for (const auto& [field, why] : institution_.provenance) {
    const Assertion& winner = why.winner;
    out.push_back({{"id", id(HsdsPart::metadata)},
                   {"resource_id", resource_id},
                   {"resource_type", "organization"},
                   {"last_action_date",
                    iso_date(china_time(winner.asserted_at == 0 ? institution_.changed_at : winner.asserted_at).date)},
                   {"last_action_type", "update"},
                   {"field_name", field_name(field)},
                   {"previous_value", ""},
                   {"replacement_value", winner.value_text},
                   {"updated_by", winner.asserted_by.empty() ? winner.source : winner.asserted_by}});
  }
  return out;
}

}  // namespace lawhub
