// data/crawling.tsv: the numbers that tune a crawl, each with its reason.
#pragma once
#include <cstdint>
#include <string_view>

namespace lawhub {

/// Throws std::out_of_range when the table has no such row.
std::int64_t crawling(std::string_view constant);

}  // namespace lawhub
