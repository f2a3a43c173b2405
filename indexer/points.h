// Where the institutions are, in memory: nearest ones and distances by brute force, which beats every index up to a
// million points (docs/decisions). WGS-84, metres on the sphere of distance_m().
#pragma once
#include <cstdint>
#include <optional>
#include <queue>
#include <vector>

#include "base/coordinate.h"

namespace lawhub {

/// Points by document id. Readers may share it while nobody writes.
class Points {
 public:
  struct Near {
    std::uint32_t id = 0;
    double metres = 0;
    bool operator==(const Near&) const = default;
  };

  /// Sets, moves or (nothing) removes the point of a document.
  void set(std::uint32_t id, std::optional<Point> point);
  std::optional<Point> find(std::uint32_t id) const;
  /// Exact distance; nothing when the document has no point.
  std::optional<double> distance(std::uint32_t id, Point from) const;

  /// The `count` nearest of those that `accept(id)` takes, not farther than `radius_m`; nearest first, equal distances
  /// by id. The same as sorting all of them by distance_m().
  template <class Accept>
  std::vector<Near> nearest(Point from, std::size_t count, double radius_m, Accept&& accept) const {
    Unit at = unit_of(from);
    Candidates best(count, radius_m);
    for (std::size_t id = 0; id < units_.size(); ++id) {
      float chord2 = chord2_of(at, units_[id]);
      if (chord2 <= best.bound() && accept(static_cast<std::uint32_t>(id))) best.add(id, chord2);  // false for NaN
    }
    return refine(from, best.ids(), count, radius_m);
  }

 private:
  struct Unit {
    float x, y, z;
  };
  /// The nearest so far by the floats of the unit sphere, and everything that their error (under 2 m) may confuse with
  /// them.
  class Candidates {
   public:
    Candidates(std::size_t count, double radius_m);
    float bound() const { return bound_; }
    void add(std::size_t id, float chord2);
    std::vector<std::uint32_t> ids() const;

   private:
    std::size_t count_;
    float bound_;
    std::priority_queue<float> best_;
    std::vector<std::pair<float, std::uint32_t>> seen_;
  };
  static Unit unit_of(Point p);
  static float chord2_of(Unit a, Unit b) {
    float x = a.x - b.x, y = a.y - b.y, z = a.z - b.z;
    return x * x + y * y + z * z;
  }
  std::vector<Near> refine(Point from, const std::vector<std::uint32_t>& ids, std::size_t count, double radius_m) const;

  std::vector<Unit> units_;   // by id, for the scan; NaN where there is no point
  std::vector<Point> exact_;  // the same in degrees
};

}  // namespace lawhub
