#include "search/json_ld.h"

#include <nlohmann/json.hpp>

#include <map>

#include "base/text.h"
#include "feeds/schedule.h"
#include "registry/division.h"

namespace lawhub {
namespace {

using Json = nlohmann::ordered_json;

const char* schema_type(InstitutionType type) {
  switch (type) {
    case InstitutionType::notary_office:
      return "Notary";
    case InstitutionType::law_firm:
    case InstitutionType::law_firm_branch:
    case InstitutionType::grassroots_legal_office:
    case InstitutionType::arbitration_commission:
    case InstitutionType::forensic_institution:
      return "LegalService";
    case InstitutionType::association:
      return "NGO";
    case InstitutionType::law_publicity:
    case InstitutionType::training_base:
    case InstitutionType::legal_service_team:
      return "Organization";
    default:
      return "GovernmentOffice";
  }
}

Json days_of(std::string_view byday) {
  static const std::map<std::string_view, std::vector<const char*>> kDays = {
      {"MO", {"Monday"}},    {"TU", {"Tuesday"}},
      {"WE", {"Wednesday"}}, {"TH", {"Thursday"}},
      {"FR", {"Friday"}},    {"SA", {"Saturday"}},
      {"SU", {"Sunday"}},    {"WD", {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday"}}};
  Json days = Json::array();
  for (const std::string_view day : split(byday, ' ')) {
    const auto found = kDays.find(day);
    if (found == kDays.end()) continue;
    for (const char* name : found->second) days.push_back(std::string("https://schema.org/") + name);
  }
  return days;
}

/// "--10-01" to "--04-30" began last year when that is the season of `today`.
std::pair<std::string, std::string> season(const Schedule& schedule, Date today) {
  if (!schedule.valid_from.starts_with("--") || !schedule.valid_to.starts_with("--")) {
    return {schedule.valid_from, schedule.valid_to};
  }
  const std::string from = schedule.valid_from.substr(2), to = schedule.valid_to.substr(2);
  const std::string day = iso_date(today).substr(5);
  const bool turns = to < from;
  const int first = turns && day <= to ? today.year - 1 : today.year;
  return {std::to_string(first) + "-" + from, std::to_string(turns ? first + 1 : first) + "-" + to};
}

Json opening_hours(const Hours& hours, Date today) {
  Json list = Json::array();
  for (const Schedule& schedule : schedules_of(hours.notation)) {
    for (const auto& [opens, closes] : schedule.open) {
      Json one = {{"@type", "OpeningHoursSpecification"},
                  {"dayOfWeek", days_of(schedule.byday)},
                  {"opens", opens},
                  {"closes", closes}};
      if (const auto [from, to] = season(schedule, today); !from.empty() && !to.empty()) {
        one["validFrom"] = from;
        one["validThrough"] = to;
      }
      list.push_back(std::move(one));
    }
  }
  return list;
}

Json address_of(const Record& record) {
  Json address = {{"@type", "PostalAddress"}, {"addressCountry", "CN"}};
  const std::string& code = record.address.division.empty() ? record.division : record.address.division;
  for (const Division* division : Divisions::get().lineage(code)) {
    if (division->level == DivisionLevel::province) address["addressRegion"] = division->name;
    if (division->level == DivisionLevel::city) address["addressLocality"] = division->name;
  }
  address["streetAddress"] = record.address.text;
  if (!record.address.postal_code.empty()) address["postalCode"] = record.address.postal_code;
  return address;
}

std::string telephone_of(const Record& record) {
  for (const Phone& phone : record.phones) {
    if (phone.kind != "fax") return phone.number;
  }
  return {};
}

}  // namespace

std::string json_ld(const Institution& institution, const std::string& hub_url, Instant now) {
  const Record& record = institution.record;
  const std::string page = hub_url + "/institutions/" + institution.id;
  Json out = {{"@context", "https://schema.org"},
              {"@type", schema_type(record.type)},
              {"@id", page},
              {"name", record.name},
              {"url", page}};
  const auto put = [&](const char* name, const std::string& value) {
    if (!value.empty()) out[name] = value;
  };
  put("description", record.description);
  put("telephone", telephone_of(record));
  put("email", record.email);
  put("taxID", std::string(identifier_of(record, "uscc")));
  put("sameAs", record.website);
  if (!record.alternate_names.empty()) out["alternateName"] = record.alternate_names;
  if (!record.address.text.empty()) out["address"] = address_of(record);
  if (!record.position.method.empty()) {
    out["geo"] = {
        {"@type", "GeoCoordinates"}, {"latitude", record.position.latitude}, {"longitude", record.position.longitude}};
  }
  if (const Json hours = opening_hours(record.hours, china_time(now).date); !hours.empty()) {
    out["openingHoursSpecification"] = hours;
  }
  // "</script" and "<!--" cannot stand inside the element, and JSON can spell the first character in another way
  return replace_all(out.dump(-1, ' ', false, Json::error_handler_t::replace), "<", "\\u003c");
}

}  // namespace lawhub
