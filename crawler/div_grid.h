// Tables that are made of other elements than <table>: rows of <div>, <ul> or <li> with as many parts each.
#pragma once
#include <utility>
#include <vector>

#include "crawler/html.h"
#include "feeds/table.h"

namespace lawhub {

struct DivGrid {
  std::vector<Listing> listings;
  int begin = 0, end = 0;  ///< nodes
};

/// Every run of such rows below a row that is a header (read_header() of feeds/table_header.h). `all` lines of the page
/// are not needed: what stands above says its heading.
std::vector<DivGrid> read_div_grids(const Html& html);

/// The cells of the header that has no rows below it, in a table or not: a script brings them. Empty when there is
/// none.
TableRow lone_header(const Html& html);

/// The rows of `html`, elements with as many parts as `header` has, read under it.
std::vector<Listing> read_rows_under(const TableRow& header, const Html& html);

}  // namespace lawhub
