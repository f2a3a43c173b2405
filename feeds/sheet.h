// Spreadsheets as rows of text: XLSX (ECMA-376) and delimited text, both ways.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "feeds/table.h"
#include "registry/report.h"

namespace lawhub {

inline constexpr int kSheetColumns = 256;   ///< columns further right are not read
inline constexpr int kSheetRows = 100'000;  ///< a sheet with more is refused

/// rows[0] is row 1. TableCell::number says where a cell is, see cell_place().
struct Sheet {
  std::string name;  ///< empty for delimited text
  std::vector<TableRow> rows;
};

struct Workbook {
  std::vector<Sheet> sheets;  ///< those that a person sees, in order
  Report report;              ///< cells that could not be read, what is hidden
};

/// Merged cells are spread; numbers are written without exponent or a needless point, dates as ISO dates; the text of a
/// formula is its last result. Hidden rows are read and noted, hidden sheets are not read and noted. A number of more
/// than 15 digits has lost some of them and is an error of its cell. Limits: those of ZipReader, and two million
/// elements and attributes a part.
Result<Workbook> read_xlsx(std::string_view bytes);
/// RFC 4180 with comma, semicolon or tab, in any encoding that base/charset.h knows; one sheet.
Result<Workbook> read_csv(std::string_view bytes);

/// All cells are text; the first row is bold, the columns are as wide as their texts.
std::string write_xlsx(const std::vector<Sheet>& sheets);
/// UTF-8 with byte order mark and CRLF, as Excel expects.
std::string write_csv(const Sheet& sheet);

/// The number of the cell in that row and column, both from 0.
constexpr int cell_number(int row, int column) { return row * kSheetColumns + column; }
/// "名录!C5".
std::string cell_place(std::string_view sheet, int number);
/// A finding at a cell; line and column are those of the sheet.
Finding cell_finding(Severity severity, std::string rule, std::string_view sheet, int number, std::string message,
                     std::string mend);

}  // namespace lawhub
