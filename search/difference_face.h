// A difference (registry/difference.h) for people and programs.
#pragma once
#include <nlohmann/json.hpp>
#include <string>

#include "registry/difference.h"

namespace lawhub {

/// {"before","now","summary","counts":{kind:n},"entries":[{"kind","label","key","former_key","name","institution",
/// "reason","fields":[{"field","label","before","after"}]}]}; empty texts are left out.
nlohmann::ordered_json difference_json(const Difference& difference);
/// The same as a piece of a page; at most `most` entries.
std::string difference_html(const Difference& difference, std::size_t most);

}  // namespace lawhub
