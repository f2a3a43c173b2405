#include "feeds/sheet_template.h"

#include <algorithm>

#include "base/text.h"
#include "base/tsv.h"
#include "feeds/embedded.h"

namespace lawhub {
namespace {

struct TemplateColumn {
  std::string_view header, example, how;
};

/// The rows of the table that are for the type, in order; "*" is for every type.
std::vector<TemplateColumn> columns_of(InstitutionType type) {
  static const Table kRows(feeds_file("data/template.tsv"), "feeds/data/template.tsv");
  const auto header = kRows.column("header"), types = kRows.column("types"), example = kRows.column("example"),
             how = kRows.column("how");
  std::vector<TemplateColumn> columns;
  for (std::size_t row = 0; row < kRows.size(); ++row) {
    const auto codes = split(kRows.cell(row, types), '|');
    const bool meant = codes.front() == "*" || std::find(codes.begin(), codes.end(), code_of(type)) != codes.end();
    if (!meant) continue;
    const auto written = kRows.cell(row, example);
    columns.push_back({kRows.cell(row, header), written == "@" ? label_of(type) : written, kRows.cell(row, how)});
  }
  return columns;
}

void add_row(Sheet& sheet, const std::vector<std::string_view>& texts) {
  const int row = static_cast<int>(sheet.rows.size());
  auto& cells = sheet.rows.emplace_back();
  for (const auto text : texts) {
    const int number = cell_number(row, static_cast<int>(cells.size()));
    cells.push_back({number, std::string(text)});
  }
}

}  // namespace

std::vector<Sheet> template_of(InstitutionType type) {
  Sheet list{"名录", {}}, help{std::string(kHelpSheet), {}};
  std::vector<std::string_view> headers;
  add_row(help, {"列名", "怎样填写", "例子"});
  for (const auto& column : columns_of(type)) {
    headers.push_back(column.header);
    add_row(help, {column.header, column.how, column.example});
  }
  add_row(list, headers);
  return {list, help};
}

Sheet filled_template(InstitutionType type) {
  Sheet list = template_of(type).front();
  std::vector<std::string_view> examples;
  for (const auto& column : columns_of(type)) examples.push_back(column.example);
  add_row(list, examples);
  return list;
}

}  // namespace lawhub
