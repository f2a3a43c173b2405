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

/// What is known besides what the records say.
struct Circumstances {
  std::set<std::string> crowded;  ///< blocking keys that say nothing because too many bear them
  std::set<std::size_t> silent;   ///< records their source no longer says: they join nothing, but follow their like
  /// What people ruled of pairs of records; a pair is (smaller, greater) index.
  std::set<std::pair<std::size_t, std::size_t>> same, different;
};

/// Two groups that only a person can tell to be one or two, by the pair of their records that is most alike.
struct Doubt {
  std::size_t a = 0, b = 0;  ///< places in Resolution::groups, a < b
  Comparison comparison;
};

struct Resolution {
  std::vector<std::vector<std::size_t>> groups;
  std::vector<Doubt> doubts;
};

/// Indices of `records` grouped into institutions. Depends on the set only, never on its order: groups are sorted, as
/// are their members; when the input is permuted the groups hold the same records. No group holds a pair judged
/// different by identifiers, type or place, unless people ruled that they are the same.
Resolution resolve(const std::vector<const Observation*>& records, const Circumstances& circumstances = {});

/// A code of Comparison::reasons for a person: "统一社会信用代码相同".
std::string_view reason_label(std::string_view reason);

}  // namespace lawhub
