// Institutions as pages list them: rows of tables and groups of labelled lines, before anything is normalised.
#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "crawler/html.h"
#include "crawler/labels.h"

namespace lawhub {

/// What one row, card or detail page says of one institution.
struct Listing {
  std::vector<std::pair<std::string_view, std::string>> cells;  ///< field of labels.tsv → text as written, in order
  std::string link;                                             ///< href behind it, as written; empty when none
  std::string heading;                                          ///< caption or title above it: often says type or place
  std::string evidence;                                         ///< where on the page, in Chinese
  bool labelled = false;  ///< from label-value lines, where a footer's telephone can slip in; not from a table's row

  /// The first text of that field, empty when none.
  std::string_view cell(std::string_view field) const;
};

struct TableListings {
  std::vector<Listing> listings;
  std::vector<std::pair<int, int>> nodes;  ///< [begin, end) of the tables with such a header, empty ones too
  bool holds(int node) const;
};

/// Rows of tables with a header row: at least two cells are known labels, and they are more than half of the cells.
/// Merged titles above it, rowspan and colspan, headers that repeat, section rows, two institutions side by side, one
/// institution over several rows, and total rows are understood. Tables that hold tables are layout.
TableListings read_tables(const Html& html);

/// Groups of labelled lines: each begins at a 机构名称, or at a line that is an institution's name, and holds what
/// follows. `fallback_name` names a group that has no name of its own (an institution's own site); may be empty.
std::vector<Listing> read_cards(const Html& html, const std::vector<Line>& lines, std::string_view fallback_name);

}  // namespace lawhub
