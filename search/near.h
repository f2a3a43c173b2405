// Distances in a question: within a radius, nearest first. Exact great-circle distances, WGS-84.
#pragma once
#include <optional>
#include <vector>

#include "search/parameters.h"
#include "search/table.h"

namespace lawhub {

/// A set of document ids.
class IdSet {
 public:
  /// For ids below `end`.
  explicit IdSet(std::size_t end) : bits_(end) {}
  void add(Xapian::docid id) { bits_[id] = true; }
  bool holds(Xapian::docid id) const { return bits_[id]; }

 private:
  std::vector<bool> bits_;
};

/// Who lies within the asked radius; nothing when none was asked.
std::optional<IdSet> within_radius(const InstitutionTable& table, const Parameters& p);

struct Candidate;
struct Ranked;

/// The `count` nearest candidates. Living ones that fulfil what was understood come before all others; who has no point
/// comes last.
std::vector<Ranked> nearest_first(const InstitutionTable& table, Point from, const std::vector<Candidate>& all,
                                  std::size_t count);

}  // namespace lawhub
