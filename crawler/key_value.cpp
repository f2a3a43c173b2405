// Tables that describe institutions by labels and values: 负责人 | 张某 | 电话 | …
#include <set>

#include "base/text.h"
#include "crawler/facts.h"
#include "crawler/grid.h"
#include "crawler/labels.h"
#include "crawler/value_shape.h"
#include "feeds/labels.h"
#include "feeds/listing.h"

namespace lawhub {
namespace {

constexpr std::size_t kMostCells = 4000;    // of such a table; larger ones are lists of something
constexpr std::size_t kLongestUnknown = 8;  // characters of a label we do not know

/// A row without the repetitions of merged cells and without empty cells at its end.
std::vector<TableCell> distinct(const TableRow& row) {
  std::vector<TableCell> cells;
  for (const auto& cell : row) {
    if (cells.empty() || cell.number != cells.back().number) cells.push_back(cell);
  }
  while (!cells.empty() && cells.back().text.empty()) cells.pop_back();
  return cells;
}

class KeyValueReader {
 public:
  explicit KeyValueReader(const std::vector<TableRow>& rows) {
    for (const auto& row : rows) rows_.push_back(distinct(row));
  }

  std::vector<Fact> run() {
    std::size_t cells = 0;
    for (const auto& row : rows_) cells += row.size();
    if (cells > kMostCells) return {};
    for (std::size_t r = 0; r < rows_.size();) r += heads_values(r) ? take_columns(r) : take_row(r);
    return fields_.size() >= 2 ? std::move(facts_) : std::vector<Fact>();
  }

 private:
  static bool is_label(const TableCell& cell) { return !fields_of_label(cell.text).empty(); }

  /// Labels only, and below them one row of values: 地址 | 电话 over 泰山路1号 | 0632-…
  bool heads_values(std::size_t r) const {
    const auto& row = rows_[r];
    if (row.size() < 2 || r + 1 >= rows_.size() || rows_[r + 1].size() != row.size()) return false;
    if (r + 2 < rows_.size() && rows_[r + 2].size() == row.size() && !is_label(rows_[r + 2].front())) return false;
    for (std::size_t c = 0; c < row.size(); ++c) {
      const auto fields = fields_of_label(row[c].text);
      if (fields.empty() || fields.front() == kNotInstitutions || is_label(rows_[r + 1][c])) return false;
    }
    return true;
  }

  std::size_t take_columns(std::size_t r) {
    for (std::size_t c = 0; c < rows_[r].size(); ++c) take(rows_[r][c], rows_[r + 1][c], r + 1);
    return 2;
  }

  std::size_t take_row(std::size_t r) {
    const auto& row = rows_[r];
    for (std::size_t c = 0; c < row.size(); ++c) {
      if (row[c].text.empty() || row[c].number == last_name_) continue;
      if (is_label(row[c])) {
        if (c + 1 < row.size() && !is_label(row[c + 1])) {
          take(row[c], row[c + 1], r);
          ++c;
        }
      } else if (is_institution_name(without_marks(row[c].text))) {
        last_name_ = row[c].number;  // its cell may span the rows of its values
        add(Fact::Kind::name, "name", std::string(without_marks(row[c].text)), row[c].number, r);
      } else if (row.size() > 1 && c + 1 < row.size() && count_code_points(row[c].text) <= kLongestUnknown) {
        ++c;  // an unknown label and its value
      } else {
        take_labels_inside(row[c], r);
      }
    }
    return 1;
  }

  void take_labels_inside(const TableCell& cell, std::size_t r) {
    for (auto& labelled : read_labels(cell.text)) {
      if (!labelled.field.empty()) add_value(labelled.field, std::move(labelled.value), cell.number, r);
    }
  }

  void take(const TableCell& label, const TableCell& value, std::size_t r) {
    if (is_not_theirs(label.text)) return;
    for (auto& cell : split_cell(fields_of_label(label.text), value.text, value.number)) {
      fields_.insert(cell.field);
      add_value(cell.field, std::move(cell.text), value.number, r);
    }
  }

  void add_value(std::string_view field, std::string text, int node, std::size_t r) {
    if (says_nothing(text) || field == "seq" || field == kNotInstitutions) return;
    add(field == "name" ? Fact::Kind::name : Fact::Kind::value, field, std::move(text), node, r);
  }

  void add(Fact::Kind kind, std::string_view field, std::string text, int node, std::size_t r) {
    facts_.push_back({kind, field, std::move(text), node, -1, "对照表第 " + std::to_string(r + 1) + " 行"});
  }

  std::vector<std::vector<TableCell>> rows_;
  std::vector<Fact> facts_;
  std::set<std::string_view> fields_;  // of labels beside their values
  int last_name_ = -1;
};

}  // namespace

std::vector<Fact> read_key_values(const Html& html, int table) { return KeyValueReader(grid_of(html, table)).run(); }

}  // namespace lawhub
