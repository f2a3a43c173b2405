// Which observations are the same institution: evidence in order, with reasons; a wrong merge is worse than a missed
// one.
#pragma once
#include <set>
#include <string>
#include <vector>

#include "registry/observation.h"

namespace lawhub {

enum class Verdict { same, different, ask };

struct Comparison {
  Verdict verdict = Verdict::different;
  double score = 0;
  std::vector<std::string> reasons;  ///< stable codes in order: "uscc-equal", "division-differs", …
};

/// Pure. Symmetric. Decision order of docs/decisions; scores from data/identity.tsv.
Comparison compare(const Record& a, const Record& b);

/// Texts under which a record can meet its likes; records without a common key are never compared.
std::vector<std::string> blocking_keys(const Record& r);

/// Indices of `records` grouped into institutions. Depends on the set only, never on its order: groups are sorted, as
/// are their members, when the input is permuted the groups hold the same records. No group holds a pair judged
/// different by identifiers, type or place. `crowded` are blocking keys that say nothing because too many bear them.
std::vector<std::vector<std::size_t>> resolve(const std::vector<const Observation*>& records,
                                              const std::set<std::string>& crowded = {});

}  // namespace lawhub
