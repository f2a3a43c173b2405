#include "feeds/writer.h"

#include <fmt/format.h>

#include <pugixml.hpp>
#include <sstream>

#include "base/coordinate.h"
#include "base/text.h"
#include "feeds/schedule.h"

namespace lawhub {
namespace {

using pugi::xml_node;

constexpr const char* kVocabularyVersion = "1.0.0";

/// Without what XML 1.0 cannot hold.
std::string xml_text(std::string_view value) {
  std::string out;
  for (std::size_t at = 0; at < value.size();) {
    const char32_t c = next_code_point(value, at);
    if ((c < 0x20 && c != '\t' && c != '\n') || c == 0xFFFE || c == 0xFFFF) continue;
    append_utf8(out, c);
  }
  return out;
}

/// An attribute, unless the value is empty.
void put(xml_node element, const char* name, std::string_view value) {
  if (!value.empty()) element.append_attribute(name).set_value(xml_text(value).c_str());
}

xml_node add_text(xml_node parent, const char* name, std::string_view value) {
  xml_node element = parent.append_child(name);
  element.append_child(pugi::node_pcdata).set_value(xml_text(value).c_str());
  return element;
}

/// A child element with text, unless the value is empty.
void add(xml_node parent, const char* name, std::string_view value) {
  if (!value.empty()) add_text(parent, name, value);
}

void add_each(xml_node parent, const char* name, const std::vector<std::string>& values) {
  for (const std::string& value : values) add(parent, name, value);
}

/// The epoch stands for an unknown time, which the feed cannot leave out.
std::string time_text(Instant t) { return t == 0 ? "1970-01-01T00:00:00Z" : iso_instant(t); }

void write_names_and_codes(xml_node out, const Record& r) {
  add(out, "institution_type", code_of(r.type));
  add(out, "subtype", r.subtype);
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
  add(out, "organization_form", r.organization_form);
  add(out, "supervising_bureau", r.supervising_bureau);
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
  for (const Phone& phone : r.phones) {
    xml_node element = add_text(out, "phone", phone.number);
    put(element, "extension", phone.extension);
    put(element, "type", phone.kind);
    put(element, "description", phone.label);
  }
  for (const StaffCount& staff : r.staff) {
    xml_node element = add_text(out, "staff_count", std::to_string(staff.count));
    put(element, "kind", staff.kind);
    put(element, "as_of", staff.as_of);
  }
}

void write_position(xml_node location, const Position& position) {
  if (position.method.empty()) return;
  const std::string crs = position.published_crs.empty() ? "WGS84" : position.published_crs;
  const Point p = from_wgs84({position.longitude, position.latitude}, datum_of(crs).value_or(Datum::wgs84));
  xml_node element = location.append_child("position");
  put(element, "longitude", fmt::format("{:.9f}", p.longitude));
  put(element, "latitude", fmt::format("{:.9f}", p.latitude));
  put(element, "crs", crs);
  if (position.accuracy_m > 0) put(element, "accuracy_m", std::to_string(position.accuracy_m));
  put(element, "method", position.method);
}

void write_hours(xml_node location, const Hours& hours) {
  if (hours == Hours{}) return;
  // the attribute is there even when it is empty: then the words were not understood, and need not be read again
  add_text(location, "hours", hours.text).append_attribute("notation").set_value(xml_text(hours.notation).c_str());
  for (const Schedule& schedule : schedules_of(hours.notation)) {
    xml_node element = location.append_child("schedule");
    put(element, "valid_from", schedule.valid_from);
    put(element, "valid_to", schedule.valid_to);
    put(element, "public_holidays", schedule.public_holidays);
    add(element, "byday", schedule.byday);
    for (const auto& [opens, closes] : schedule.open) {
      xml_node open = element.append_child("open");
      put(open, "opens_at", opens);
      put(open, "closes_at", closes);
    }
  }
}

void write_location(xml_node out, const Record& r) {
  if (r.address == Address{} && r.position.method.empty() && r.hours == Hours{} && r.accessibility.empty()) return;
  xml_node location = out.append_child("location");
  if (!(r.address == Address{})) {
    xml_node address = location.append_child("address");
    address.append_attribute("text").set_value(xml_text(r.address.text).c_str());
    add(address, "address_1", r.address.street);
    add(address, "address_2", r.address.premise);
    add(address, "postal_code", r.address.postal_code);
    add(address, "division_code", r.address.division);
  }
  write_position(location, r.position);
  add_each(location, "accessibility", r.accessibility);
  write_hours(location, r.hours);
}

void write_services(xml_node out, const Record& r) {
  for (const ServiceOffer& service : r.services) {
    xml_node element = out.append_child("service");
    put(element, "code", service.code);
    add(element, "name", service.name);
    add(element, "description", service.description);
    add_each(element, "scope", service.scope);
    add(element, "eligibility_description", service.eligibility);
    add(element, "fees_description", service.fees_description);
    add(element, "fees", service.fees);
    add_each(element, "required_document", service.required_documents);
    add_each(element, "audience", service.audience);
    add_each(element, "delivery_mode", service.delivery_modes);
    add_each(element, "service_area", service.service_areas);
    add(element, "url", service.url);
  }
}

void write_relations(xml_node out, const Record& r) {
  for (const Relation& relation : r.relations) {
    xml_node element = out.append_child("relation");
    put(element, "kind", relation.kind);
    put(element, "target", relation.target);
    put(element, "target_name", relation.target_name);
    put(element, "division", relation.division);
  }
}

xml_node add_record(xml_node feed, std::string_view id, Instant datestamp, const char* status) {
  xml_node record = feed.append_child("record");
  put(record, "id", id);
  put(record, "datestamp", time_text(datestamp));
  put(record, "status", status);
  return record;
}

void write_tombstone(xml_node feed, const Withdrawal& withdrawal, Instant datestamp) {
  xml_node tombstone = add_record(feed, withdrawal.key, datestamp, "deleted").append_child("tombstone");
  add(tombstone, "reason", withdrawal.reason);
  add(tombstone, "effective_date", withdrawal.effective_date);
  add_each(tombstone, "successor_id", withdrawal.successors);
}

void write_head(xml_node feed, const FeedPage& page) {
  xml_node source = feed.append_child("source");
  add(source, "bureau_id", page.bureau_id);
  add(source, "name", page.publisher_name);
  add(source, "division_code", page.division);
  add(source, "base_url", page.base_url);
  add(feed, "response_date", time_text(page.response_date));
  add(feed, "deleted_record", page.deleted_record);
  add(feed, "vocabulary_version", kVocabularyVersion);
}

void write_paging(xml_node feed, const FeedPage& page) {
  if (page.resumption_token.empty() && !page.complete_list_size) return;
  xml_node paging = feed.append_child("paging");
  if (page.complete_list_size) put(paging, "complete_list_size", std::to_string(*page.complete_list_size));
  add(paging, "resumption_token", page.resumption_token);
}

}  // namespace

std::string write_feed(const FeedPage& page) {
  pugi::xml_document document;
  xml_node declaration = document.append_child(pugi::node_declaration);
  put(declaration, "version", "1.0");
  put(declaration, "encoding", "UTF-8");
  xml_node feed = document.append_child("feed");
  put(feed, "xmlns", kFeedNamespace);
  put(feed, "schema_version", "1.0");
  write_head(feed, page);
  for (const Observation& said : page.records) {
    xml_node out = add_record(feed, said.key, said.asserted_at, "active").append_child("organization");
    write_names_and_codes(out, said.record);
    write_people(out, said.record);
    write_location(out, said.record);
    write_services(out, said.record);
    write_relations(out, said.record);
  }
  for (const Withdrawal& withdrawal : page.withdrawals) write_tombstone(feed, withdrawal, page.response_date);
  write_paging(feed, page);
  std::ostringstream out;
  document.save(out, " ", pugi::format_indent, pugi::encoding_utf8);
  return std::move(out).str();
}

}  // namespace lawhub
