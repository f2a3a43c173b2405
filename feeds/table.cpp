#include "feeds/table.h"

#include <algorithm>
#include <optional>
#include <set>

#include "base/text.h"
#include "feeds/labels.h"
#include "feeds/table_header.h"
#include "registry/institution_type.h"

namespace lawhub {
namespace {

constexpr std::size_t kLongestSection = 30;  // characters; longer is a remark
constexpr int kDigitsOfValues = 4;           // the names of grouped columns hold fewer

/// The one text of a row that has no other, and over how many columns it goes.
struct OnlyCell {
  const TableCell* cell = nullptr;
  std::size_t column = 0, columns = 0;
};
OnlyCell only_cell(const TableRow& row) {
  OnlyCell only;
  for (std::size_t c = 0; c < row.size(); ++c) {
    if (row[c].text.empty()) continue;
    if (only.cell == nullptr) only = {&row[c], c, 0};
    if (only.cell->number != row[c].number) return {};
    ++only.columns;
  }
  return only;
}

bool begins_with_one_of(std::string_view text, std::initializer_list<std::string_view> words) {
  const std::string written = without_space(text);
  return std::any_of(words.begin(), words.end(), [&](std::string_view word) { return written.rfind(word, 0) == 0; });
}
bool is_total(std::string_view text) { return begins_with_one_of(text, {"合计", "总计", "共计", "小计", "总数"}); }
bool is_remark(std::string_view text) {
  return count_code_points(text) > kLongestSection ||
         begins_with_one_of(text, {"注:", "注：", "备注", "说明", "填表", "填报", "制表", "审核", "联系人"});
}

class TableReader {
 public:
  TableReader(const std::vector<TableRow>& rows, std::string_view caption) : rows_(rows), heading_(caption) {}

  TableReading run() {
    for (std::size_t i = 0; i < rows_.size();) i += read_at(i);
    if (reading_.has_header) reading_.other_list = false;
    return std::move(reading_);
  }

 private:
  /// How many rows it took.
  std::size_t read_at(std::size_t i) {
    const TableRow& row = rows_[i];
    if (i + 1 < rows_.size() && read_header(rows_[i + 1]).empty() && continues_header(row, rows_[i + 1])) {
      if (begin(united(row, rows_[i + 1]))) return 2;
    }
    if (begin(row)) return begin_second_row(i) ? 2 : 1;
    if (!reading_.has_header && begin(with_name_column(row, rows_, i + 1))) return 1;
    if (heads_other_list(row)) {
      reading_.other_list = true;
      header_.clear();
      return 1;
    }
    const OnlyCell only = only_cell(row);
    if (only.cell != nullptr && is_section(only)) {
      take_section(only.cell->text);
    } else if (reading_.has_header) {
      for (const auto& group : header_) take(i, group);
      if (!second_row_.empty() && i + 1 < rows_.size()) {
        take_second(i + 1);
        return 2;
      }
    }
    return 1;
  }

  /// Every institution has two rows, and so has the header.
  bool begin_second_row(std::size_t i) {
    if (i + 1 < rows_.size()) second_row_ = read_second_row(rows_[i], rows_[i + 1]);
    return !second_row_.empty();
  }

  void take_second(std::size_t i) {
    if (reading_.listings.empty()) return;
    Listing more;
    add_cells(rows_[i], second_row_.front(), more);
    add_to_last(more);
  }

  bool begin(const TableRow& header) {
    auto groups = read_header(header);
    if (groups.empty()) return false;
    header_ = std::move(groups);
    second_row_.clear();
    first_column_ = 0;
    while (header[first_column_].text.empty()) ++first_column_;
    if (!reading_.has_header) note_unknown(header);
    reading_.has_header = true;
    return true;
  }

  void note_unknown(const TableRow& header) {
    std::set<int> seen;
    for (const auto& cell : header) {
      if (!cell.text.empty() && fields_of_label(cell.text).empty() && seen.insert(cell.number).second)
        reading_.unknown.push_back(cell);
    }
  }

  /// A title, or the name of a section: one cell over several columns or at the row's beginning. An institution of
  /// which the list says nothing but its name is none.
  bool is_section(const OnlyCell& only) const {
    if (!reading_.has_header || only.columns > 1) return true;
    if (only.column > first_column_) return false;
    if (header_.empty()) return true;
    const auto is_name = [&](const auto& column) {
      return column.at == only.column && column.fields.front() == "name";
    };
    const auto& columns = header_.front().columns;
    return std::none_of(columns.begin(), columns.end(), is_name) || !type_of_name(only.cell->text);
  }

  void take_section(const std::string& text) {
    if (!reading_.has_header) {
      heading_ += (heading_.empty() ? "" : " ") + text;
    } else if (!is_total(text) && !is_remark(text) && heading_.find(text) == heading_.npos &&
               (heading_.empty() || text.find(heading_) == text.npos)) {
      section_ = text;
    }
  }

  static void add_cells(const TableRow& row, const ColumnGroup& group, Listing& listing) {
    for (const auto& [column, fields] : group.columns) {
      if (column >= row.size() || says_nothing(row[column].text)) continue;
      const auto& [number, text] = row[column];
      if (fields.front() == "seq") {
        if (count_digits(text) > kDigitsOfValues) listing.cells.push_back({"licence_no", text, number});
        continue;
      }
      for (auto& cell : split_cell(fields, text, number)) {
        if (cell.field == "name" && listing.name_cell < 0) listing.name_cell = number;
        listing.cells.push_back(std::move(cell));
      }
    }
  }

  void take(std::size_t i, const ColumnGroup& group) {
    const TableRow& row = rows_[i];
    Listing listing;
    add_cells(row, group, listing);
    const std::string name(listing.cell("name"));
    if (is_total(name) || is_total_row(row) || listing.cells.empty()) return;
    if (name.empty()) return note_nameless(i);
    if (!fields_of_label(name).empty()) return;  // a header of another table, pasted below
    if (listing.name_cell == last_name_cell_) return add_to_last(listing);
    last_name_cell_ = listing.name_cell;
    listing.heading = heading_ + " " + group.name_header + " " + section_;
    if (!section_.empty() && listing.cell("division").empty()) listing.cells.push_back({"division", section_, -1});
    listing.evidence = "表格第 " + std::to_string(i + 1) + " 行";
    reading_.listings.push_back(std::move(listing));
  }

  static bool is_total_row(const TableRow& row) {
    const auto first = std::find_if(row.begin(), row.end(), [](const TableCell& c) { return !c.text.empty(); });
    return first != row.end() && is_total(first->text);
  }

  void note_nameless(std::size_t row) {
    if (reading_.nameless.empty() || reading_.nameless.back() != row) reading_.nameless.push_back(row);
  }

  /// The name cell spans this row too: what is new here belongs to the same institution.
  void add_to_last(const Listing& more) {
    auto& cells = reading_.listings.back().cells;
    for (const auto& cell : more.cells) {
      const auto same = [&](const ListedCell& c) { return c.field == cell.field && c.text == cell.text; };
      if (std::none_of(cells.begin(), cells.end(), same)) cells.push_back(cell);
    }
  }

  const std::vector<TableRow>& rows_;
  std::vector<ColumnGroup> header_, second_row_;
  std::size_t first_column_ = 0;  // of the header
  std::string heading_, section_;
  int last_name_cell_ = -1;
  TableReading reading_;
};

}  // namespace

bool says_nothing(std::string_view text) {
  static constexpr std::string_view kNothing[] = {"无", "暂无", "没有", "-", "--", "—", "——", "/", "\\", "N/A", "空"};
  text = trim(text);
  return text.empty() || std::find(std::begin(kNothing), std::end(kNothing), text) != std::end(kNothing);
}

std::string_view Listing::cell(std::string_view field) const {
  for (const auto& cell : cells) {
    if (cell.field == field) return cell.text;
  }
  return {};
}

TableReading read_table(const std::vector<TableRow>& rows, std::string_view caption) {
  auto reading = TableReader(rows, caption).run();
  if (reading.has_header || reading.other_list) return reading;
  const auto columns = turned(rows);
  return columns.empty() ? reading : TableReader(columns, caption).run();
}

}  // namespace lawhub
