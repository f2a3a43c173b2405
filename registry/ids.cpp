#include "registry/ids.h"

#include <algorithm>
#include <tuple>

namespace lawhub {

namespace {

/// How well a claim proves an id.
struct Proof {
  std::size_t identifiers = 0, names = 0, members = 0;
  auto operator<=>(const Proof&) const = default;
};

std::map<std::string, Proof> proofs_of(const Claim& claim, const Ledger& ledger) {
  std::map<std::string, Proof> out;
  for (const std::string& anchor : claim.anchors) {
    if (auto found = ledger.ids.find(anchor); found != ledger.ids.end()) {
      Proof& proof = out[found->second];
      ++(anchor.starts_with("name ") ? proof.names : proof.identifiers);
    }
  }
  for (const auto& [id, count] : claim.members) {
    out[id].members += count;
  }
  return out;
}

}  // namespace

std::vector<Grant> grant_ids(const std::vector<Claim>& claims, const Ledger& ledger) {
  std::map<std::string, std::pair<Proof, std::size_t>> winners;  // id → best proof and its claim
  for (std::size_t i = 0; i < claims.size(); ++i) {
    for (const auto& [id, proof] : proofs_of(claims[i], ledger)) {
      const auto [at, first] = winners.try_emplace(id, proof, i);
      if (!first && at->second.first < proof) {
        at->second = {proof, i};
      }
    }
  }
  std::vector<std::vector<std::string>> won(claims.size());
  for (const auto& [id, winner] : winners) {
    won[winner.second].push_back(id);
  }
  std::vector<Grant> grants(claims.size());
  for (std::size_t i = 0; i < claims.size(); ++i) {
    std::sort(won[i].begin(), won[i].end(),
              [&](const std::string& a, const std::string& b) { return ledger.born.at(a) < ledger.born.at(b); });
    if (!won[i].empty()) {
      grants[i].id = won[i].front();
      grants[i].aliases.assign(won[i].begin() + 1, won[i].end());
    }
  }
  return grants;
}

}  // namespace lawhub
