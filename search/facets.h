// True counts for the facets, taken while the matches pass by.
#pragma once
#include <array>
#include <vector>

#include "indexer/area.h"
#include "registry/institution_type.h"
#include "search/answer.h"

namespace lawhub {

/// By type: counts what would be found were no type chosen.
class TypeFacet {
 public:
  void count(InstitutionType type, std::size_t more = 1) { counts_[static_cast<std::size_t>(type)] += more; }
  /// Largest first, equal ones in the order of the enumeration; empty ones left out.
  std::vector<Bucket> buckets() const;

 private:
  std::array<std::size_t, 32> counts_{};
};

/// By the divisions one level below the chosen one: the province's cities, a city's counties, a county's towns …
class DivisionFacet {
 public:
  explicit DivisionFacet(const AreaRange& chosen) : chosen_(chosen), unit_(child_unit(chosen)) {}
  void count(AreaNumber place, std::size_t more = 1) {
    if (chosen_.contains(place)) counts_[(place - chosen_.first) / unit_] += more;
  }
  /// By code.
  std::vector<Bucket> buckets() const;

 private:
  AreaRange chosen_;
  AreaNumber unit_;
  std::array<std::size_t, 1000> counts_{};  // by child; at 0 what is known no closer than the chosen one
};

}  // namespace lawhub
