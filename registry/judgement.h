// Are two pieces of evidence of one institution? For the registry's own sources.
#pragma once
#include <set>
#include <string>

#include "registry/evidence.h"
#include "registry/identity.h"

namespace lawhub {

/// Numbers and sites that many differently named institutions bear.
using Crowd = std::set<std::string>;

struct Judgement {
  Comparison comparison;
  bool final = false;  ///< different for good: no chain of likenesses may join the two
};

/// Pure and symmetric, but for the order of reasons.
Judgement judge(const Evidence& a, const Evidence& b, const Crowd& crowd);

}  // namespace lawhub
