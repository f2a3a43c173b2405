// The <location> of a feed: where an institution is, when it is open, how one gets in.
#include <cmath>
#include <pugixml.hpp>

#include "base/coordinate.h"
#include "base/text.h"
#include "feeds/organization.h"
#include "registry/address.h"

namespace lawhub {
namespace {

using pugi::xml_node;

/// "枣庄市" + "薛城区" + … without saying again what the next part begins with.
std::string compose(std::initializer_list<std::string_view> parts) {
  std::string out;
  for (const std::string_view part : parts) {
    if (part.empty()) continue;
    if (!out.empty() && part.rfind(out, 0) == 0) out.clear();
    out += part;
  }
  return out;
}

Address read_parts(const xml_node& e, ElementReader& reader, std::string_view host) {
  std::string street, premise, town, district, city, postal_code, division, attention;
  reader.children(
      e, {{"address_1", reader.line_into(street)},
          {"address_2", reader.line_into(premise)},
          {"attention", reader.line_into(attention)},
          {"town", reader.line_into(town)},
          {"district", reader.line_into(district)},
          {"city", reader.line_into(city)},
          {"state_province", {}},
          {"postal_code", reader.line_into(postal_code)},
          {"division_code", [&](const xml_node& code) { division = reader.division(code, reader.line(code)); }}});
  Address out{reader.attribute(e, "text"), division, street, premise, postal_code};
  if (!e.attribute("text")) {
    out = read_address(compose({city, district, town, street, premise}), division.empty() ? host : division).address;
    if (!division.empty()) out.division = division;
    if (!postal_code.empty()) out.postal_code = postal_code;
  }
  out.attention = attention;
  return out;
}

/// To the seventh decimal, a centimetre: so that a position read from a hub's feed is the one the hub has.
double rounded(double degrees) { return std::round(degrees * 1e7) / 1e7; }

Position read_position(const xml_node& e, ElementReader& reader) {
  Position out;
  out.published_crs = reader.code(e, reader.attribute(e, "crs"), "crs");
  const std::string method = reader.code_attribute(e, "method", "position_method");
  const std::string longitude = reader.attribute(e, "longitude");
  const std::string latitude = reader.attribute(e, "latitude");
  const std::optional<Point> point = parse_point(longitude + "," + latitude);
  if (!point) {
    reader.warning(e, "bad-position",
                   "坐标(" + shorten(longitude, 20) + "," + shorten(latitude, 20) + ")不在中国境内,已忽略",
                   "请核对经纬度,单位为度");
    return {};
  }
  double stated_longitude = 0;
  parse_number(longitude, stated_longitude);
  if (stated_longitude != point->longitude) {
    reader.warning(e, "swapped-position", "经度和纬度写反了,已按正确顺序处理",
                   "请把经度写在 longitude,纬度写在 latitude");
  }
  const Point wgs = to_wgs84(*point, datum_of(out.published_crs).value_or(Datum::wgs84));
  out.longitude = rounded(wgs.longitude);
  out.latitude = rounded(wgs.latitude);
  std::int64_t accuracy = 0;
  if (parse_number(reader.attribute(e, "accuracy_m"), accuracy) && accuracy > 0 && accuracy < 1000000) {
    out.accuracy_m = static_cast<int>(accuracy);
  }
  out.method = method.empty() ? "map-picked" : method;
  return out;
}

}  // namespace

Location read_location(const xml_node& location, ElementReader& reader, std::string_view host) {
  Location out;
  std::string place;
  if (location.attribute("location_type")) {
    out.kind = reader.code_attribute(location, "location_type", "location_type");
  }
  TimetableReader timetable(reader);
  reader.children(location, {{"name", reader.line_into(place)},
                             {"address", [&](const xml_node& e) { out.address = read_parts(e, reader, host); }},
                             {"position", [&](const xml_node& e) { out.position = read_position(e, reader); }},
                             {"transportation", reader.line_into(out.transportation)},
                             {"accessibility", reader.codes_into(out.accessibility, "accessibility")},
                             {"phone", [&](const xml_node& e) { read_phone(e, reader, host, out.phones); }},
                             {"hours", [&](const xml_node& e) { timetable.add_hours(e); }},
                             {"schedule", [&](const xml_node& e) { timetable.add_schedule(e); }}});
  out.address.place = place;
  out.address.registered = location.attribute("is_registered").as_bool();
  out.hours = timetable.finish(location);
  return out;
}

}  // namespace lawhub
