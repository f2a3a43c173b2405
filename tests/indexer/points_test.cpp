#include "indexer/points.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <limits>
#include <random>

using lawhub::distance_m;
using lawhub::Point;
using lawhub::Points;

namespace {

constexpr double kAnywhere = std::numeric_limits<double>::infinity();

struct Scene {
  Points points;
  std::vector<std::pair<std::uint32_t, Point>> all;
};

// Clusters, exact twins and near twins, as towns have them.
Scene scene(std::size_t count) {
  Scene s;
  std::mt19937 random(7);
  std::uniform_real_distribution<double> longitude(114.8, 122.75), latitude(34.38, 38.4), near(-0.0005, 0.0005);
  for (std::uint32_t id = 1; id <= count; ++id) {
    Point p{longitude(random), latitude(random)};
    if (id % 3 == 0) p = {117.26 + near(random), 34.79 + near(random)};
    if (id % 10 == 0) p = s.all.back().second;
    s.points.set(id, p);
    s.all.emplace_back(id, p);
  }
  return s;
}

template <class Accept>
std::vector<Points::Near> brute_force(const Scene& s, Point from, std::size_t count, double radius, Accept accept) {
  std::vector<Points::Near> near;
  for (const auto& [id, point] : s.all) {
    if (accept(id) && distance_m(from, point) <= radius) near.push_back({id, distance_m(from, point)});
  }
  std::sort(near.begin(), near.end(),
            [](const auto& a, const auto& b) { return a.metres != b.metres ? a.metres < b.metres : a.id < b.id; });
  if (near.size() > count) near.resize(count);
  return near;
}

}  // namespace

TEST_CASE("nearest and radius equal brute force with any filter") {
  Scene s = scene(3000);
  std::mt19937 random(11);
  std::uniform_real_distribution<double> longitude(114.8, 122.75), latitude(34.38, 38.4);
  for (int i = 0; i < 500; ++i) {
    const Point from = i % 3 == 0 ? Point{117.2601, 34.7902} : Point{longitude(random), latitude(random)};
    const std::size_t count = 1 + static_cast<std::size_t>(i % 25);
    const double radius = i % 2 == 0 ? kAnywhere : 50 + 300.0 * i;
    const auto accept = [&](std::uint32_t id) { return id % static_cast<std::uint32_t>(1 + i % 7) == 0; };
    REQUIRE(s.points.nearest(from, count, radius, accept) == brute_force(s, from, count, radius, accept));
    if (i == 250) s.points.settle();
  }
}

TEST_CASE("within a circle is what brute force finds, settled or not") {
  Scene s = scene(3000);
  const auto any = [](std::uint32_t) { return true; };
  std::mt19937 random(13);
  std::uniform_real_distribution<double> longitude(114.8, 122.75), latitude(34.38, 38.4);
  for (int i = 0; i < 300; ++i) {
    const Point from = i % 3 == 0 ? Point{117.2601, 34.7902} : Point{longitude(random), latitude(random)};
    const double radius = i % 4 == 0 ? 1 + i / 4.0 : 100.0 * i * i;
    std::vector<std::uint32_t> expected;
    for (const auto& near : brute_force(s, from, s.all.size(), radius, any)) expected.push_back(near.id);
    std::sort(expected.begin(), expected.end());
    REQUIRE(s.points.within(from, radius) == expected);
    if (i == 100) s.points.settle();
  }
}

TEST_CASE("points anywhere on earth are found: date line, poles, far from everybody") {
  Points points;
  const std::vector<Point> places{{179.99, 0}, {-179.99, 0}, {0, 90}, {117.2, 34.8}, {-70, -33}, {117.2, -90}};
  for (std::uint32_t id = 0; id < places.size(); ++id) points.set(id + 1, places[id]);
  points.settle();
  const auto any = [](std::uint32_t) { return true; };
  for (const Point& from : {Point{-179.98, 0}, Point{180, 0.01}, Point{10, 89.99}, Point{0, -89.9}, Point{-60, 10}}) {
    std::vector<Points::Near> all;
    for (std::uint32_t id = 0; id < places.size(); ++id) all.push_back({id + 1, distance_m(from, places[id])});
    std::sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.metres < b.metres; });
    CHECK(points.nearest(from, 10, kAnywhere, any) == all);
    CHECK(points.within(from, 5000).size() ==
          static_cast<std::size_t>(
              std::count_if(all.begin(), all.end(), [](const auto& a) { return a.metres <= 5000; })));
  }
}

TEST_CASE("who has no point is never near") {
  Points points;
  points.set(2, Point{117.26, 34.79});
  points.set(5, Point{117.27, 34.79});
  points.set(5, {});
  const auto any = [](std::uint32_t) { return true; };
  const auto near = points.nearest({117.26, 34.79}, 10, kAnywhere, any);
  REQUIRE(near.size() == 1);
  CHECK(near[0] == Points::Near{2, 0});
  CHECK_FALSE(points.find(5).has_value());
  CHECK_FALSE(points.distance(1, {117, 34}).has_value());
  CHECK_FALSE(points.distance(99, {117, 34}).has_value());
  CHECK(points.nearest({117.26, 34.79}, 0, kAnywhere, any).empty());
}
