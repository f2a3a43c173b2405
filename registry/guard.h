// May a snapshot be taken in, or must a person look at it first? A list that suddenly shrinks is a broken crawl, not
// fifty closures.
#pragma once
#include <cstddef>
#include <optional>
#include <string>

#include "registry/observation.h"
#include "registry/source.h"

namespace lawhub {

/// What a proposal would do to what its source said before, in records.
struct Tally {
  std::size_t before = 0;        ///< what the source says now
  std::size_t said = 0;          ///< what the proposal says
  std::size_t missing = 0;       ///< gone without a word; 0 when the proposal is not complete
  std::size_t reidentified = 0;  ///< under the same key another institution
  std::size_t withdrawn = 0;     ///< withdrawn on purpose
  std::size_t after = 0;         ///< what the source would say then
  std::size_t renamed = 0;       ///< the same institution, another name
  std::size_t rephoned = 0;      ///< not one telephone number as before
};

/// What was taken in of a source before.
struct Past {
  std::size_t most = 0;  ///< most records it said within high_water_days, those it withdrew since taken off; counted
                         ///< anew when a person approved or rolled back
  Instant response_date = 0;  ///< when the publisher made the newest delivery that was taken in; 0 unknown
  std::string rolled_back;    ///< Chinese: by whom, when and why, when nothing was taken in since
};

/// Why the proposal must wait for a person, one Chinese sentence with the figures; nothing when it may be taken in.
/// The first snapshot of a source always may. Pure.
std::optional<std::string> reason_to_hold(const Tally& tally, const Source& source, const Past& past = {});

/// Why the proposal is of no use whoever looks at it: older than what was taken in, or made in the future. Pure.
std::optional<std::string> reason_to_refuse(const Proposal& proposal, const Past& past, Instant now);

}  // namespace lawhub
