// Points on the ground and the three datums of Chinese maps.
#pragma once
#include <optional>
#include <string_view>

namespace lawhub {

/// Degrees. WGS-84 wherever no datum is named; CGCS2000 is the same within decimetres.
struct Point {
  double longitude = 0;
  double latitude = 0;
  bool operator==(const Point&) const = default;
};

enum class Datum { wgs84, gcj02, bd09 };

/// "WGS84", "CGCS2000" (→ wgs84), "GCJ02", "BD09", in any case and with or without a dash; nothing for other words.
std::optional<Datum> datum_of(std::string_view name);

/// The inverse of from_wgs84, to better than 1 mm inside China (by iteration).
Point to_wgs84(Point p, Datum datum);
/// By the published approximation of GCJ-02. Outside China the point is returned unchanged.
Point from_wgs84(Point p, Datum datum);

/// Great-circle distance in metres on a sphere of 6,371,008.8 m (IUGG mean radius); symmetric, 0 for equal points.
double distance_m(Point a, Point b);

/// Within the province's box, 114.8–122.75 E, 34.38–38.4 N.
bool in_shandong(Point p);

/// Reads "117.26,34.79" or "34.79,117.26" in either order, when exactly one order lies in China (73–136 E, 3–54 N).
std::optional<Point> parse_point(std::string_view text);

}  // namespace lawhub
