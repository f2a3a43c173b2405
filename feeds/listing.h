// An institution as a page or a sheet lists it, before anything is normalised.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace lawhub {

/// One value as written.
struct ListedCell {
  std::string_view field;  ///< of labels.tsv
  std::string text;
  int cell = -1;  ///< TableCell::number; -1 when it stood in no table
};

/// Is it empty, a dash, 无 or its like?
bool says_nothing(std::string_view text);

/// What one row, card or detail page says of one institution.
struct Listing {
  std::vector<ListedCell> cells;  ///< in order
  std::string link;               ///< href behind it, as written; empty when none
  std::string heading;            ///< caption or title above it: often says type or place
  std::string evidence;           ///< where on the page, in Chinese
  int name_cell = -1;             ///< TableCell::number of its name; -1 when it stood in no table
  bool labelled = false;          ///< from label-value lines, where a footer's telephone can slip in; not from a row

  /// The first text of that field, empty when none.
  std::string_view cell(std::string_view field) const;
};

}  // namespace lawhub
