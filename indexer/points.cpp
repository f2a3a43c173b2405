#include "indexer/points.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace lawhub {
namespace {

constexpr double kEarthRadius = 6371008.8;  // of distance_m()
constexpr float kChordError = 3e-7F;        // of two units in float, as a chord: 1.9 m
constexpr float kNowhere = std::numeric_limits<float>::quiet_NaN();

float widened(float chord2) {
  float chord = std::sqrt(chord2) + kChordError;
  return chord * chord;
}

}  // namespace

Points::Candidates::Candidates(std::size_t count, double radius_m) : count_(count) {
  double half_arc = std::min(radius_m / kEarthRadius / 2, std::numbers::pi / 2);
  bound_ = widened(static_cast<float>(4 * std::sin(half_arc) * std::sin(half_arc)));
}

void Points::Candidates::add(std::size_t id, float chord2) {
  seen_.emplace_back(chord2, static_cast<std::uint32_t>(id));
  best_.push(chord2);
  if (best_.size() > count_) best_.pop();
  if (best_.size() == count_ && count_ > 0) bound_ = std::min(bound_, widened(best_.top()));
}

std::vector<std::uint32_t> Points::Candidates::ids() const {
  std::vector<std::uint32_t> ids;
  for (const auto& [chord2, id] : seen_) {
    if (chord2 <= bound_) ids.push_back(id);
  }
  return ids;
}

Points::Unit Points::unit_of(Point p) {
  double longitude = p.longitude * std::numbers::pi / 180, latitude = p.latitude * std::numbers::pi / 180;
  return {static_cast<float>(std::cos(latitude) * std::cos(longitude)),
          static_cast<float>(std::cos(latitude) * std::sin(longitude)), static_cast<float>(std::sin(latitude))};
}

void Points::set(std::uint32_t id, std::optional<Point> point) {
  if (id >= units_.size()) {
    units_.resize(id + 1, {kNowhere, kNowhere, kNowhere});
    exact_.resize(id + 1);
  }
  units_[id] = point ? unit_of(*point) : Unit{kNowhere, kNowhere, kNowhere};
  exact_[id] = point.value_or(Point{});
}

std::optional<Point> Points::find(std::uint32_t id) const {
  if (id >= units_.size() || std::isnan(units_[id].x)) return {};
  return exact_[id];
}

std::optional<double> Points::distance(std::uint32_t id, Point from) const {
  std::optional<Point> point = find(id);
  if (!point) return {};
  return distance_m(from, *point);
}

std::vector<Points::Near> Points::refine(Point from, const std::vector<std::uint32_t>& ids, std::size_t count,
                                         double radius_m) const {
  std::vector<Near> near;
  for (std::uint32_t id : ids) {
    double metres = distance_m(from, exact_[id]);
    if (metres <= radius_m) near.push_back({id, metres});
  }
  std::sort(near.begin(), near.end(),
            [](const Near& a, const Near& b) { return a.metres != b.metres ? a.metres < b.metres : a.id < b.id; });
  if (near.size() > count) near.resize(count);
  return near;
}

}  // namespace lawhub
