// Which matters and services of the vocabulary a text speaks of.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace lawhub {

/// The codes whose label or synonym stands in the folded text, longest match from left to right, one entry for each
/// time. Safe from any thread.
std::vector<std::string> concepts_in(std::string_view folded);

/// The place of a code in vocabulary(), for sets of offers; 255 when there is none.
unsigned char vocabulary_index(std::string_view code);

}  // namespace lawhub
