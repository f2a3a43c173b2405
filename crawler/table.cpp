// Tables of pages to listings.
#include "crawler/listing.h"

#include <algorithm>

#include "base/text.h"
#include "feeds/table.h"

namespace lawhub {
namespace {

constexpr int kMostSpan = 500;              // a larger colspan or rowspan is a mistake or an attack
constexpr std::size_t kMostCells = 400000;  // of one table, spans expanded

int span_of(const Node& cell, std::string_view name) {
  std::int64_t span = 1;
  if (!parse_number(trim(cell.attribute(name)), span) || span < 1) return 1;
  return static_cast<int>(std::min<std::int64_t>(span, kMostSpan));
}

/// Spans expanded: a cell that covers several places stands in each of them.
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

std::string link_in(const Html& html, int node) {
  const int a = html.first(node, "a");
  return a < 0 ? std::string() : std::string(html[a].attribute("href"));
}

}  // namespace

bool TableListings::holds(int node) const {
  return std::any_of(nodes.begin(), nodes.end(),
                     [&](const auto& table) { return node >= table.first && node < table.second; });
}

TableListings read_tables(const Html& html) {
  TableListings result;
  for (int i = 0; i < html.size(); ++i) {
    if (html[i].tag != "table") continue;
    bool holds_table = false;
    for (int below = i + 1; below < html[i].end && !holds_table; ++below) holds_table = html[below].tag == "table";
    if (holds_table) continue;
    const int caption = html.first(i, "caption");
    auto reading = read_table(grid_of(html, i), caption < 0 ? std::string() : html.text(caption));
    if (!reading.has_header) continue;
    for (auto& listing : reading.listings) listing.link = link_in(html, listing.name_cell);
    result.nodes.emplace_back(i, html[i].end);
    std::move(reading.listings.begin(), reading.listings.end(), std::back_inserter(result.listings));
  }
  return result;
}

}  // namespace lawhub
