// Where it is: division, address and position must say the same place.
#include <algorithm>
#include <cmath>

#include "base/coordinate.h"
#include "base/text.h"
#include "feeds/rules_record.h"
#include "registry/address.h"
#include "registry/division.h"

namespace lawhub {
namespace {

using pugi::xml_node;

constexpr double kSeatRadius = 30;         // metres; nearer to a seat point than this is the seat point
constexpr double kTownRadius = 10000;      // metres from the point of a town to its villages
constexpr std::size_t kLeastDecimals = 4;  // ten metres

const Division* present(const std::string& code) { return Divisions::get().present(code); }

bool agree(const Division* a, const Division* b) {
  const Divisions& divisions = Divisions::get();
  return a == nullptr || b == nullptr || divisions.contains(a->code, b->code) || divisions.contains(b->code, a->code);
}

void judge_division(const JudgedRecord& r) {
  const xml_node e = r.organization().child("division_code");
  if (!e) return r.add("no-division", r.organization(), "没有行政区划代码 division_code,只能从名称和地址推断");
  const Divisions& divisions = Divisions::get();
  const std::string code = line_of(e);
  const Division* division = divisions.find(code);
  if (division != nullptr && !division->current) {
    const Division* now = divisions.present(code);
    r.add("division-historic", e,
          "区划代码 " + code + "(" + division->name + ")已经撤销" +
              (now == nullptr ? "" : ",现在是 " + now->code + " " + now->name));
  }
  if (!agree(present(r.publisher), present(code))) {
    r.add("division-outside", e,
          "区划代码 " + code + " 不在发布单位的辖区 " + divisions.full_name(r.publisher) + " 之内");
  }
}

/// 枣庄市 + 薛城区 + 临城街道 + 永福路1号, or the text as a person reads it.
std::string whole_address(const xml_node& address) {
  const std::string text = line_of(address, "text");
  if (!text.empty()) return text;
  std::string parts;
  for (const char* name : {"city", "district", "town", "address_1", "address_2"}) parts += line_of(address.child(name));
  return parts;
}

void judge_address(const JudgedRecord& r, const xml_node& e, const std::string& stated) {
  const xml_node own = e.child("division_code");
  if (own && !agree(present(line_of(own)), present(stated))) {
    r.add("address-division", own, "地址的区划代码 " + line_of(own) + " 不在机构的区划 " + stated + " 之内");
    return;
  }
  const std::string text = whole_address(e);
  const AddressReading reading = read_address(text, stated);
  const auto& evidence = reading.evidence;
  if (std::find(evidence.begin(), evidence.end(), "named") == evidence.end()) return;
  const Division* said = present(reading.address.division);
  const Division* meant = present(own ? line_of(own) : stated);
  if (!agree(said, meant)) {
    r.add("address-place", e,
          "地址" + quoted(text) + "在" + Divisions::get().full_name(said->code) + ",区划代码却是" +
              Divisions::get().full_name(meant->code));
  }
}

std::size_t decimals(const std::string& number) {
  const std::size_t point = number.find('.');
  return point == std::string::npos ? 0 : number.size() - point - 1;
}

std::optional<Point> point_of(const xml_node& e) {
  const auto point = parse_point(line_of(e, "longitude") + "," + line_of(e, "latitude"));
  const auto datum = datum_of(line_of(e, "crs"));
  return point && datum ? std::optional(to_wgs84(*point, *datum)) : std::nullopt;
}

/// How far from its seat a county reaches, by the points of its towns.
double reach_of(const Division& county) {
  double reach = county.accuracy_m;
  for (const Division* town : Divisions::get().children(county.code)) {
    if (town->seat) reach = std::max(reach, distance_m(*county.seat, *town->seat));
  }
  return reach + kTownRadius;
}

void judge_position(const JudgedRecord& r, const xml_node& e, const std::string& stated) {
  const std::optional<Point> point = point_of(e);
  if (!point || line_of(e, "method") == "gazetteer") return;
  const Divisions& divisions = Divisions::get();
  if (std::min(decimals(line_of(e, "longitude")), decimals(line_of(e, "latitude"))) < kLeastDecimals) {
    r.add("position-coarse", e, "坐标的小数不足四位,误差在百米以上");
    return;
  }
  for (const Division* division : divisions.lineage(stated)) {
    if (division->seat && distance_m(*division->seat, *point) < kSeatRadius) {
      r.add("position-default", e, "坐标正好是" + division->name + "的驻地点,像是默认值");
      return;
    }
  }
  const Division* county = divisions.find(divisions.county_of(stated));
  if (county == nullptr || !county->seat || county->level == DivisionLevel::province ||
      county->level == DivisionLevel::city) {
    return;
  }
  const double away = distance_m(*county->seat, *point);
  if (away > kTownRadius && away > reach_of(*county)) {
    r.add("position-outside", e,
          "坐标离" + divisions.full_name(county->code) + "驻地 " + std::to_string(std::lround(away / 1000)) + " 公里");
  }
}

}  // namespace

void judge_place(const JudgedRecord& r) {
  judge_division(r);
  const std::string stated = r.division();
  for (const xml_node& location : r.organization().children("location")) {
    if (const xml_node address = location.child("address")) judge_address(r, address, stated);
    if (const xml_node position = location.child("position")) judge_position(r, position, stated);
  }
}

}  // namespace lawhub
