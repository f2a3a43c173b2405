#include "feeds/table.h"

#include <algorithm>
#include <optional>
#include <set>

#include "base/text.h"
#include "feeds/labels.h"
#include "registry/institution_type.h"

namespace lawhub {
namespace {

constexpr std::size_t kLongestSection = 30;  // characters; longer is a remark
constexpr int kDigitsOfValues = 4;           // the names of grouped columns hold fewer
constexpr int kDigitsOfPhones = 7;           // headers hold fewer

/// One institution's columns of a header.
struct Group {
  std::vector<std::pair<std::size_t, std::string_view>> columns;
  std::string name_header;  ///< "律师事务所名称": says the type where names do not
};

int count_digits(std::string_view text) {
  return static_cast<int>(std::count_if(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; }));
}

/// Columns at which a header names an institution; a merged cell once.
std::vector<std::size_t> name_columns(const TableRow& row, const std::vector<std::string_view>& fields) {
  std::vector<std::size_t> names;
  for (std::size_t c = 0; c < fields.size(); ++c) {
    const bool goes_on = c > 0 && row[c].number == row[c - 1].number;
    if (fields[c] == "name" && !goes_on) names.push_back(c);
  }
  return names;
}

/// How many columns in front of a second name belong to it, since the same stand in front of the first.
std::size_t columns_before_name(const std::vector<std::string_view>& fields, std::size_t first, std::size_t second) {
  std::size_t count = 0;
  while (count < first && second - count - 1 > first && fields[first - count - 1] == fields[second - count - 1])
    ++count;
  return count;
}

bool is_header(const TableRow& row, const std::vector<std::string_view>& fields) {
  std::size_t known = 0, filled = 0;
  bool named = false;
  std::set<int> seen;
  for (std::size_t c = 0; c < row.size(); ++c) {
    if (row[c].text.empty() || !seen.insert(row[c].number).second) continue;
    if (count_digits(row[c].text) >= kDigitsOfPhones) return false;
    ++filled;
    if (!fields[c].empty()) ++known;
    named = named || fields[c] == "name";
  }
  return named && known >= 2 && known * 2 > filled;
}

/// 编号 is a licence's number as often as a row's.
bool is_used(std::string_view field, std::string_view header) {
  return !field.empty() && (field != "seq" || without_space(header) == "编号");
}

/// The groups of a header; nothing when it is none. Two names are two institutions side by side.
std::vector<Group> read_header(const TableRow& row) {
  std::vector<std::string_view> fields;
  for (const auto& cell : row) fields.push_back(field_of_label(cell.text));
  if (!is_header(row, fields)) return {};
  const auto names = name_columns(row, fields);
  const std::size_t before = names.size() > 1 ? columns_before_name(fields, names[0], names[1]) : 0;
  std::vector<Group> groups;
  for (std::size_t g = 0; g < names.size(); ++g) {
    const std::size_t begin = g == 0 ? 0 : names[g] - before;
    const std::size_t end = g + 1 == names.size() ? fields.size() : names[g + 1] - before;
    Group& group = groups.emplace_back();
    group.name_header = row[names[g]].text;
    for (std::size_t c = begin; c < end; ++c) {
      if (is_used(fields[c], row[c].text)) group.columns.emplace_back(c, fields[c]);
    }
  }
  return groups;
}

/// Is `lower` the second row of a header: names for some columns of `upper`, nothing of its own for the others?
bool continues_header(const TableRow& upper, const TableRow& lower) {
  std::size_t known = 0;
  std::set<int> own;
  for (std::size_t c = 0; c < lower.size(); ++c) {
    const bool from_above = c < upper.size() && upper[c].number == lower[c].number;
    if (lower[c].text.empty() || from_above || !own.insert(lower[c].number).second) continue;
    if (count_digits(lower[c].text) >= kDigitsOfValues) return false;
    if (!field_of_label(lower[c].text).empty()) ++known;
  }
  return own.size() >= 2 && known >= 1 && known * 2 >= own.size();
}

/// Both rows of a header as one: 联系方式 over 办公电话 is 办公电话, 负责人 over 姓名 is 负责人.
TableRow united(const TableRow& upper, const TableRow& lower) {
  TableRow row = lower;
  row.resize(std::max(upper.size(), lower.size()));
  for (std::size_t c = 0; c < upper.size(); ++c) {
    if (row[c].text.empty()) {
      row[c] = upper[c];
    } else if (row[c].number != upper[c].number && field_of_label(row[c].text).empty() &&
               !field_of_label(upper[c].text).empty()) {
      row[c].text = upper[c].text;
    }
  }
  return row;
}

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
    return std::move(reading_);
  }

 private:
  /// How many rows it took.
  std::size_t read_at(std::size_t i) {
    const TableRow& row = rows_[i];
    if (i + 1 < rows_.size() && read_header(rows_[i + 1]).empty() && continues_header(row, rows_[i + 1])) {
      if (begin(united(row, rows_[i + 1]))) return 2;
    }
    if (begin(row)) return 1;
    const OnlyCell only = only_cell(row);
    if (only.cell != nullptr && is_section(only)) {
      take_section(only.cell->text);
    } else if (reading_.has_header) {
      for (const auto& group : header_) take(i, group);
    }
    return 1;
  }

  bool begin(const TableRow& header) {
    auto groups = read_header(header);
    if (groups.empty()) return false;
    header_ = std::move(groups);
    first_column_ = 0;
    while (header[first_column_].text.empty()) ++first_column_;
    if (!reading_.has_header) note_unknown(header);
    reading_.has_header = true;
    return true;
  }

  void note_unknown(const TableRow& header) {
    std::set<int> seen;
    for (const auto& cell : header) {
      if (!cell.text.empty() && field_of_label(cell.text).empty() && seen.insert(cell.number).second)
        reading_.unknown.push_back(cell);
    }
  }

  /// A title, or the name of a section: one cell over several columns or at the row's beginning. An institution of
  /// which the list says nothing but its name is none.
  bool is_section(const OnlyCell& only) const {
    if (!reading_.has_header || only.columns > 1) return true;
    if (only.column > first_column_) return false;
    const auto is_name = [&](const auto& column) { return column.first == only.column && column.second == "name"; };
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

  void take(std::size_t i, const Group& group) {
    const TableRow& row = rows_[i];
    Listing listing;
    std::string name;
    for (const auto& [column, field] : group.columns) {
      if (column >= row.size() || says_nothing(row[column].text)) continue;
      const auto& [number, text] = row[column];
      if (field == "name" && listing.name_cell < 0) {
        listing.name_cell = number;
        name = text;
      }
      if (field != "seq") listing.cells.push_back({field, text, number});
      if (field == "seq" && count_digits(text) > kDigitsOfValues) listing.cells.push_back({"licence_no", text, number});
    }
    if (is_total(name) || is_total_row(row) || listing.cells.empty()) return;
    if (name.empty()) return note_nameless(i);
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
  std::vector<Group> header_;
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
  return TableReader(rows, caption).run();
}

}  // namespace lawhub
