#include "feeds/hsds.h"

#include "base/text.h"
#include "feeds/hsds_parts.h"
#include "registry/codes.h"
#include "registry/division.h"
#include "registry/forensic_scope.h"
#include "registry/services.h"

namespace lawhub {
namespace {

constexpr std::size_t kFirstService = 1;  // owners of parts: 0 is the organization, then its services

void put(HsdsJson& json, const char* name, const std::string& text) {
  if (!text.empty()) json[name] = text;
}
void put(HsdsJson& json, const char* name, HsdsJson list) {
  if (!list.empty()) json[name] = std::move(list);
}

std::string dump(const HsdsJson& json) { return json.dump(-1, ' ', false, HsdsJson::error_handler_t::replace); }

/// HSDS demands a description: the institution's own, else what and where it is.
std::string description_of(const Record& r) {
  if (!r.description.empty()) return r.description;
  const std::string place = Divisions::get().full_name(r.division);
  return place.empty() ? std::string(label_of(r.type)) : place + " " + std::string(label_of(r.type));
}

/// What every object that names an organization says of it.
HsdsJson organization_head(const Institution& institution, std::string_view site) {
  const Record& r = institution.record;
  HsdsJson out;
  out["id"] = hsds_organization_id(institution.id);
  out["name"] = r.name;
  put(out, "alternate_name", join(r.alternate_names, "、"));
  out["description"] = description_of(r);
  put(out, "email", r.email);
  put(out, "website", r.website);
  std::int64_t year = 0;
  if (parse_number(r.year_incorporated, year)) out["year_incorporated"] = year;
  put(out, "legal_status", field_text(r, Field::organization_form));
  out["uri"] = std::string(site) + "/institutions/" + institution.id;
  return out;
}

std::string parent_of(const Record& r, const std::vector<RelatedInstitution>& related) {
  for (std::size_t i = 0; i < r.relations.size() && i < related.size(); ++i) {
    const std::string& kind = r.relations[i].kind;
    const bool above = kind == "parent" || kind == "branch_of" || kind == "station_of" || kind == "hosted_by";
    if (above && !related[i].id.empty()) return hsds_organization_id(related[i].id);
  }
  return {};
}

HsdsJson attributes_of(const Record& r, const std::string& id, HsdsParts& parts) {
  HsdsJson out = HsdsJson::array();
  const auto add = [&](std::string_view list, const std::string& code, const std::string& label) {
    if (!code.empty()) out.push_back(parts.attribute(id, "organization", list, code, label));
  };
  add("institution_type", std::string(code_of(r.type)), std::string(label_of(r.type)));
  add("subtype", r.subtype, field_text(r, Field::subtype));
  add("practice_status", std::string(code_of(r.status)), std::string(label_of(r.status)));
  add("provider_nature", r.provider_nature, code_label("provider_nature", r.provider_nature));
  for (const Coded& honour : r.honours) {
    add("honour", honour.code, honour.label.empty() ? code_label("honour", honour.code) : honour.label);
  }
  return out;
}

std::string eligibility_text(const ServiceOffer& offer) {
  std::vector<std::string> rules;
  for (const Eligibility& rule : offer.eligibility) {
    const std::string place = Divisions::get().full_name(rule.division);
    rules.push_back((place.empty() ? "" : place + ":") + rule.text);
  }
  return join(rules, "\n");
}

std::string ways_text(const ServiceOffer& offer) {
  std::vector<std::string> ways;
  for (const std::string& code : offer.delivery_modes) ways.push_back(code_label("delivery_mode", code));
  return join(ways, "、");
}

/// Matters and audiences; an excluded one says so in its link type.
HsdsJson service_attributes(const ServiceOffer& offer, const std::string& id, HsdsParts& parts) {
  HsdsJson out = HsdsJson::array();
  const auto add = [&](const char* list, const std::string& code) {
    const Term* term = find_term(code);
    const ForensicItem* item = find_forensic_item(code);
    const std::string label = term != nullptr ? term->label : item != nullptr ? item->label : code;
    out.push_back(parts.attribute(id, "service", list, code, label));
  };
  add("service", offer.code);
  for (const std::string& code : offer.scope) {
    const bool excluded = code.starts_with('-');
    add(excluded ? "scope_excluded" : "scope", excluded ? code.substr(1) : code);
  }
  for (const std::string& code : offer.audience) add("audience", code);
  return out;
}

HsdsJson service_of(const Institution& institution, std::size_t place) {
  const ServiceOffer& offer = institution.record.services[place];
  const Term* term = find_term(offer.code);
  const std::string id = hsds_service_id(institution.id, place);
  HsdsParts parts(institution, kFirstService + place);
  HsdsJson out;
  out["id"] = id;
  out["organization_id"] = hsds_organization_id(institution.id);
  out["name"] = !offer.name.empty() ? offer.name : term != nullptr ? term->label : offer.code;
  put(out, "description", offer.description);
  put(out, "url", offer.url);
  out["status"] = offer.status;
  put(out, "application_process", ways_text(offer));
  put(out, "fees_description", offer.fees_description);
  put(out, "eligibility_description", eligibility_text(offer));
  if (!(offer.hours == Hours{})) out["schedules"] = parts.schedules(offer.hours, "service_id", id);
  put(out, "service_areas", parts.service_areas(offer.service_areas));
  for (const auto& [location, said] : hsds_locations(institution.record)) {
    if (said.kind == "physical") out["service_at_locations"].push_back(parts.service_at_location(id, location));
  }
  if (!offer.fees.empty()) out["cost_options"] = parts.cost_options(offer);
  put(out, "required_documents", parts.required_documents(offer.required_documents));
  out["attributes"] = service_attributes(offer, id, parts);
  return out;
}

}  // namespace

std::string hsds_organization(const Institution& institution, const std::vector<RelatedInstitution>& related,
                              std::string_view site) {
  const Record& r = institution.record;
  HsdsParts parts(institution, 0);
  HsdsJson out = organization_head(institution, site);
  put(out, "parent_organization_id", parent_of(r, related));
  put(out, "contacts", parts.contacts(r.contacts));
  put(out, "phones", parts.phones(r.phones));
  for (const auto& [place, location] : hsds_locations(r)) out["locations"].push_back(parts.location(location, place));
  put(out, "organization_identifiers", parts.identifiers(r.identifiers));
  out["attributes"] = attributes_of(r, hsds_organization_id(institution.id), parts);
  put(out, "metadata", parts.metadata(hsds_organization_id(institution.id)));
  for (std::size_t place = 0; place < r.services.size(); ++place) {
    out["services"].push_back(service_of(institution, place));
  }
  return dump(out);
}

std::string hsds_service(const Institution& institution, std::size_t place, std::string_view site) {
  HsdsJson out = service_of(institution, place);
  out["organization"] = organization_head(institution, site);
  return dump(out);
}

}  // namespace lawhub
