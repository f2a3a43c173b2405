// <location> and its parts, for organization_writer.h.
#include <fmt/format.h>

#include "base/coordinate.h"
#include "feeds/organization_writer.h"
#include "feeds/schedule.h"
#include "feeds/xml_out.h"

namespace lawhub {
namespace {

using pugi::xml_node;

void write_address(xml_node location, const Address& address) {
  Address said = address;
  said.place.clear();
  said.registered = false;  // these two stand at the location
  if (said == Address{}) return;
  xml_node element = location.append_child("address");
  element.append_attribute("text").set_value(xml_text(address.text).c_str());
  add(element, "address_1", address.street);
  add(element, "address_2", address.premise);
  add(element, "attention", address.attention);
  add(element, "postal_code", address.postal_code);
  add(element, "division_code", address.division);
}

/// In the datum in which it was published.
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

}  // namespace

void write_location(xml_node parent, const Location& location) {
  xml_node element = parent.append_child("location");
  if (location.kind != "physical") put(element, "location_type", location.kind);
  if (location.address.registered) put(element, "is_registered", "true");
  add(element, "name", location.address.place);
  write_address(element, location.address);
  write_position(element, location.position);
  add(element, "transportation", location.transportation);
  add_each(element, "accessibility", location.accessibility);
  for (const Phone& phone : location.phones) write_phone(element, phone);
  write_hours(element, location.hours);
}

void write_hours(xml_node parent, const Hours& hours) {
  if (hours == Hours{}) return;
  // the attribute is there even when it is empty: then the words were not understood, and need not be read again
  xml_node element = add_text(parent, "hours", hours.text);
  element.append_attribute("notation").set_value(xml_text(hours.notation).c_str());
  put(element, "note", hours.note);
  for (const Schedule& schedule : schedules_of(hours.notation)) {
    xml_node rule = parent.append_child("schedule");
    put(rule, "valid_from", schedule.valid_from);
    put(rule, "valid_to", schedule.valid_to);
    put(rule, "public_holidays", schedule.public_holidays);
    add(rule, "byday", schedule.byday);
    for (const auto& [opens, closes] : schedule.open) {
      xml_node open = rule.append_child("open");
      put(open, "opens_at", opens);
      put(open, "closes_at", closes);
    }
  }
}

void write_phone(xml_node parent, const Phone& phone) {
  xml_node element = add_text(parent, "phone", phone.number);
  put(element, "extension", phone.extension);
  put(element, "type", phone.kind);
  put(element, "description", phone.label);
}

void write_document(xml_node parent, const Document& document) {
  if (document == Document{}) return;
  xml_node element = parent.append_child("document");
  add(element, "number", document.number);
  add(element, "title", document.title);
  add(element, "date", document.date);
  add(element, "issuer", document.issuer);
  add(element, "url", document.url);
}

}  // namespace lawhub
