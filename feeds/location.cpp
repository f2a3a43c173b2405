// The <location> of a feed: where an institution is, when it is open, how one gets in.
#include <cmath>
#include <pugixml.hpp>

#include "base/coordinate.h"
#include "base/text.h"
#include "feeds/organization.h"
#include "feeds/schedule.h"
#include "registry/address.h"
#include "registry/hours.h"

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
  std::string street, premise, town, district, city, postal_code, division;
  reader.children(
      e, {{"address_1", reader.line_into(street)},
          {"address_2", reader.line_into(premise)},
          {"attention", {}},
          {"town", reader.line_into(town)},
          {"district", reader.line_into(district)},
          {"city", reader.line_into(city)},
          {"state_province", {}},
          {"postal_code", reader.line_into(postal_code)},
          {"division_code", [&](const xml_node& code) { division = reader.division(code, reader.line(code)); }}});
  if (e.attribute("text")) return {reader.attribute(e, "text"), division, street, premise, postal_code};
  Address out =
      read_address(compose({city, district, town, street, premise}), division.empty() ? host : division).address;
  if (!division.empty()) out.division = division;
  if (!postal_code.empty()) out.postal_code = postal_code;
  return out;
}

/// To the seventh decimal, a centimetre: so that a position read from a hub's feed is the one the hub has.
double rounded(double degrees) { return std::round(degrees * 1e7) / 1e7; }

Position read_position(const xml_node& e, ElementReader& reader) {
  Position out;
  out.published_crs = reader.code(e, reader.attribute(e, "crs"), {"CGCS2000", "WGS84", "GCJ02", "BD09"});
  const std::string method = reader.attribute(e, "method");
  const std::string known =
      method.empty() ? "map-picked" : reader.code(e, method, {"surveyed", "map-picked", "geocoded", "gazetteer"});
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
  out.method = known;
  return out;
}

Schedule read_schedule(const xml_node& e, ElementReader& reader) {
  Schedule out;
  out.valid_from = reader.attribute(e, "valid_from");
  out.valid_to = reader.attribute(e, "valid_to");
  out.public_holidays = reader.attribute(e, "public_holidays");
  if (!out.public_holidays.empty()) {
    reader.code(e, out.public_holidays, {"closed", "open", "by-appointment", "unknown"});
  }
  reader.children(e, {{"byday", reader.line_into(out.byday)},
                      {"open",
                       [&](const xml_node& open) {
                         out.open.emplace_back(reader.attribute(open, "opens_at"), reader.attribute(open, "closes_at"));
                       }},
                      {"description", {}}});
  return out;
}

/// What the publisher did not put into our notation: the schedules say it, else the words are read.
Hours finish_hours(Hours hours, const std::vector<Schedule>& schedules, const xml_node& location,
                   ElementReader& reader) {
  const std::optional<std::string> scheduled = notation_of(schedules);
  if (!scheduled) {
    reader.warning(location, "schedule-form", "作息时间表 schedule 中有不能识别的日期或时间,已忽略",
                   "请按 schema 书写,如 08:30:00、--05-01");
  }
  hours.notation = scheduled.value_or("");
  if (hours.notation.empty()) hours.notation = read_hours(hours.text).notation;
  return hours;
}

}  // namespace

void read_location(const xml_node& location, ElementReader& reader, std::string_view host, Record& record,
                   bool& taken) {
  const std::string type = reader.attribute(location, "location_type");
  if (!type.empty()) reader.code(location, type, {"physical", "postal", "virtual"});
  if (taken || type == "postal" || type == "virtual") return;  // the register keeps one place where the door is
  taken = true;
  Hours hours;
  bool noted = false;
  std::vector<Schedule> schedules;
  reader.children(location, {{"name", {}},
                             {"address", [&](const xml_node& e) { record.address = read_parts(e, reader, host); }},
                             {"position", [&](const xml_node& e) { record.position = read_position(e, reader); }},
                             {"transportation", {}},
                             {"accessibility",
                              [&](const xml_node& e) {
                                const std::string code = reader.line(e);
                                if (!code.empty()) record.accessibility.push_back(code);
                              }},
                             {"phone", [&](const xml_node& e) { read_phone(e, reader, host, record); }},
                             {"hours",
                              [&](const xml_node& e) {
                                hours.text = reader.line(e);
                                hours.notation = reader.attribute(e, "notation");
                                noted = static_cast<bool>(e.attribute("notation"));
                              }},
                             {"schedule", [&](const xml_node& e) { schedules.push_back(read_schedule(e, reader)); }}});
  record.hours = noted ? hours : finish_hours(hours, schedules, location, reader);
}

}  // namespace lawhub
