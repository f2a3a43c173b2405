// Where the institutions are, in memory: the nearest ones, those within a circle, and distances. WGS-84, metres on the
// sphere of distance_m().
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

  /// Orders the points by place, so that a search looks around it only; until then, and after a further set(), it walks
  /// all of them.
  void settle();

  /// The `count` nearest of those that `accept(id)` takes, not farther than `radius_m`; nearest first, equal distances
  /// by id. The same as sorting all of them by distance_m().
  template <class Accept>
  std::vector<Near> nearest(Point from, std::size_t count, double radius_m, Accept&& accept) const {
    const Unit at = unit_of(from);
    for (int reach = 1; reach <= kFarthest && count > 0; reach *= 2) {
      const std::optional<float> beyond = beyond_reach(from, reach);
      if (!beyond) break;
      Candidates best(count, radius_m);
      for (const Row& row : rows_around(from, reach)) {
        for (std::size_t i = row.first; i < row.last; ++i) {
          const float chord2 = chord2_of(at, placed_[i].unit);
          if (chord2 <= best.bound() && accept(placed_[i].id)) best.add(placed_[i].id, chord2);
        }
      }
      if (best.bound() <= *beyond) return refine(from, best.ids(), count, radius_m);
    }
    Candidates best(count, radius_m);
    for (std::size_t id = 0; id < units_.size() && count > 0; ++id) {
      const float chord2 = chord2_of(at, units_[id]);
      if (chord2 <= best.bound() && accept(static_cast<std::uint32_t>(id))) best.add(id, chord2);  // false for NaN
    }
    return refine(from, best.ids(), count, radius_m);
  }

  /// Every document not farther than `radius_m`, by rising id.
  std::vector<std::uint32_t> within(Point from, double radius_m) const;

 private:
  struct Unit {
    float x, y, z;
  };
  struct Placed {
    Unit unit;
    std::uint32_t id;
  };
  /// Places in placed_.
  struct Row {
    std::size_t first, last;
  };
  static constexpr int kFarthest = 64;  ///< cells; farther away walking all points costs no more
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
  static std::uint32_t cell_of(Point p);
  /// The cells up to `reach` away from the one of `from`, row by row.
  std::vector<Row> rows_around(Point from, int reach) const;
  /// No point outside of these cells is nearer than this squared chord; nothing when the points are not settled, or the
  /// cells go around the earth.
  std::optional<float> beyond_reach(Point from, int reach) const;
  std::vector<Near> refine(Point from, const std::vector<std::uint32_t>& ids, std::size_t count, double radius_m) const;

  std::vector<Unit> units_;           // by id, for the scan; NaN where there is no point
  std::vector<Point> exact_;          // the same in degrees
  std::vector<Placed> placed_;        // those with a point, by cell
  std::vector<std::uint32_t> cells_;  // the cell of each of placed_
  bool settled_ = false;
};

}  // namespace lawhub
