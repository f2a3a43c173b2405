// Ways into the map programs people have, each in the datum it draws in. Nothing is fetched from them: they are links.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "registry/record.h"

namespace lawhub {

struct MapLink {
  std::string name;  ///< 高德地图
  std::string url;
};

/// Is the point exact enough to go there?
bool is_walkable(const Position& position);

/// With a point that is exact enough to go to: a marker there (Amap and Tencent in GCJ-02, Baidu in BD-09, geo: of
/// RFC 5870 in WGS-84 for others); else a search of those programs for the address; nothing without either.
std::vector<MapLink> map_links(std::string_view name, std::string_view address, const Position& position);

}  // namespace lawhub
