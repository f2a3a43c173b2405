#include "search/report_table.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "search/view.h"

namespace lawhub {
namespace {

std::string text_of(const ReportTable::Cell& cell) {
  const auto* number = std::get_if<std::int64_t>(&cell);
  return number != nullptr ? std::to_string(*number) : std::get<std::string>(cell);
}

std::string csv_cell(const std::string& text) {
  std::string out = "\"";
  if (!text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos) out += '\'';
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + "\"";
}

/// Horizontal bars, drawn without script and without styles of their own.
void put_chart(View& view, const ReportTable& table) {
  constexpr std::int64_t kHeight = 24, kFull = 400, kLeft = 140;  // units of the drawing
  std::int64_t most = 1;
  for (const auto& bar : table.bars) most = std::max(most, bar.value);
  Views bars = no_views();
  std::int64_t y = 0;
  for (const auto& bar : table.bars) {
    const std::int64_t width = bar.value * kFull / most;
    View one;
    put(one, "label", bar.label);
    put(one, "value", std::to_string(bar.value));
    put(one, "y", std::to_string(y));
    put(one, "text_y", std::to_string(y + 15));
    put(one, "width", std::to_string(std::max<std::int64_t>(width, 1)));
    put(one, "value_x", std::to_string(kLeft + width + 6));
    bars << one;
    y += kHeight;
  }
  put_list(view, "bars", bars);
  put(view, "chart", table.chart);
  put(view, "chart_height", std::to_string(y));
}

}  // namespace

std::string report_page(const Site& site, const ReportTable& table, bool signed_in) {
  View view;
  put(view, "title", table.title);
  put(view, "note", table.note);
  put(view, "csv", table.csv);
  put_flag(view, "signed", signed_in);
  Views columns = no_views();
  for (const auto& column : table.columns) {
    View one;
    put(one, "label", column.label);
    columns << one;
  }
  put_list(view, "columns", columns);
  Views rows = no_views();
  for (const auto& row : table.rows) {
    Views cells = no_views();
    for (const auto& cell : row) {
      View one;
      put(one, "text", text_of(cell));
      put_flag(one, "number", std::holds_alternative<std::int64_t>(cell));
      cells << one;
    }
    View one;
    put_list(one, "cells", cells);
    rows << one;
  }
  put_list(view, "rows", rows);
  put_chart(view, table);
  return page(site, {.title = table.title, .refresh = false, .signed_in = signed_in}, render("report", view));
}

Response csv_response(const ReportTable& table, const std::string& file) {
  Response response;
  response.type = "text/csv; charset=utf-8";
  response.headers.emplace_back("Content-Disposition", "attachment; filename=\"" + file + "\"");
  response.body = "\xEF\xBB\xBF";
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    response.body.append(i == 0 ? "" : ",").append(csv_cell(table.columns[i].label));
  }
  response.body += "\r\n";
  for (const auto& row : table.rows) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      const auto* number = std::get_if<std::int64_t>(&row[i]);
      response.body.append(i == 0 ? "" : ",")
          .append(number != nullptr ? std::to_string(*number) : csv_cell(text_of(row[i])));
    }
    response.body += "\r\n";
  }
  return response;
}

std::string report_json(const ReportTable& table) {
  using Json = nlohmann::ordered_json;
  Json list = Json::array();
  for (const auto& row : table.rows) {
    Json one = Json::object();
    for (std::size_t i = 0; i < row.size(); ++i) {
      std::visit([&](const auto& value) { one[table.columns[i].key] = value; }, row[i]);
    }
    list.push_back(std::move(one));
  }
  const Json out{{table.key, std::move(list)}};
  return out.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace lawhub
