// Public ids: given out once, kept through every change of the evidence. For the registry's own sources.
#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace lawhub {

/// What one cluster of observations brings to ask for an id.
struct Claim {
  std::vector<std::string> anchors;            ///< anchors_of() its members
  std::map<std::string, std::size_t> members;  ///< id → how many of its members had it before
};

/// What the ledger knows: every claimed id by anchor, and when ids were born.
struct Ledger {
  std::map<std::string, std::string> ids;    ///< anchor → id
  std::map<std::string, std::int64_t> born;  ///< id → number; the smaller is the elder
};

struct Grant {
  std::string id;                    ///< empty: a new one is to be made
  std::vector<std::string> aliases;  ///< ids that now stand for it
};

/// Each id goes to the claim with the best evidence for it: identifiers before names, names before membership, more
/// before fewer, then the first in order. A claim that won several keeps the eldest and takes the others as aliases.
/// Pure.
std::vector<Grant> grant_ids(const std::vector<Claim>& claims, const Ledger& ledger);

}  // namespace lawhub
