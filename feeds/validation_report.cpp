#include "feeds/validation_report.h"

#include <fmt/format.h>

#include <array>
#include <nlohmann/json.hpp>

#include "base/text.h"
#include "feeds/rules.h"

namespace lawhub {
namespace {

struct Format {
  ReportFormat format;
  std::string_view name, media_type;
};
constexpr std::array<Format, 4> kFormats = {{{ReportFormat::text, "text", "text/plain; charset=utf-8"},
                                             {ReportFormat::json, "json", "application/json; charset=utf-8"},
                                             {ReportFormat::csv, "csv", "text/csv; charset=utf-8"},
                                             {ReportFormat::html, "html", "text/html; charset=utf-8"}}};

std::string json_text(std::string_view text) {
  return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::string html_text(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

/// RFC 4180; what a spreadsheet would take for a formula begins with an apostrophe.
std::string csv_cell(std::string_view text) {
  std::string out =
      !text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos ? "'" : "";
  out += text;
  if (out.find_first_of(",\"\r\n") == std::string::npos) return out;
  return "\"" + replace_all(out, "\"", "\"\"") + "\"";
}

std::string counts_in_words(const ValidationCounts& counts) {
  return fmt::format("{};错误 {},警告 {},提示 {}", in_words(counts), counts.errors, counts.warnings, counts.notes);
}

std::string json_head(std::string_view file, const ValidationCounts& counts) {
  return fmt::format(
      "{{\"file\":{},\"summary\":{{\"text\":{},\"usable\":{},\"rejected\":{},\"to_mend\":{},\"errors\":{},\"warnings\":"
      "{},"
      "\"notes\":{},\"refused\":{}}},\"findings\":[",
      json_text(file), json_text(in_words(counts)), counts.usable, counts.rejected, counts.to_mend, counts.errors,
      counts.warnings, counts.notes, counts.refused);
}

std::string json_row(const Finding& f) {
  return fmt::format(
      "{{\"record\":{},\"line\":{},\"column\":{},\"rule\":{},\"severity\":\"{}\",\"message\":{},\"mend\":{}}}",
      json_text(f.place), f.line, f.column, json_text(f.rule), code_of(f.severity), json_text(f.message),
      json_text(f.mend));
}

std::string csv_row(std::string_view file, const Finding& f) {
  return fmt::format("{},{},{},{},{},{},{},{}\r\n", csv_cell(file), csv_cell(f.place), f.line, f.column,
                     label_of(f.severity), csv_cell(f.rule), csv_cell(f.message), csv_cell(f.mend));
}

std::string html_row(const Finding& f) {
  return fmt::format(
      "<tr class=\"{}\"><td>{}</td><td class=\"number\">{}</td><td class=\"number\">{}</td><td>{}</td><td>{}</td>"
      "<td><code>{}</code></td><td>{}</td></tr>\n",
      code_of(f.severity), label_of(f.severity), f.line, f.column, html_text(f.place), html_text(f.message),
      html_text(f.rule), html_text(f.mend));
}

constexpr std::string_view kTableHead =
    "<table><thead><tr><th scope=\"col\">级别</th><th scope=\"col\">行</th><th scope=\"col\">列</th>"
    "<th scope=\"col\">记录</th><th scope=\"col\">问题</th><th scope=\"col\">规则</th><th scope=\"col\">改法</th></tr>"
    "</thead><tbody>\n";
constexpr std::string_view kTableEnd = "</tbody></table>\n";

}  // namespace

std::optional<ReportFormat> report_format_of(std::string_view name) {
  for (const Format& format : kFormats) {
    if (format.name == name) return format.format;
  }
  return std::nullopt;
}

std::string_view media_type_of(ReportFormat format) { return kFormats[static_cast<std::size_t>(format)].media_type; }

std::string report_head(ReportFormat format, std::string_view file, const ValidationCounts& counts) {
  switch (format) {
    case ReportFormat::text:
      return fmt::format("{}: {}\n", file, counts_in_words(counts));
    case ReportFormat::json:
      return json_head(file, counts);
    case ReportFormat::csv:  // the byte order mark tells spreadsheets that it is UTF-8
      return "\xEF\xBB\xBF" + std::string("文件,记录,行,列,级别,规则,问题,改法\r\n") +
             fmt::format("{},,0,0,汇总,,{},\r\n", csv_cell(file), csv_cell(counts_in_words(counts)));
    case ReportFormat::html:
      return "<!DOCTYPE html>\n<html lang=\"zh-CN\"><head><meta "
             "charset=\"utf-8\"><title>检查结果</title></head><body>\n" +
             summary_html(file, counts) + std::string(kTableHead);
  }
  return {};
}

std::string report_row(ReportFormat format, std::string_view file, const Finding& f, bool first) {
  switch (format) {
    case ReportFormat::text:
      return fmt::format("{}:{}:{} {} {} {}: {} ({})\n", file, f.line, f.column, code_of(f.severity), f.rule, f.place,
                         f.message, f.mend);
    case ReportFormat::json:
      return (first ? "\n" : ",\n") + json_row(f);
    case ReportFormat::csv:
      return csv_row(file, f);
    case ReportFormat::html:
      return html_row(f);
  }
  return {};
}

std::string report_end(ReportFormat format) {
  if (format == ReportFormat::json) return "\n]}\n";
  return format == ReportFormat::html ? std::string(kTableEnd) + "</body></html>\n" : std::string();
}

std::string summary_html(std::string_view file, const ValidationCounts& counts) {
  return fmt::format(
      "<h1>检查结果{}</h1>\n<p class=\"remark {}\" role=\"status\"><strong>{}</strong>;错误 {},警告 {},提示 "
      "{}。</p>\n",
      file.empty() ? std::string() : ":" + html_text(file), counts.errors > 0 ? "bad" : "good",
      html_text(in_words(counts)), counts.errors, counts.warnings, counts.notes);
}

std::string table_html(std::string_view rows) {
  return rows.empty() ? std::string() : std::string(kTableHead) + std::string(rows) + std::string(kTableEnd);
}

std::string rules_html() {
  std::string out =
      "<table><thead><tr><th scope=\"col\">规则</th><th scope=\"col\">关于</th><th scope=\"col\">级别</th>"
      "<th scope=\"col\">问题</th><th scope=\"col\">改法</th></tr></thead><tbody>\n";
  for (const Rule& rule : all_rules()) {
    out += fmt::format("<tr><td><code>{}</code></td><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>\n", rule.code,
                       rule.group, label_of(rule.severity), html_text(rule.title), html_text(rule.mend));
  }
  return out + std::string(kTableEnd);
}

}  // namespace lawhub
