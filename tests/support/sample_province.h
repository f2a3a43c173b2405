// A sample province as the registry gets it: every source with its listings as it spells them, and the truth.
#pragma once
#include <string>
#include <vector>

#include "feeds/sample_institutions.h"
#include "feeds/sample_sources.h"
#include "registry/observation.h"
#include "registry/register.h"

namespace lawhub {

struct SampleProvince {
  /// `size` institutions; the same for the same seed.
  SampleProvince(std::size_t size, std::uint64_t seed);

  std::vector<SampleInstitution> truth;
  std::vector<SampleSource> sources;
  std::vector<Proposal> proposals;  ///< one of each source; the key of an observation is its place in `truth`
  std::size_t listings = 0;
};

/// How the institutions of a register agree with the truth, in pairs of listings.
struct IdentityScore {
  std::size_t institutions = 0;      ///< in the register, listed or not
  std::size_t together = 0;          ///< pairs of listings that the register holds for one
  std::size_t wrong = 0;             ///< of them, those of different institutions
  std::size_t same = 0;              ///< pairs of listings of one institution, by the truth
  std::vector<std::string> merged;   ///< names of institutions wrongly held for one, by institution of the register
  std::vector<std::string> divided;  ///< institutions found more than once

  double precision() const {
    return together == 0 ? 1 : 1 - static_cast<double>(wrong) / static_cast<double>(together);
  }
  double recall() const { return same == 0 ? 1 : static_cast<double>(together - wrong) / static_cast<double>(same); }
};

IdentityScore score_identity(const Register& reg, const SampleProvince& province);

}  // namespace lawhub
