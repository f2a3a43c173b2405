// Which record of a source goes on under which key: sources renumber, rename and reuse their keys, and a public id must
// follow the institution through all of it. Looks at nothing but what this source says and said, so that it cannot
// matter what other sources did meanwhile. For the registry's own sources.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

#include "registry/observation_rows.h"

namespace lawhub {

/// What is said under a key that the source had before or not.
struct Saying {
  const Observation* said = nullptr;
  std::int64_t row = 0;  ///< of that key; 0: the key is new
};

/// What becomes of the rows of a source.
struct Succession {
  std::vector<std::pair<std::int64_t, const Observation*>> replaced;  ///< goes on under its key
  std::vector<std::pair<std::int64_t, const Observation*>> moved;     ///< goes on under another one
  std::vector<std::int64_t> displaced;    ///< its key is another institution's now, and no key carries it on
  std::vector<const Observation*> added;  ///< said for the first time; in an order of what they say
};

/// `sayings` are the new or changed ones of one proposal, all of `source`; `said` all keys that it says; a row of
/// another key has lost it. Under its key a record goes on, also renamed, unless identifiers, type or place say that it
/// is another institution, or the source itself says it under another key. What is new goes on a row that lost its key
/// when both are the same institution by the rules of identity.h. `any_lost`: may there be such rows at all?
Succession succession(const std::vector<Saying>& sayings, const std::unordered_set<std::string_view>& said,
                      std::string_view source, ObservationRows& rows, bool any_lost);

}  // namespace lawhub
