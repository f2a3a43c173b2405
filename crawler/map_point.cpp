#include "crawler/map_point.h"

#include <string>

#include "base/text.h"

namespace lawhub {
namespace {

struct Kit {
  std::string_view address;
  Datum datum;
};
constexpr Kit kKits[] = {{"api.map.baidu.com", Datum::bd09},
                         {"webapi.amap.com", Datum::gcj02},
                         {"map.qq.com", Datum::gcj02},
                         {"api.tianditu.gov.cn", Datum::wgs84}};

std::optional<Datum> kit_in(std::string_view text) {
  for (const auto& kit : kKits) {
    if (text.find(kit.address) != text.npos) return kit.datum;
  }
  return std::nullopt;
}

/// The points a script hands to a map.
void points_in(std::string_view script, std::vector<Point>& found) {
  for (const std::string_view opening :
       {"Point(", "LngLat(", "LatLng(", "center:[", "center: [", "position:[", "position: ["}) {
    for (auto at = script.find(opening); at != script.npos; at = script.find(opening, at + 1)) {
      const auto inside = script.substr(at + opening.size(), 60);
      const auto end = inside.find_first_of(")]");
      if (end == inside.npos) continue;
      if (const auto point = parse_point(inside.substr(0, end))) found.push_back(*point);
    }
  }
}

}  // namespace

std::optional<MapPoint> map_point(const Html& html) {
  std::vector<Point> points;
  std::optional<Datum> datum;
  for (int i = 0; i < html.size(); ++i) {
    const Node& node = html[i];
    if (node.tag == "script") {
      std::string script(node.attribute("src"));
      for (int inside = i + 1; inside < node.end; ++inside) script += html[inside].text;
      if (!datum) datum = kit_in(script);
      points_in(script, points);
    } else if (const auto longitude = node.attribute("data-lng"); !longitude.empty()) {
      const std::string pair = std::string(longitude) + "," + std::string(node.attribute("data-lat"));
      if (const auto point = parse_point(pair)) points.push_back(*point);
    }
  }
  if (points.empty()) return std::nullopt;
  for (const auto& point : points) {
    if (!(point == points.front())) return std::nullopt;
  }
  return MapPoint{points.front(), datum};
}

}  // namespace lawhub
