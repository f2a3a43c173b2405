// data/safety.tsv: the numbers by which changes are judged, each with its reason. For the registry's own sources.
#pragma once
#include <cstdint>
#include <string_view>

namespace lawhub {

/// Throws std::out_of_range when the table has no such row.
std::int64_t safety(std::string_view constant);

}  // namespace lawhub
