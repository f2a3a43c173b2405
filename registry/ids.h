// Public ids: what they are made from, and which institution stands behind each. Everything here depends on what the
// sources say and said, never on the order in which they came (docs/decisions/014). For the registry's own sources.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "registry/record.h"
#include "registry/source.h"

namespace lawhub {

/// What every source says of an institution, whoever comes first: its type, place and name.
std::string birth_seed(const Record& r);
/// The id a listing is born with and keeps; `number` counts the listings of one source that have one seed.
std::string birth_id(std::string_view seed, std::int64_t number);
/// The id for listings that lost the one they were born with to another institution of the same place and name.
std::string spare_id(std::string_view source, std::string_view birth);

/// A listing's claim to the id it was born with.
struct Claim {
  std::string birth;
  std::int64_t number = 1;
  Standing standing = Standing::supervising;
  std::string source;
};

struct Grant {
  std::string id;
  bool spare = false;
  std::vector<std::string> aliases;  ///< ids that stand for it, sorted
};

/// For each institution, given as the claims of its listings: each id goes to the listing of the best standing, then of
/// the first source that was born with it; an institution is known by the best of the ids it got, the others are its
/// aliases; one that got none is known by the spare id of its best listing. Pure; the order does not matter.
std::vector<Grant> grant_ids(const std::vector<std::vector<Claim>>& institutions);

}  // namespace lawhub
