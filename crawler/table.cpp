// Tables of pages to listings.
#include <algorithm>

#include "base/text.h"
#include "crawler/div_grid.h"
#include "crawler/grid.h"
#include "crawler/labels.h"
#include "crawler/lines.h"
#include "crawler/listing.h"
#include "crawler/value_shape.h"
#include "feeds/labels.h"
#include "feeds/table.h"
#include "registry/division.h"
#include "registry/institution_type.h"

namespace lawhub {
namespace {

constexpr std::size_t kLongestTitle = 40;    // characters of a line that names what is below it
constexpr std::size_t kFewestRows = 3;       // of a table without a header that is believed
constexpr std::size_t kLargestColumns = 30;  // of such a table

std::string link_in(const Html& html, int node) {
  const int a = html.first(node, "a");
  return a < 0 ? std::string() : std::string(html[a].attribute("href"));
}

/// The heading and the short line that stand last in front of a table.
std::string title_above(const std::vector<Line>& lines, int table) {
  const auto end =
      std::partition_point(lines.begin(), lines.end(), [&](const Line& line) { return line.node < table; });
  std::string title;
  for (auto line = std::make_reverse_iterator(end); line != lines.rend(); ++line) {
    if (!line->heading) continue;
    title = plain(*line);
    break;
  }
  if (end == lines.begin()) return title;
  const Line& last = *(end - 1);
  const bool says = !last.heading && last.link_bytes == 0 && count_code_points(last.text) <= kLongestTitle;
  return says ? title + " " + plain(last) : title;
}

/// The field that most texts of a column look like; empty when no field does.
std::string_view field_of_column(const std::vector<TableRow>& rows, std::size_t column) {
  std::size_t filled = 0;
  std::vector<std::pair<std::string_view, std::size_t>> votes;
  for (const auto& row : rows) {
    if (column >= row.size() || row[column].text.empty()) continue;
    ++filled;
    const auto field = field_by_shape(row[column].text);
    const auto vote = std::find_if(votes.begin(), votes.end(), [&](const auto& each) { return each.first == field; });
    if (vote == votes.end()) {
      votes.emplace_back(field, 1);
    } else {
      ++vote->second;
    }
  }
  for (const auto& [field, count] : votes) {
    if (!field.empty() && count * 4 >= filled * 3) return field;
  }
  return {};
}

/// A header made of what the columns look like: one of names, and one at least of telephones or addresses.
TableRow header_by_looks(const std::vector<TableRow>& rows) {
  static constexpr std::pair<std::string_view, std::string_view> kLabels[] = {
      {"name", "机构名称"}, {"phone", "联系电话"}, {"address", "地址"},  {"uscc", "统一社会信用代码"},
      {"email", "邮箱"},    {"website", "网址"},   {"hours", "办公时间"}};
  std::size_t width = 0;
  for (const auto& row : rows) width = std::max(width, row.size());
  if (rows.size() < kFewestRows || width < 2 || width > kLargestColumns) return {};
  TableRow header(width);
  bool named = false, telling = false;
  for (std::size_t c = 0; c < width; ++c) {
    const auto field = field_of_column(rows, c);
    for (const auto& [known, label] : kLabels) {
      if (known == field) header[c] = {static_cast<int>(c), std::string(label)};
    }
    if (field == "name" && named) return {};
    named = named || field == "name";
    telling = telling || field == "phone" || field == "address";
  }
  return named && telling ? header : TableRow();
}

TableReading read_any(std::vector<TableRow> rows, const std::string& title) {
  auto reading = read_table(rows, title);
  if (reading.has_header || reading.other_list) return reading;
  TableRow header = header_by_looks(rows);
  if (header.empty()) return reading;
  rows.push_back(std::move(header));  // last becomes first, the others keep their numbers plus one
  std::rotate(rows.begin(), rows.end() - 1, rows.end());
  return read_table(rows, title);
}

bool is_count(std::string_view text) {
  return !text.empty() && text.size() <= 8 && text.find_first_not_of("0123456789.%,") == text.npos;
}

/// Are the cells beside the name numbers?
bool stands_among_numbers(const Html& html, int name_cell) {
  const int row = name_cell < 0 ? -1 : html.ancestor(name_cell, "tr");
  std::size_t numbers = 0, cells = 0;
  for (int cell = row + 1; row >= 0 && cell < html[row].end; cell = html[cell].end) {
    if (html[cell].is_text() || html[cell].end - cell > 20) continue;
    ++cells;
    if (is_count(html.text(cell))) ++numbers;
  }
  return numbers >= 2 && cells <= numbers + 2;
}

/// A row that says nothing but a name and numbers is of a table of counts; so is a bureau that stands for its district.
bool only_counts(const Html& html, const Listing& listing) {
  const bool bureau = type_of_name(listing.cell("name")) == InstitutionType::justice_bureau;
  return (bureau || stands_among_numbers(html, listing.name_cell)) &&
         std::none_of(listing.cells.begin(), listing.cells.end(), [](const ListedCell& cell) {
           return cell.field != "name" && cell.field != "staff" && cell.field != "remark" && cell.field != "type" &&
                  cell.field != "capital" && cell.field != "division";
         });
}

/// (滕州) and (原…律师事务所) belong to the name above them, (普通合伙) does not.
bool says_place(std::string_view line) {
  const std::string plain = normalise_width(trim(line));
  if (!plain.starts_with("(") || !plain.ends_with(")")) return false;
  const auto inside = std::string_view(plain).substr(1, plain.size() - 2);
  return inside.starts_with("原") || !Divisions::get().named(inside).empty();
}

/// A name cell may hold more than the name: a title that says it in full, or further lines below it.
void mend_name(const Html& html, Listing& listing) {
  const auto name =
      std::find_if(listing.cells.begin(), listing.cells.end(), [](const auto& c) { return c.field == "name"; });
  if (name == listing.cells.end() || listing.name_cell < 0) return;
  const int a = html.first(listing.name_cell, "a");
  const std::string title = a < 0 ? std::string() : squeeze(html[a].attribute("title"));
  if (is_institution_name(title) && (!is_institution_name(name->text) || title.size() > name->text.size())) {
    name->text = title;
    return;
  }
  const auto parts = lines(html, listing.name_cell);
  if (parts.size() < 2) return;
  const auto own = parts.begin();  // a name that is broken in two begins with what is none
  if (!is_institution_name(without_marks(plain(*own)))) return;
  if (says_place(plain(*(own + 1)))) return;
  // …律师事务所 over 滕州分所 is another institution than the first line alone.
  const bool bracketed = plain(*(own + 1)).starts_with("(") || plain(*(own + 1)).starts_with("（");
  const auto whole = type_of_name(name->text);
  if (!bracketed && whole && whole != type_of_name(plain(*own))) return;
  name->text = without_marks(plain(*own));
  std::vector<ListedCell> more;
  for (auto part = own + 1; part != parts.end(); ++part) {
    for (const auto& each : read_labels(part->text)) {
      if (!each.field.empty() && each.field != "name" && !says_nothing(each.value))
        more.push_back({each.field, each.value, listing.name_cell});
    }
  }
  listing.cells.insert(listing.cells.end(), more.begin(), more.end());
}

/// 电话：… 传真：… in one cell.
void divide_cells(Listing& listing) {
  std::vector<ListedCell> cells;
  for (auto& cell : listing.cells) {
    const bool joint = (cell.field == "phone" || cell.field == "address") &&
                       (cell.text.find(':') != cell.text.npos || cell.text.find("：") != cell.text.npos);
    const auto labelled = joint ? read_labels(cell.text) : std::vector<Labelled>();
    const bool known = std::any_of(labelled.begin(), labelled.end(), [&](const Labelled& each) {
      return !each.field.empty() && each.field != cell.field && each.field != "name";
    });
    if (!known) {
      cells.push_back(std::move(cell));
      continue;
    }
    if (const auto& before = labelled.front().before; !before.empty()) cells.push_back({cell.field, before, cell.cell});
    for (const auto& each : labelled) {
      if (!each.field.empty() && each.field != "name" && !says_nothing(each.value))
        cells.push_back({each.field, each.value, cell.cell});
    }
  }
  listing.cells = std::move(cells);
}

}  // namespace

bool TableListings::holds(int node) const {
  return std::any_of(nodes.begin(), nodes.end(),
                     [&](const auto& table) { return node >= table.first && node < table.second; });
}

TableListings read_tables(const Html& html) {
  TableListings result;
  const auto all_lines = lines(html);
  for (const int table : data_tables(html)) {
    const int caption = html.first(table, "caption");
    const std::string title = caption < 0 ? title_above(all_lines, table) : html.text(caption);
    auto reading = read_any(grid_of(html, table), title);
    if (!reading.has_header && !reading.other_list) continue;
    result.nodes.emplace_back(table, html[table].end);
    std::erase_if(reading.listings, [&](const Listing& listing) { return only_counts(html, listing); });
    for (auto& listing : reading.listings) {
      listing.link = link_in(html, listing.name_cell);
      mend_name(html, listing);
      divide_cells(listing);
      result.listings.push_back(std::move(listing));
    }
  }
  for (auto& grid : read_div_grids(html)) {
    result.nodes.emplace_back(grid.begin, grid.end);
    std::move(grid.listings.begin(), grid.listings.end(), std::back_inserter(result.listings));
  }
  return result;
}

}  // namespace lawhub
