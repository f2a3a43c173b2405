// Tables with header rows to listings.
#include "crawler/listing.h"

#include <algorithm>
#include <optional>
#include <set>

#include "base/text.h"
#include "registry/institution_type.h"

namespace lawhub {
namespace {

constexpr int kMostSpan = 500;              // a larger colspan or rowspan is a mistake or an attack
constexpr std::size_t kMostCells = 400000;  // of one table, spans expanded

struct Cell {
  int node = -1;  ///< -1: nothing there
  std::string text;
};
using Row = std::vector<Cell>;

int span_of(const Node& cell, std::string_view name) {
  std::int64_t span = 1;
  if (!parse_number(trim(cell.attribute(name)), span) || span < 1) return 1;
  return static_cast<int>(std::min<std::int64_t>(span, kMostSpan));
}

/// Spans expanded: a cell that covers several places stands in each of them.
std::vector<Row> grid_of(const Html& html, int table) {
  std::vector<Row> rows;
  struct Hanging {
    Cell cell;
    int rows_left;
  };
  std::vector<Hanging> hanging;  // by column: cells that reach down from rows above
  std::size_t cells = 0;
  for (int tr = table + 1; tr < html[table].end && cells < kMostCells; ++tr) {
    if (html[tr].tag != "tr") continue;
    Row row;
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
      const Cell cell{td, html.text(td)};
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

/// One institution's columns of a header row.
struct Group {
  std::vector<std::pair<std::size_t, std::string_view>> columns;
  std::string name_header;  ///< "律师事务所名称": says the type where names do not
};
using Header = std::vector<Group>;

bool looks_like_phone(std::string_view text) {
  return std::count_if(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; }) >= 7;
}

/// The groups of a header row; nothing when it is none. Two name columns are two institutions side by side.
std::optional<Header> read_header(const Row& row) {
  std::size_t known = 0, filled = 0, names = 0;
  std::vector<std::string_view> fields;
  std::set<int> seen;
  for (const auto& cell : row) {
    fields.push_back(field_of_label(cell.text));
    if (cell.text.empty() || !seen.insert(cell.node).second) continue;
    if (looks_like_phone(cell.text)) return std::nullopt;
    ++filled;
    if (!fields.back().empty()) ++known;
    if (fields.back() == "name") ++names;
  }
  if (known < 2 || names == 0 || known * 2 <= filled) return std::nullopt;
  Header header(1);
  bool named = false;
  for (std::size_t column = 0; column < fields.size(); ++column) {
    const bool next_is_name = column + 1 < fields.size() && fields[column + 1] == "name";
    const bool begins = fields[column] == "name" ? named : fields[column] == "seq" && next_is_name && named;
    if (begins) {
      header.emplace_back();
      named = false;
    }
    if (fields[column] == "name") {
      named = true;
      header.back().name_header = row[column].text;
    }
    if (!fields[column].empty() && fields[column] != "seq") header.back().columns.emplace_back(column, fields[column]);
  }
  return header;
}

/// One cell over the whole width: a title, or the name of a section.
bool is_merged(const Row& row) {
  return !row.empty() && !row[0].text.empty() &&
         std::all_of(row.begin(), row.end(), [&](const Cell& c) { return c.node == row[0].node || c.text.empty(); });
}

bool is_total(std::string_view text) {
  const std::string word = without_space(text);
  for (const std::string_view total : {"合计", "总计", "共计", "小计"}) {
    if (word.rfind(total, 0) == 0) return true;
  }
  return false;
}

std::string link_in(const Html& html, int node) {
  const int a = html.first(node, "a");
  return a < 0 ? std::string() : std::string(html[a].attribute("href"));
}

class TableReader {
 public:
  TableReader(const Html& html, int table) : html_(html), rows_(grid_of(html, table)) {
    if (const int caption = html.first(table, "caption"); caption >= 0) heading_ = html.text(caption);
  }

  std::vector<Listing> run() {
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      const Row& row = rows_[i];
      if (auto header = read_header(row)) {
        header_ = std::move(header);
      } else if (is_merged(row) && (row.size() > 1 || !header_)) {
        (header_ ? section_ : heading_) = row[0].text;
      } else if (header_) {
        for (const auto& group : *header_) take(row, group, i + 1);
      }
    }
    return std::move(listings_);
  }
  bool has_header() const { return header_.has_value(); }

 private:
  void take(const Row& row, const Group& group, std::size_t number) {
    Listing listing;
    int name_node = -1;
    for (const auto& [column, field] : group.columns) {
      if (column >= row.size() || row[column].text.empty()) continue;
      if (field == "name" && name_node < 0) {
        name_node = row[column].node;
        listing.link = link_in(html_, name_node);
      }
      listing.cells.emplace_back(field, row[column].text);
    }
    const auto name = listing.cell("name");
    if (name.empty() || is_total(name) || is_total(row[0].text)) return;
    if (name_node == last_name_node_) return add_to_last(listing);
    last_name_node_ = name_node;
    listing.heading = heading_ + " " + group.name_header + " " + section_;
    if (!section_.empty() && listing.cell("division").empty()) listing.cells.emplace_back("division", section_);
    listing.evidence = "表格第 " + std::to_string(number) + " 行";
    listings_.push_back(std::move(listing));
  }

  /// The name cell spans this row too: what is new here belongs to the same institution.
  void add_to_last(const Listing& more) {
    auto& cells = listings_.back().cells;
    for (const auto& cell : more.cells) {
      if (std::find(cells.begin(), cells.end(), cell) == cells.end()) cells.push_back(cell);
    }
  }

  const Html& html_;
  std::vector<Row> rows_;
  std::optional<Header> header_;
  std::string heading_, section_;
  int last_name_node_ = -1;
  std::vector<Listing> listings_;
};

}  // namespace

std::string_view Listing::cell(std::string_view field) const {
  for (const auto& [name, text] : cells) {
    if (name == field) return text;
  }
  return {};
}

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
    TableReader reader(html, i);
    auto listings = reader.run();
    if (!reader.has_header()) continue;
    result.nodes.emplace_back(i, html[i].end);
    std::move(listings.begin(), listings.end(), std::back_inserter(result.listings));
  }
  return result;
}

}  // namespace lawhub
