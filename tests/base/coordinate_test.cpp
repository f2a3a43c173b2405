#include "base/coordinate.h"

#include <catch2/catch.hpp>
#include <random>

namespace lawhub {
namespace {

void check_near(Point got, Point want, double metres) {
  INFO(got.longitude << "," << got.latitude << " for " << want.longitude << "," << want.latitude);
  CHECK(distance_m(got, want) <= metres);
}

}  // namespace

TEST_CASE("datums: a known point of Zaozhuang in all three") {
  const Point wgs{117.263164, 34.795063};
  const Point gcj{117.268948, 34.794168};
  const Point bd{117.275437, 34.800186};
  check_near(from_wgs84(wgs, Datum::gcj02), gcj, 0.15);
  check_near(from_wgs84(wgs, Datum::bd09), bd, 0.15);
  check_near(to_wgs84(gcj, Datum::gcj02), wgs, 0.15);
  check_near(to_wgs84(bd, Datum::bd09), wgs, 0.5);
  CHECK(to_wgs84(wgs, Datum::wgs84) == wgs);
  // taken for WGS-84, a Baidu point is a kilometre off: the reason for naming the datum
  CHECK(distance_m(bd, wgs) > 1000);
}

TEST_CASE("datums: round trips all over China") {
  std::mt19937 random(7);
  std::uniform_real_distribution<double> longitude(75, 134);
  std::uniform_real_distribution<double> latitude(19, 53);
  for (int i = 0; i < 2000; ++i) {
    const Point p{longitude(random), latitude(random)};
    check_near(to_wgs84(from_wgs84(p, Datum::gcj02), Datum::gcj02), p, 0.001);
    check_near(to_wgs84(from_wgs84(p, Datum::bd09), Datum::bd09), p, 0.001);
  }
}

TEST_CASE("datums: outside China nothing moves") {
  const Point berlin{13.4, 52.5};
  CHECK(from_wgs84(berlin, Datum::gcj02) == berlin);
  CHECK(to_wgs84(berlin, Datum::bd09) == berlin);
}

TEST_CASE("datum_of: names as publishers write them") {
  for (const char* name : {"WGS84", "wgs-84", "CGCS2000", "cgcs 2000"}) CHECK(datum_of(name) == Datum::wgs84);
  CHECK(datum_of("GCJ-02") == Datum::gcj02);
  CHECK(datum_of("bd09") == Datum::bd09);
  for (const char* name : {"", "EPSG:4326x", "BEIJING54"}) CHECK_FALSE(datum_of(name).has_value());
}

TEST_CASE("distance_m: known, symmetric, zero") {
  const Point jinan{117.0009, 36.6758};
  const Point zaozhuang{117.3237, 34.8105};
  CHECK(distance_m(jinan, zaozhuang) == Approx(209450).epsilon(0.002));
  CHECK(distance_m(jinan, zaozhuang) == distance_m(zaozhuang, jinan));
  CHECK(distance_m(jinan, jinan) == 0);
  CHECK(distance_m({0, 0}, {180, 0}) == Approx(20015114.4).epsilon(1e-6));
}

TEST_CASE("parse_point: either order, only when one lies in China") {
  CHECK(parse_point("117.26,34.79") == Point{117.26, 34.79});
  CHECK(parse_point("34.79, 117.26") == Point{117.26, 34.79});
  CHECK(parse_point("117.26，34.79") == Point{117.26, 34.79});
  for (const char* text : {"", "117.26", "117.26,34.79,1", "13.4,52.5", "a,b", "0,0", "nan,34"}) {
    CHECK_FALSE(parse_point(text).has_value());
  }
  CHECK(in_shandong({117.26, 34.79}));
  CHECK_FALSE(in_shandong({116.4, 39.9}));
}

}  // namespace lawhub
