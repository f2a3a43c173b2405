// Tables of any origin to listings: what the columns mean, and which rows are institutions.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "feeds/listing.h"

namespace lawhub {

/// A merged cell stands in each of the places it covers, with one number.
struct TableCell {
  int number = -1;  ///< -1: nothing there
  std::string text;
};
using TableRow = std::vector<TableCell>;

struct TableReading {
  bool has_header = false;
  bool other_list = false;  ///< a list of something else: of persons, fees, turns of duty
  std::vector<Listing> listings;
  std::vector<TableCell> unknown;     ///< headers that no field is known for
  std::vector<std::size_t> nameless;  ///< rows below a header that say something, but of whom?
};

/// A header is a row of which at least two cells are known labels, a name among them (or a column of institutions'
/// names), and more than half of all; or two such rows, where the upper one groups the columns of the lower, or where
/// every institution has two rows. Titles above it, headers that repeat, the names of sections, several institutions
/// side by side, one institution over several rows, tables on their side, and totals are understood. `caption` may be
/// empty.
TableReading read_table(const std::vector<TableRow>& rows, std::string_view caption);

}  // namespace lawhub
