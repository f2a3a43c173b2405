#include "search/map_links.h"

#include <fmt/format.h>

#include "base/coordinate.h"
#include "base/url.h"

namespace lawhub {
namespace {

constexpr int kWalkable = 300;  ///< metres; a point that may be farther off sends people to the wrong door

std::string lat_lng(Point p) { return fmt::format("{:.6f},{:.6f}", p.latitude, p.longitude); }

/// lbs.amap.com/api/uri-api/guide, lbsyun.baidu.com/faq/api?title=webapi/uri, lbs.qq.com/webApi/uriV1
std::vector<MapLink> marker_links(const std::string& name, const std::string& address, Point wgs) {
  const Point gcj = from_wgs84(wgs, Datum::gcj02), bd = from_wgs84(wgs, Datum::bd09);
  return {
      {"高德地图",
       fmt::format("https://uri.amap.com/marker?position={:.6f},{:.6f}&name={}&coordinate=gaode&callnative=1",
                   gcj.longitude, gcj.latitude, name)},
      {"百度地图", fmt::format("https://api.map.baidu.com/marker?location={}&title={}&content={}&coord_type=bd09ll"
                               "&output=html&src=lawhub",
                               lat_lng(bd), name, address)},
      {"腾讯地图", fmt::format("https://apis.map.qq.com/uri/v1/marker?marker=coord:{};title:{};addr:{}&referer=lawhub",
                               lat_lng(gcj), name, address)},
      {"手机上的其他地图", fmt::format("geo:{}?q={}({})", lat_lng(wgs), lat_lng(wgs), name)}};
}

std::vector<MapLink> search_links(const std::string& address) {
  return {{"高德地图", "https://uri.amap.com/search?keyword=" + address + "&callnative=1"},
          {"百度地图", "https://api.map.baidu.com/geocoder?address=" + address + "&output=html&src=lawhub"},
          {"腾讯地图", "https://apis.map.qq.com/uri/v1/search?keyword=" + address + "&referer=lawhub"}};
}

}  // namespace

bool is_walkable(const Position& position) { return !position.method.empty() && position.accuracy_m <= kWalkable; }

std::vector<MapLink> map_links(std::string_view name, std::string_view address, const Position& position) {
  if (is_walkable(position)) {
    return marker_links(percent_encode(name), percent_encode(address), {position.longitude, position.latitude});
  }
  return address.empty() ? std::vector<MapLink>() : search_links(percent_encode(address));
}

}  // namespace lawhub
