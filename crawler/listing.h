// Institutions as pages list them: rows of tables and groups of labelled lines.
#pragma once
#include <string_view>
#include <utility>
#include <vector>

#include "crawler/html.h"
#include "crawler/labels.h"
#include "feeds/listing.h"

namespace lawhub {

struct TableListings {
  std::vector<Listing> listings;
  std::vector<std::pair<int, int>> nodes;  ///< [begin, end) of the tables with such a header, empty ones too
  bool holds(int node) const;
};

/// The rows of every table that read_table() (feeds/table.h) finds a header in; rowspan and colspan count. Tables that
/// hold tables are layout.
TableListings read_tables(const Html& html);

/// Groups of labelled lines: each begins at a 机构名称, or at a line that is an institution's name, and holds what
/// follows. `fallback_name` names a group that has no name of its own (an institution's own site); may be empty.
std::vector<Listing> read_cards(const Html& html, const std::vector<Line>& lines, std::string_view fallback_name);

}  // namespace lawhub
