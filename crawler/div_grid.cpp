#include "crawler/div_grid.h"

#include <algorithm>

#include "base/text.h"
#include "crawler/grid.h"
#include "crawler/labels.h"
#include "feeds/labels.h"
#include "feeds/table_header.h"

namespace lawhub {
namespace {

constexpr std::size_t kFewestCells = 2, kMostCells = 20;
constexpr int kLargestRow = 300;     // nodes
constexpr int kLargestHeader = 100;  // nodes
constexpr int kMostClimbs = 3;       // from a header to what its rows stand in
constexpr std::size_t kMostRows = 5000;

std::vector<int> children(const Html& html, int parent) {
  std::vector<int> found;
  for (int at = parent + 1; at < html[parent].end; at = html[at].end) {
    if (!html[at].is_text() && !html[at].is_unread()) found.push_back(at);
  }
  return found;
}

/// The parts of an element as cells; empty when it has text besides, or too few or too many parts.
TableRow cells_of(const Html& html, int row, int largest) {
  const Node& node = html[row];
  if (node.is_text() || node.is_unread() || node.end - row > largest || node.tag == "table") return {};
  TableRow cells;
  for (int at = row + 1; at < node.end; at = html[at].end) {
    if (html[at].is_text()) {
      if (!trim(html[at].text).empty()) return {};
    } else if (!html[at].is_unread() && html[at].tag != "br") {
      cells.push_back({at, html.text(at)});
    }
  }
  return cells.size() < kFewestCells || cells.size() > kMostCells ? TableRow() : cells;
}

/// The last of some parts may be left out where it is empty, or hold a link (详情) that the header does not name.
bool fits(const TableRow& row, std::size_t cells) {
  return !row.empty() && row.size() + 1 >= cells && row.size() <= cells + 1;
}

bool is_header(const TableRow& row) {
  if (row.empty() || field_of_label(row.front().text).empty()) {
    // The first column may be the only one without a known label.
    if (row.size() < 3 || field_of_label(row[1].text).empty()) return false;
  }
  return !read_header(row).empty();
}

/// The rows that follow `at` among its siblings, and the rows inside one that holds rows.
void rows_after(const Html& html, int at, std::size_t cells, std::vector<TableRow>& rows, int& end) {
  const int parent = html[at].parent;
  const int stop = parent < 0 ? html.size() : html[parent].end;
  std::string tag;  // of all rows
  const auto take = [&](int row) {
    auto read = cells_of(html, row, kLargestRow);
    if (!fits(read, cells) || (!tag.empty() && html[row].tag != tag) || is_footer(html.text(row))) return;
    tag = html[row].tag;
    rows.push_back(std::move(read));
    end = html[row].end;
  };
  for (int next = html[at].end; next < stop && rows.size() < kMostRows; next = html[next].end) {
    if (html[next].is_text() || html[next].is_unread()) continue;
    const std::size_t before = rows.size();
    take(next);
    if (rows.size() > before) continue;
    for (const int inside : children(html, next)) take(inside);
  }
}

std::string link_in(const Html& html, int node) {
  const int a = node < 0 ? -1 : html.first(node, "a");
  return a < 0 ? std::string() : std::string(html[a].attribute("href"));
}

std::vector<Listing> read(const Html& html, const std::vector<TableRow>& rows) {
  auto listings = read_table(rows, "").listings;
  for (auto& listing : listings) listing.link = link_in(html, listing.name_cell);
  return listings;
}

}  // namespace

std::vector<DivGrid> read_div_grids(const Html& html) {
  std::vector<DivGrid> grids;
  for (int i = 0; i < html.size(); ++i) {
    const Node& node = html[i];
    if (node.is_text() || node.tag == "tr" || node.tag == "table" || node.end - i > kLargestHeader) continue;
    TableRow header = cells_of(html, i, kLargestHeader);
    if (header.empty() || !is_header(header)) continue;
    DivGrid grid{{}, i, node.end};
    std::vector<TableRow> rows{header};
    int from = i;
    for (int climbs = 0; climbs < kMostClimbs && rows.size() == 1 && from >= 0; ++climbs, from = html[from].parent)
      rows_after(html, from, header.size(), rows, grid.end);
    if (rows.size() == 1) continue;
    grid.listings = read(html, rows);
    i = grid.end - 1;
    grids.push_back(std::move(grid));
  }
  return grids;
}

TableRow lone_header(const Html& html) {
  for (const int table : data_tables(html)) {
    const auto rows = grid_of(html, table);
    for (std::size_t r = 0; r < rows.size() && r < 4; ++r) {
      if (!read_header(rows[r]).empty() && r + 1 == rows.size()) return rows[r];
    }
  }
  for (int i = 0; i < html.size(); ++i) {
    const TableRow row = cells_of(html, i, kLargestHeader);
    if (!row.empty() && is_header(row)) return row;
  }
  return {};
}

std::vector<Listing> read_rows_under(const TableRow& header, const Html& html) {
  std::vector<TableRow> rows{header};
  for (int i = 0; i < html.size() && rows.size() < kMostRows; ++i) {
    auto row = cells_of(html, i, kLargestRow);
    if (!fits(row, header.size())) continue;
    rows.push_back(std::move(row));
    i = html[i].end - 1;
  }
  return rows.size() == 1 ? std::vector<Listing>() : read(html, rows);
}

}  // namespace lawhub
