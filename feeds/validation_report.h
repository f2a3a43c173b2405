// What validation found, as text, JSON, CSV and HTML. A report is written as it is found, so that it may be larger than
// memory: its head (with the summary) is made last and put in front.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "feeds/validation.h"

namespace lawhub {

enum class ReportFormat { text, json, csv, html };
/// By name: "text", "json", "csv", "html".
std::optional<ReportFormat> report_format_of(std::string_view name);
std::string_view media_type_of(ReportFormat format);

/// The summary and what opens the list. `file` is the feed's name, empty when it has none.
std::string report_head(ReportFormat format, std::string_view file, const ValidationCounts& counts);
/// One finding; the text is escaped for the format. `first`: none came before.
std::string report_row(ReportFormat format, std::string_view file, const Finding& finding, bool first);
std::string report_end(ReportFormat format);

/// The summary and the table of an HTML report without the page around it: rows are report_row()s.
std::string summary_html(std::string_view file, const ValidationCounts& counts);
std::string table_html(std::string_view rows);
/// All rules as a table: docs/feed-format.md and /validate show it.
std::string rules_html();

}  // namespace lawhub
