// Which places the parts of a question name.
#pragma once
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "search/parts.h"

namespace lawhub {

/// Fills Part::places, and answers what is meant in the end: 枣庄 市中区 is the one 市中区 inside 枣庄. `hinted`:
/// something besides the parts says what is sought, so that a word like 平原 is likely meant as a place.
std::vector<const Division*> places_in(std::vector<Part>& parts, bool hinted);

/// The village that the beginning of an unexplained part names inside `outer`, and the rest of the part. Villages are
/// looked for only by names that say they are one.
std::optional<std::pair<std::vector<const Division*>, std::u32string>> village_in(
    const std::u32string& text, const std::vector<const Division*>& outer);

}  // namespace lawhub
