// May a snapshot be taken in, or must a person look at it first? A list that suddenly shrinks is a broken crawl, not
// fifty closures.
#pragma once
#include <cstddef>
#include <optional>
#include <string>

#include "registry/source.h"

namespace lawhub {

/// What a proposal would do to what its source said before, in records.
struct Tally {
  std::size_t before = 0;        ///< what the source says now
  std::size_t said = 0;          ///< what the proposal says
  std::size_t missing = 0;       ///< gone without a word; 0 when the proposal is not complete
  std::size_t reidentified = 0;  ///< under the same key another institution
  std::size_t withdrawn = 0;     ///< withdrawn on purpose
};

/// Why the proposal must wait for a person, one Chinese sentence with the figures; nothing when it may be taken in.
/// The first snapshot of a source always may. Pure.
std::optional<std::string> reason_to_hold(const Tally& tally, const Source& source);

}  // namespace lawhub
