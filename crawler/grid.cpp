#include "crawler/grid.h"

#include <algorithm>

#include "base/text.h"

namespace lawhub {
namespace {

constexpr int kMostSpan = 500;              // a larger colspan or rowspan is a mistake or an attack
constexpr std::size_t kMostCells = 400000;  // of one table, spans expanded

int span_of(const Node& cell, std::string_view name) {
  std::int64_t span = 1;
  if (!parse_number(trim(cell.attribute(name)), span) || span < 1) return 1;
  return static_cast<int>(std::min<std::int64_t>(span, kMostSpan));
}

}  // namespace

std::vector<int> data_tables(const Html& html) {
  std::vector<int> tables;
  for (int i = 0; i < html.size(); ++i) {
    if (html[i].tag != "table") continue;
    if (!tables.empty() && html[tables.back()].end > i) tables.pop_back();
    tables.push_back(i);
  }
  return tables;
}

std::vector<TableRow> grid_of(const Html& html, int table) {
  std::vector<TableRow> rows;
  struct Hanging {
    TableCell cell;
    int rows_left;
  };
  std::vector<Hanging> hanging;  // by column: cells that reach down from rows above
  std::size_t cells = 0;
  for (int tr = table + 1; tr < html[table].end && cells < kMostCells; ++tr) {
    if (html[tr].tag != "tr") continue;
    TableRow row;
    const auto fill = [&] {
      while (row.size() < hanging.size() && hanging[row.size()].rows_left > 0) {
        auto& above = hanging[row.size()];
        --above.rows_left;
        row.push_back(above.cell);
      }
    };
    for (int td = tr + 1; td < html[tr].end; td = html[td].end) {
      if (html[td].tag != "td" && html[td].tag != "th") continue;
      fill();
      const TableCell cell{td, html.text(td)};
      const int down = span_of(html[td], "rowspan");
      for (int across = span_of(html[td], "colspan"); across > 0; --across) {
        if (hanging.size() <= row.size()) hanging.resize(row.size() + 1);
        hanging[row.size()] = {cell, down - 1};
        row.push_back(cell);
      }
    }
    fill();
    cells += row.size();
    rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace lawhub
