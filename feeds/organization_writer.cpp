#include "feeds/organization_writer.h"

#include "feeds/xml_out.h"
#include "registry/codes.h"
#include "registry/forensic_scope.h"
#include "registry/services.h"

namespace lawhub {
namespace {

using pugi::xml_node;

/// A code with what it means, for people who read the file.
void add_code(xml_node parent, const char* name, const char* vocabulary, std::string_view code,
              std::string_view label) {
  if (code.empty()) return;
  xml_node element = add_text(parent, name, code);
  put(element, "vocabulary", vocabulary);
  put(element, "label", label);
}

void write_names_and_codes(xml_node out, const Record& r) {
  add(out, "institution_type", code_of(r.type));
  const Code* subtype = find_subtype(r.type, r.subtype);
  add_code(out, "subtype", "subtype", r.subtype, subtype == nullptr ? std::string_view() : subtype->label);
  add(out, "name", r.name);
  add_each(out, "alternate_name", r.alternate_names);
  for (const FormerName& former : r.former_names) {
    put(add_text(out, "former_name", former.name), "until", former.until);
  }
  for (const Identifier& identifier : r.identifiers) {
    xml_node element = add_text(out, "organization_identifier", identifier.value);
    put(element, "identifier_scheme", identifier.scheme);
    put(element, "valid_from", identifier.valid_from);
    put(element, "valid_to", identifier.valid_to);
  }
  put(add_text(out, "practice_status", code_of(r.status)), "since", r.status_since);
  if (!(r.organization_form == Coded{})) {
    write_coded(out, "organization_form", "organization_form", r.organization_form);
  }
  add(out, "provider_nature", r.provider_nature);
  if (!(r.supervising_bureau == Bureau{})) {
    put(add_text(out, "supervising_bureau", r.supervising_bureau.name), "bureau_id", r.supervising_bureau.id);
  }
  add(out, "licensing_authority", r.licensing_authority);
  add(out, "division_code", r.division);
  add(out, "year_incorporated", r.year_incorporated);
  add(out, "description", r.description);
  add(out, "website", r.website);
  add(out, "email", r.email);
}

void write_people(xml_node out, const Record& r) {
  for (const Contact& contact : r.contacts) {
    xml_node element = out.append_child("contact");
    put(element, "role", contact.role);
    add(element, "name", contact.name);
    add(element, "title", contact.title);
  }
  for (const Phone& phone : r.phones) write_phone(out, phone);
  for (const StaffCount& staff : r.staff) {
    xml_node element = add_text(out, "staff_count", std::to_string(staff.count));
    put(element, "kind", staff.kind);
    put(element, "as_of", staff.as_of);
  }
}

/// The record's own place first, so that it is read as such; an empty one only where another would be taken for it.
void write_locations(xml_node out, const Record& r) {
  Location own;
  own.address = r.address;
  own.position = r.position;
  own.hours = r.hours;
  own.transportation = r.transportation;
  own.accessibility = r.accessibility;
  if (!(own == Location{}) || !r.other_locations.empty()) write_location(out, own);
  for (const Location& other : r.other_locations) write_location(out, other);
}

std::string label_of_scope(std::string_view code) {
  const bool excluded = code.starts_with('-');
  const std::string_view bare = excluded ? code.substr(1) : code;
  std::string label;
  if (const Term* term = find_term(bare)) {
    label = term->label;
  } else if (const ForensicItem* item = find_forensic_item(bare)) {
    label = item->label;
  }
  return excluded && !label.empty() ? label + "除外" : label;
}

void write_service(xml_node out, const ServiceOffer& service) {
  xml_node element = out.append_child("service");
  put(element, "code", service.code);
  if (service.status != "active") put(element, "status", service.status);
  add(element, "name", service.name);
  add(element, "description", service.description);
  for (const std::string& code : service.scope) {
    add_code(element, "scope", find_term(code) == nullptr ? "forensic" : "matter", code, label_of_scope(code));
  }
  for (const Eligibility& rule : service.eligibility) {
    xml_node text = add_text(element, "eligibility_description", rule.text);
    put(text, "division", rule.division);
    put(text, "valid_from", rule.valid_from);
    put(text, "valid_to", rule.valid_to);
  }
  add(element, "fees_description", service.fees_description);
  add(element, "fees", service.fees);
  add_each(element, "required_document", service.required_documents);
  for (const std::string& code : service.audience) {
    const Term* term = find_term(code);
    add_code(element, "audience", "audience", code, term == nullptr ? std::string_view() : term->label);
  }
  add_each(element, "delivery_mode", service.delivery_modes);
  add_each(element, "service_area", service.service_areas);
  add(element, "url", service.url);
  write_hours(element, service.hours);
}

void write_ties(xml_node out, const Record& r) {
  for (const Channel& channel : r.channels) {
    xml_node element = out.append_child("channel");
    put(element, "kind", channel.kind);
    put(element, "url", channel.url);
    put(element, "phone", channel.phone);
    put(element, "description", channel.note);
  }
  for (const Relation& relation : r.relations) {
    xml_node element = out.append_child("relation");
    put(element, "kind", relation.kind);
    put(element, "target", relation.target);
    put(element, "target_name", relation.target_name);
    put(element, "division", relation.division);
    put(element, "since", relation.since);
    put(element, "until", relation.until);
    put(element, "description", relation.note);
  }
}

void write_oversight(xml_node out, const Record& r) {
  for (const Inspection& inspection : r.inspections) {
    xml_node element = out.append_child("annual_inspection");
    put(element, "year", inspection.year);
    put(element, "result", inspection.result);
    write_document(element, inspection.document);
  }
  for (const Penalty& penalty : r.penalties) {
    xml_node element = out.append_child("penalty");
    add(element, "kind", penalty.kind);
    write_document(element, penalty.document);
    add(element, "publish_until", penalty.publish_until);
  }
  for (const Coded& honour : r.honours) write_coded(out, "honour", "honour", honour);
  for (const FieldMetadata& m : r.metadata) {
    xml_node element = out.append_child("metadata");
    put(element, "field", m.field);
    put(element, "asserted_by", m.asserted_by);
    put(element, "asserted_at", xml_time(m.asserted_at));
    if (m.confirmed_at != 0) put(element, "confirmed_at", xml_time(m.confirmed_at));
  }
}

}  // namespace

xml_node write_organization(xml_node parent, const Record& record) {
  xml_node out = parent.append_child("organization");
  write_names_and_codes(out, record);
  write_people(out, record);
  write_locations(out, record);
  for (const ServiceOffer& service : record.services) write_service(out, service);
  write_ties(out, record);
  write_oversight(out, record);
  return out;
}

void write_coded(xml_node parent, const char* name, std::string_view list, const Coded& coded) {
  xml_node element = add_text(parent, name, coded.code);
  const Code* known = find_code(list, coded.code);
  put(element, "vocabulary", known == nullptr ? coded.vocabulary : known->list);
  put(element, "label", known == nullptr ? coded.label : known->label);
}

}  // namespace lawhub
