// What a source says now against what it said before, for a person to read.
#pragma once
#include <string>
#include <vector>

#include "registry/observation.h"

namespace lawhub {

/// Lines in Chinese: "+ 名称" for what is new, "- 名称" for what is missing, "~ 名称 电话:旧 → 新" for each field that
/// differs; by key. Both lists hold each key once.
std::vector<std::string> difference(const std::vector<Observation>& before, const std::vector<Observation>& now);

}  // namespace lawhub
