// A table of a page as rows of cells, spans expanded.
#pragma once
#include <vector>

#include "crawler/html.h"
#include "feeds/table.h"

namespace lawhub {

/// The tables that hold no table; the others are layout. In order.
std::vector<int> data_tables(const Html& html);

/// A cell that covers several places stands in each of them. TableCell::number is its node. Absurd spans are cut.
std::vector<TableRow> grid_of(const Html& html, int table);

}  // namespace lawhub
