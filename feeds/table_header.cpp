#include "feeds/table_header.h"

#include <algorithm>
#include <set>

#include "base/text.h"
#include "feeds/labels.h"
#include "registry/institution_type.h"

namespace lawhub {
namespace {

constexpr int kDigitsOfValues = 4;          // the names of grouped columns hold fewer
constexpr int kDigitsOfPhones = 7;          // headers hold fewer
constexpr std::size_t kRowsOfNames = 10;    // looked at below a header without a name
constexpr std::size_t kMostTurned = 40;     // institutions beside each other
constexpr std::size_t kLongestHeader = 20;  // characters of an unknown one

using Fields = std::vector<std::vector<std::string_view>>;

bool holds(const std::vector<std::string_view>& fields, std::string_view field) {
  return std::find(fields.begin(), fields.end(), field) != fields.end();
}

Fields fields_of(const TableRow& row) {
  Fields fields;
  for (const auto& cell : row) fields.push_back(fields_of_label(cell.text));
  return fields;
}

bool is_known(const std::vector<std::string_view>& fields) {
  return !fields.empty() && !holds(fields, kNotInstitutions);
}

/// Columns at which a header names an institution; a merged cell once.
std::vector<std::size_t> name_columns(const TableRow& row, const Fields& fields) {
  std::vector<std::size_t> names;
  for (std::size_t c = 0; c < fields.size(); ++c) {
    const bool goes_on = c > 0 && row[c].number == row[c - 1].number;
    if (holds(fields[c], "name") && !goes_on) names.push_back(c);
  }
  return names;
}

/// How many columns in front of a second name belong to it, since the same stand in front of the first.
std::size_t columns_before_name(const Fields& fields, std::size_t first, std::size_t second) {
  std::size_t count = 0;
  while (count < first && second - count - 1 > first && fields[first - count - 1] == fields[second - count - 1])
    ++count;
  return count;
}

struct HeaderCount {
  std::size_t known = 0, filled = 0;
  bool named = false, numbers = false;
};
HeaderCount count(const TableRow& row, const Fields& fields) {
  HeaderCount result;
  std::set<int> seen;
  for (std::size_t c = 0; c < row.size(); ++c) {
    if (row[c].text.empty() || !seen.insert(row[c].number).second) continue;
    result.numbers = result.numbers || count_digits(row[c].text) >= kDigitsOfPhones;
    ++result.filled;
    if (is_known(fields[c])) ++result.known;
    result.named = result.named || holds(fields[c], "name");
  }
  return result;
}

bool is_header(const TableRow& row, const Fields& fields) {
  const HeaderCount said = count(row, fields);
  return !said.numbers && said.named && said.known >= 2 && said.known * 2 > said.filled;
}

/// 编号 is a licence's number as often as a row's.
bool is_used(const std::vector<std::string_view>& fields, std::string_view header) {
  return is_known(fields) && (fields.front() != "seq" || without_space(header) == "编号");
}

ColumnGroup group_of(const TableRow& row, const Fields& fields, std::size_t begin, std::size_t end) {
  ColumnGroup group;
  for (std::size_t c = begin; c < end; ++c) {
    if (is_used(fields[c], row[c].text)) group.columns.push_back({c, fields[c]});
  }
  return group;
}

bool is_name(std::string_view text) {
  return type_of_name(text).has_value() && fields_of_label(text).empty() && count_digits(text) < kDigitsOfPhones;
}

/// The cells of `lower` that do not reach down from `upper`.
TableRow without_above(const TableRow& upper, const TableRow& lower) {
  TableRow own = lower;
  for (std::size_t c = 0; c < own.size() && c < upper.size(); ++c) {
    if (own[c].number == upper[c].number) own[c] = {};
  }
  return own;
}

/// Two columns at least whose upper label means one thing and whose lower one another.
bool is_second_row(const TableRow& upper, const TableRow& lower) {
  std::size_t differ = 0;
  for (std::size_t c = 0; c < upper.size() && c < lower.size(); ++c) {
    const auto spans = [&](std::size_t other) {
      return other < upper.size() && upper[other].number == upper[c].number;
    };
    if (spans(c + 1) || (c > 0 && spans(c - 1)) || upper[c].number == lower[c].number) continue;
    const auto above = fields_of_label(upper[c].text), below = fields_of_label(lower[c].text);
    if (is_known(above) && is_known(below) && above != below) ++differ;
  }
  return differ >= 2;
}

}  // namespace

int count_digits(std::string_view text) {
  return static_cast<int>(std::count_if(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; }));
}

std::vector<ColumnGroup> read_header(const TableRow& row) {
  const Fields fields = fields_of(row);
  if (!is_header(row, fields) || heads_other_list(row)) return {};
  const auto names = name_columns(row, fields);
  const std::size_t before = names.size() > 1 ? columns_before_name(fields, names[0], names[1]) : 0;
  std::vector<ColumnGroup> groups;
  for (std::size_t g = 0; g < names.size(); ++g) {
    const std::size_t begin = g == 0 ? 0 : names[g] - before;
    const std::size_t end = g + 1 == names.size() ? fields.size() : names[g + 1] - before;
    groups.push_back(group_of(row, fields, begin, end));
    groups.back().name_header = row[names[g]].text;
  }
  return groups;
}

bool heads_other_list(const TableRow& row) {
  const Fields fields = fields_of(row);
  const HeaderCount said = count(row, fields);
  if (said.numbers) return false;
  std::size_t other = 0;
  bool people = false, telling = false;
  for (const auto& each : fields) {
    if (holds(each, kNotInstitutions)) ++other;
    for (const auto field : each) {
      people = people || field == "staff";
      telling = telling || (field != "name" && field != "seq" && field != "staff" && field != "remark");
    }
  }
  if (other > 0) return said.known + other >= 2 && (said.known + other) * 2 > said.filled;
  // Counts of people by district or by kind.
  return said.named && people && !telling;
}

bool continues_header(const TableRow& upper, const TableRow& lower) {
  if (is_second_row(upper, lower)) return false;
  std::size_t known = 0;
  std::set<int> own;
  for (std::size_t c = 0; c < lower.size(); ++c) {
    const bool from_above = c < upper.size() && upper[c].number == lower[c].number;
    if (lower[c].text.empty() || from_above || !own.insert(lower[c].number).second) continue;
    if (count_digits(lower[c].text) >= kDigitsOfValues) return false;
    if (!fields_of_label(lower[c].text).empty()) ++known;
  }
  return own.size() >= 2 && known >= 1 && known * 2 >= own.size();
}

TableRow united(const TableRow& upper, const TableRow& lower) {
  TableRow row = lower;
  row.resize(std::max(upper.size(), lower.size()));
  for (std::size_t c = 0; c < upper.size(); ++c) {
    if (row[c].text.empty()) {
      row[c] = upper[c];
    } else if (row[c].number != upper[c].number && !is_known(fields_of_label(row[c].text)) &&
               is_known(fields_of_label(upper[c].text))) {
      row[c].text = upper[c].text;
    }
  }
  return row;
}

std::vector<ColumnGroup> read_second_row(const TableRow& upper, const TableRow& lower) {
  if (!is_second_row(upper, lower)) return {};
  const TableRow own = without_above(upper, lower);
  const Fields fields = fields_of(own);
  const HeaderCount said = count(own, fields);
  if (said.named || said.numbers || said.known < 2 || said.known < said.filled) return {};
  return {group_of(own, fields, 0, own.size())};
}

TableRow with_name_column(const TableRow& header, const std::vector<TableRow>& rows, std::size_t below) {
  const Fields fields = fields_of(header);
  const HeaderCount said = count(header, fields);
  const bool telling = std::any_of(fields.begin(), fields.end(), [](const auto& each) {
    return holds(each, "phone") || holds(each, "address") || holds(each, "licence_no") || holds(each, "uscc");
  });
  if (said.named || said.numbers || said.known < 2 || !telling || heads_other_list(header)) return {};
  const std::size_t end = std::min(rows.size(), below + kRowsOfNames);
  for (std::size_t c = 0; c < header.size(); ++c) {
    if (is_known(fields[c]) || count_code_points(header[c].text) > kLongestHeader) continue;
    std::size_t names = 0, filled = 0;
    for (std::size_t r = below; r < end; ++r) {
      if (c >= rows[r].size() || rows[r][c].text.empty()) continue;
      ++filled;
      if (is_name(rows[r][c].text)) ++names;
    }
    if (names == 0 || names * 10 < filled * 6) continue;
    TableRow named = header;
    named[c].text = "机构名称";
    return named;
  }
  return {};
}

std::vector<TableRow> turned(const std::vector<TableRow>& rows) {
  std::size_t width = 0;
  for (const auto& row : rows) width = std::max(width, row.size());
  if (rows.size() < 3 || width < 3 || width > kMostTurned) return {};
  TableRow labels;
  std::size_t known = 0, filled = 0, named = rows.size();
  for (std::size_t r = 0; r < rows.size(); ++r) {
    const TableRow& row = rows[r];
    const bool title = row.size() < 2 || row[0].number == row[1].number;
    labels.push_back(row.empty() || title ? TableCell{} : row[0]);
    if (labels.back().text.empty()) continue;
    ++filled;
    const auto fields = fields_of_label(row[0].text);
    if (is_known(fields)) ++known;
    if (holds(fields, "name")) named = r;
    for (std::size_t c = 1; c < row.size(); ++c) {
      if (!fields_of_label(row[c].text).empty()) return {};  // labels further right: label beside value, twice
    }
  }
  if (known < 2 || known * 2 <= filled || named == rows.size()) return {};
  if (rows[named].size() < 3 || rows[named][1].number == rows[named][2].number) return {};
  std::vector<TableRow> result;
  for (std::size_t c = 0; c < width; ++c) {
    TableRow& row = result.emplace_back();
    for (std::size_t r = 0; r < rows.size(); ++r) {
      const bool there = !labels[r].text.empty() && c < rows[r].size();
      row.push_back(there ? rows[r][c] : TableCell{});
    }
  }
  return result;
}

}  // namespace lawhub
