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
constexpr double kCell = 0.05;        // degrees: some ten institutions lie in one
constexpr std::uint32_t kRow = 7200;  // cells around a circle of latitude
constexpr double kRadian = std::numbers::pi / 180;

std::uint32_t row_of(double latitude) { return static_cast<std::uint32_t>((latitude + 90) / kCell); }
std::uint32_t column_of(double longitude) { return static_cast<std::uint32_t>((longitude + 180) / kCell); }

/// Of a distance on the sphere.
double chord_of(double metres) { return 2 * std::sin(std::min(metres / kEarthRadius, std::numbers::pi) / 2); }

float widened(float chord2) {
  float chord = std::sqrt(chord2) + kChordError;
  return chord * chord;
}

}  // namespace

Points::Candidates::Candidates(std::size_t count, double radius_m) : count_(count) {
  bound_ = widened(static_cast<float>(chord_of(radius_m) * chord_of(radius_m)));
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
  double longitude = p.longitude * kRadian, latitude = p.latitude * kRadian;
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
  settled_ = false;
}

std::uint32_t Points::cell_of(Point p) { return row_of(p.latitude) * kRow + column_of(p.longitude); }

void Points::settle() {
  if (settled_) return;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> by_cell;
  for (std::uint32_t id = 0; id < units_.size(); ++id) {
    if (!std::isnan(units_[id].x)) by_cell.emplace_back(cell_of(exact_[id]), id);
  }
  std::sort(by_cell.begin(), by_cell.end());
  placed_.clear();
  cells_.clear();
  for (const auto& [cell, id] : by_cell) {
    placed_.push_back({units_[id], id});
    cells_.push_back(cell);
  }
  settled_ = true;
}

std::vector<Points::Row> Points::rows_around(Point from, int reach) const {
  const auto away = static_cast<std::uint32_t>(reach);
  const std::uint32_t row = row_of(from.latitude), column = column_of(from.longitude);
  std::vector<Row> rows;
  auto at = cells_.begin();
  for (std::uint32_t r = row - std::min(row, away); r <= row + away; ++r) {
    const auto first = std::lower_bound(at, cells_.end(), r * kRow + column - away);
    at = std::upper_bound(first, cells_.end(), r * kRow + column + away);
    if (first == at) continue;
    rows.push_back({static_cast<std::size_t>(first - cells_.begin()), static_cast<std::size_t>(at - cells_.begin())});
  }
  return rows;
}

std::optional<float> Points::beyond_reach(Point from, int reach) const {
  const double degrees = reach * kCell;
  // One cell more than is needed, so that no rounding reaches over the date line.
  if (!settled_ || std::abs(from.longitude) + degrees + 2 * kCell > 180) return {};
  // The nearest point of a meridian that lies `degrees` away is nearer than that of a circle of latitude.
  const double arc = std::asin(std::cos(from.latitude * kRadian) * std::sin(degrees * kRadian));
  const auto chord = static_cast<float>(2 * std::sin(arc / 2)) - kChordError;
  return chord <= 0 ? 0 : chord * chord;
}

std::vector<std::uint32_t> Points::within(Point from, double radius_m) const {
  const Unit at = unit_of(from);
  const auto chord = static_cast<float>(chord_of(radius_m));
  const float surely = chord > kChordError ? (chord - kChordError) * (chord - kChordError) : -1;
  const float perhaps = widened(chord * chord);
  std::vector<std::uint32_t> ids;
  const auto look = [&](std::uint32_t id, Unit unit) {
    const float chord2 = chord2_of(at, unit);
    if (chord2 <= surely || (chord2 <= perhaps && distance_m(from, exact_[id]) <= radius_m)) ids.push_back(id);
  };
  for (int reach = 1; reach <= kFarthest; reach *= 2) {
    const std::optional<float> beyond = beyond_reach(from, reach);
    if (!beyond || *beyond < perhaps) continue;
    for (const Row& row : rows_around(from, reach)) {
      for (std::size_t i = row.first; i < row.last; ++i) look(placed_[i].id, placed_[i].unit);
    }
    std::sort(ids.begin(), ids.end());
    return ids;
  }
  for (std::uint32_t id = 0; id < units_.size(); ++id) look(id, units_[id]);  // NaN is never near
  return ids;
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
