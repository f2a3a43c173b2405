#include "registry/ids.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "base/hash.h"
#include "registry/evidence.h"

namespace lawhub {

namespace {

constexpr std::size_t kIdLength = 10;

bool better(const Claim& a, const Claim& b) {
  return std::tie(a.standing, a.number, a.source, a.birth) < std::tie(b.standing, b.number, b.source, b.birth);
}

const Claim& best_of(const std::vector<Claim>& claims) {
  return *std::min_element(claims.begin(), claims.end(), better);
}

}  // namespace

std::string birth_seed(const Record& r) { return anchors_of(evidence_of(r)).back(); }

std::string birth_id(std::string_view seed, std::int64_t number) {
  return short_hash(number == 1 ? std::string(seed) : std::string(seed) + " " + std::to_string(number), kIdLength);
}

std::string spare_id(std::string_view source, std::string_view birth) {
  return short_hash("spare " + std::string(source) + " " + std::string(birth), kIdLength);
}

std::vector<Grant> grant_ids(const std::vector<std::vector<Claim>>& institutions) {
  struct Winner {
    const Claim* claim;
    std::size_t institution;
  };
  std::map<std::string_view, Winner> winners;
  for (std::size_t i = 0; i < institutions.size(); ++i) {
    for (const Claim& claim : institutions[i]) {
      const auto [at, first] = winners.try_emplace(claim.birth, Winner{&claim, i});
      if (!first && better(claim, *at->second.claim)) {
        at->second = {&claim, i};
      }
    }
  }
  std::vector<std::vector<Claim>> won(institutions.size());
  for (const auto& [birth, winner] : winners) {
    won[winner.institution].push_back(*winner.claim);
  }
  std::vector<Grant> grants(institutions.size());
  for (std::size_t i = 0; i < institutions.size(); ++i) {
    Grant& grant = grants[i];
    if (won[i].empty()) {
      const Claim& best = best_of(institutions[i]);
      grant.id = spare_id(best.source, best.birth);
      grant.spare = true;
      continue;
    }
    grant.id = best_of(won[i]).birth;
    for (const Claim& claim : won[i]) {
      if (claim.birth != grant.id) {
        grant.aliases.push_back(claim.birth);
      }
    }
    std::sort(grant.aliases.begin(), grant.aliases.end());
  }
  return grants;
}

}  // namespace lawhub
