// A table with three faces: a page, CSV and JSON.
#pragma once
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "search/html.h"
#include "search/service.h"

namespace lawhub {

struct ReportTable {
  struct Column {
    std::string key;    ///< member of the JSON
    std::string label;  ///< Chinese
  };
  using Cell = std::variant<std::string, std::int64_t>;

  std::string key;    ///< of the list in the JSON
  std::string title;  ///< Chinese
  std::string note;   ///< Chinese, what the figures mean
  std::string csv;    ///< address of the CSV
  std::vector<Column> columns;
  std::vector<std::vector<Cell>> rows;
  /// Drawn above the table, which holds the same figures for who does not see it.
  struct Bar {
    std::string label;  ///< Chinese
    std::int64_t value = 0;
  };
  std::string chart;  ///< Chinese, what is drawn
  std::vector<Bar> bars;
};

std::string report_page(const Site& site, const ReportTable& table, bool signed_in);
/// RFC 4180 with a byte order mark, so that spreadsheets read the Chinese; a cell that a spreadsheet would take for a
/// formula gets an apostrophe in front.
Response csv_response(const ReportTable& table, const std::string& file);
/// {"KEY":[{column:value,…},…]}
std::string report_json(const ReportTable& table);

}  // namespace lawhub
