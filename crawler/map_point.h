// The point of a map embedded in a page, and the datum its kit implies.
#pragma once
#include <optional>
#include <string_view>

#include "base/coordinate.h"
#include "crawler/html.h"

namespace lawhub {

struct MapPoint {
  Point point;                 ///< as published
  std::optional<Datum> datum;  ///< of the kit; nothing when no kit is recognised
};

/// The kit is told by its script's address: api.map.baidu.com → BD-09, webapi.amap.com and map.qq.com → GCJ-02,
/// api.tianditu.gov.cn → CGCS2000 (= WGS-84). The point stands in data-lng and data-lat, or is the first pair of
/// numbers in a Point(…), LngLat(…), LatLng(…), center: […] or position: […] of a script. Nothing when there is none
/// within China, or when several differ.
std::optional<MapPoint> map_point(const Html& html);

}  // namespace lawhub
