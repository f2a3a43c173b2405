#include "crawler/xls.h"

#include <freexl.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <memory>

#include "base/text.h"

namespace lawhub {
namespace {

constexpr double kMostExact = 1e15;  // a spreadsheet keeps 15 digits

std::string number_text(double value) {
  if (!std::isfinite(value)) return {};
  std::array<char, 64> buffer;
  const bool whole = std::fabs(value) < kMostExact && value == std::floor(value);
  std::snprintf(buffer.data(), buffer.size(), whole ? "%.0f" : "%.15g", value);
  return buffer.data();
}

std::string cell_text(const void* book, unsigned row, unsigned short column) {
  FreeXL_CellValue cell{};
  if (freexl_get_cell_value(book, row, column, &cell) != FREEXL_OK) return {};
  switch (cell.type) {
    case FREEXL_CELL_INT:
      return std::to_string(cell.value.int_value);
    case FREEXL_CELL_DOUBLE:
      return number_text(cell.value.double_value);
    case FREEXL_CELL_TEXT:
    case FREEXL_CELL_SST_TEXT:
    case FREEXL_CELL_DATE:
    case FREEXL_CELL_DATETIME:
    case FREEXL_CELL_TIME:
      return cell.value.text_value == nullptr ? std::string() : std::string(trim(cell.value.text_value));
    default:
      return {};
  }
}

Sheet read_sheet(const void* book, unsigned short index) {
  Sheet sheet;
  const char* name = nullptr;
  unsigned rows = 0;
  unsigned short columns = 0;
  if (freexl_get_worksheet_name(book, index, &name) == FREEXL_OK && name != nullptr) sheet.name = name;
  if (freexl_select_active_worksheet(book, index) != FREEXL_OK ||
      freexl_worksheet_dimensions(book, &rows, &columns) != FREEXL_OK)
    return sheet;
  columns = std::min<unsigned short>(columns, kSheetColumns);
  rows = std::min<unsigned>(rows, kSheetRows);
  for (unsigned row = 0; row < rows; ++row) {
    auto& cells = sheet.rows.emplace_back();
    for (unsigned short column = 0; column < columns; ++column) {
      std::string text = cell_text(book, row, column);
      const int number = text.empty() ? -1 : cell_number(static_cast<int>(row), column);
      cells.push_back({number, std::move(text)});
    }
  }
  return sheet;
}

}  // namespace

Result<Workbook> read_xls(const std::string& path) {
  const void* opened = nullptr;
  const int code = freexl_open(path.c_str(), &opened);
  const std::unique_ptr<const void, decltype(&freexl_close)> book(opened, &freexl_close);
  if (code != FREEXL_OK) return problem("xls-damaged", "这不是能读取的 xls 表格");
  unsigned sheets = 0;
  freexl_get_info(opened, FREEXL_BIFF_SHEET_COUNT, &sheets);
  Workbook result;
  for (unsigned i = 0; i < sheets && i < 256; ++i) {
    auto sheet = read_sheet(opened, static_cast<unsigned short>(i));
    if (!sheet.rows.empty()) result.sheets.push_back(std::move(sheet));
  }
  return result;
}

}  // namespace lawhub
