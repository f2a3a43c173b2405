#include "base/coordinate.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <string>

#include "base/text.h"

namespace lawhub {
namespace {

using std::numbers::pi;

// Krasovsky 1940, on which the approximation is built.
constexpr double kAxis = 6378245.0;
constexpr double kEccentricity = 0.00669342162296594323;
constexpr double kBaiduTurn = pi * 3000.0 / 180.0;
constexpr double kEarthRadius = 6371008.8;

/// The box in which the shift applies.
bool in_shift_box(Point p) {
  return p.longitude >= 72.004 && p.longitude <= 137.8347 && p.latitude >= 0.8293 && p.latitude <= 55.8271;
}

bool in_china(double longitude, double latitude) {
  return longitude >= 73 && longitude <= 136 && latitude >= 3 && latitude <= 54;
}

double ripple(double x) { return (20.0 * std::sin(6.0 * x * pi) + 20.0 * std::sin(2.0 * x * pi)) * 2.0 / 3.0; }

double shift_north(double x, double y) {
  return -100.0 + 2.0 * x + 3.0 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * std::sqrt(std::abs(x)) + ripple(x) +
         (20.0 * std::sin(y * pi) + 40.0 * std::sin(y / 3.0 * pi)) * 2.0 / 3.0 +
         (160.0 * std::sin(y / 12.0 * pi) + 320.0 * std::sin(y * pi / 30.0)) * 2.0 / 3.0;
}

double shift_east(double x, double y) {
  return 300.0 + x + 2.0 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * std::sqrt(std::abs(x)) + ripple(x) +
         (20.0 * std::sin(x * pi) + 40.0 * std::sin(x / 3.0 * pi)) * 2.0 / 3.0 +
         (150.0 * std::sin(x / 12.0 * pi) + 300.0 * std::sin(x / 30.0 * pi)) * 2.0 / 3.0;
}

Point gcj_of_wgs(Point p) {
  const double x = p.longitude - 105.0;
  const double y = p.latitude - 35.0;
  const double latitude = p.latitude / 180.0 * pi;
  const double magic = 1.0 - kEccentricity * std::sin(latitude) * std::sin(latitude);
  const double root = std::sqrt(magic);
  return {p.longitude + shift_east(x, y) * 180.0 / (kAxis / root * std::cos(latitude) * pi),
          p.latitude + shift_north(x, y) * 180.0 / (kAxis * (1.0 - kEccentricity) / (magic * root) * pi)};
}

Point bd_of_gcj(Point p) {
  const double radius = std::hypot(p.longitude, p.latitude) + 0.00002 * std::sin(p.latitude * kBaiduTurn);
  const double angle = std::atan2(p.latitude, p.longitude) + 0.000003 * std::cos(p.longitude * kBaiduTurn);
  return {radius * std::cos(angle) + 0.0065, radius * std::sin(angle) + 0.006};
}

}  // namespace

std::optional<Datum> datum_of(std::string_view name) {
  std::string plain = fold(name);
  std::erase_if(plain, [](char c) { return c == '-' || c == '_' || c == ' '; });
  if (plain == "wgs84" || plain == "cgcs2000") return Datum::wgs84;
  if (plain == "gcj02") return Datum::gcj02;
  if (plain == "bd09") return Datum::bd09;
  return std::nullopt;
}

Point to_wgs84(Point p, Datum datum) {
  // correct a guess by what it misses: the shift changes so slowly that each step gains two digits or more
  Point guess = p;
  for (int step = 0; step < 6; ++step) {
    const Point shifted = from_wgs84(guess, datum);
    guess.longitude -= shifted.longitude - p.longitude;
    guess.latitude -= shifted.latitude - p.latitude;
  }
  return guess;
}

Point from_wgs84(Point p, Datum datum) {
  if (datum == Datum::wgs84 || !in_shift_box(p)) return p;
  const Point gcj = gcj_of_wgs(p);
  return datum == Datum::bd09 ? bd_of_gcj(gcj) : gcj;
}

double distance_m(Point a, Point b) {
  const double to_radians = pi / 180.0;
  const double north = std::sin((b.latitude - a.latitude) * to_radians / 2);
  const double east = std::sin((b.longitude - a.longitude) * to_radians / 2);
  const double h = north * north + std::cos(a.latitude * to_radians) * std::cos(b.latitude * to_radians) * east * east;
  return 2 * kEarthRadius * std::asin(std::sqrt(std::min(1.0, h)));
}

bool in_shandong(Point p) {
  return p.longitude >= 114.8 && p.longitude <= 122.75 && p.latitude >= 34.38 && p.latitude <= 38.4;
}

std::optional<Point> parse_point(std::string_view text) {
  const std::string plain = replace_all(normalise_width(text), "、", ",");
  const std::vector<std::string_view> parts = split(plain, ',');
  double first = 0;
  double second = 0;
  if (parts.size() != 2 || !parse_number(trim(parts[0]), first) || !parse_number(trim(parts[1]), second)) {
    return std::nullopt;
  }
  const bool east_first = in_china(first, second);
  const bool north_first = in_china(second, first);
  if (east_first == north_first) return std::nullopt;
  return east_first ? Point{first, second} : Point{second, first};
}

}  // namespace lawhub
