#include "search/facets.h"

#include <algorithm>

#include "registry/division.h"

namespace lawhub {

std::vector<Bucket> TypeFacet::buckets() const {
  std::vector<Bucket> buckets;
  for (InstitutionType type : all_institution_types()) {
    std::size_t count = counts_[static_cast<std::size_t>(type)];
    if (count > 0) buckets.push_back({std::string(code_of(type)), std::string(label_of(type)), count});
  }
  std::stable_sort(buckets.begin(), buckets.end(), [](const Bucket& a, const Bucket& b) { return a.count > b.count; });
  return buckets;
}

std::vector<Bucket> DivisionFacet::buckets() const {
  std::vector<Bucket> buckets;
  for (std::size_t i = 1; i < counts_.size(); ++i) {
    if (counts_[i] == 0) continue;
    std::string code = area_code(chosen_.first + i * unit_);
    const Division* division = Divisions::get().find(code);
    buckets.push_back({code, division != nullptr ? division->name : code, counts_[i]});
  }
  return buckets;
}

}  // namespace lawhub
