#include "search/reports.h"

#include <fmt/format.h>

#include "registry/division.h"
#include "registry/integration_report.h"
#include "registry/quality.h"
#include "registry/source.h"
#include "search/report_table.h"
#include "search/view.h"

namespace lawhub {
namespace {

constexpr std::size_t kMonths = 6;  // of the trend

std::int64_t number(std::size_t n) { return static_cast<std::int64_t>(n); }

std::string place_of(const Source& source) {
  const auto name = Divisions::get().full_name(source.division);
  return name.empty() ? "全省" : name;
}

ReportTable integration_table(Database& db) {
  ReportTable out;
  out.key = "sources";
  out.title = "整合情况";
  out.note = "各来源提供了多少条目、归并成多少家机构,以及等待人处理的事项。";
  out.csv = "/admin/reports/integration.csv";
  out.columns = {{"id", "编号"},
                 {"name", "来源"},
                 {"standing", "身份"},
                 {"division", "地区"},
                 {"listings", "条目"},
                 {"missing", "近期未见"},
                 {"withdrawn", "已撤销"},
                 {"institutions", "机构"},
                 {"alone", "仅此来源"},
                 {"conflicts", "待答矛盾"},
                 {"asked", "待认定"},
                 {"held", "待审"},
                 {"accepted_at", "最近采用"}};
  for (const auto& row : integration_report(db)) {
    out.rows.push_back({row.source.id, row.source.name, std::string(label_of(row.source.standing)),
                        place_of(row.source), number(row.listings), number(row.missing), number(row.withdrawn),
                        number(row.institutions), number(row.alone), number(row.conflicts), number(row.asked),
                        number(row.held), iso_instant(row.accepted_at)});
  }
  return out;
}

/// "2026-09 71 → 2026-10 80"
std::string trend_of(Database& db, const std::string& source) {
  std::string out;
  for (const auto& month : monthly_qualities(db, source, kMonths)) {
    out += fmt::format("{}{} {}", out.empty() ? "" : " → ", month.day.substr(0, 7), score_of(month));
  }
  return out;
}

std::string findings_of(const Quality& quality) {
  std::string out;
  for (const auto& [rule, count] : quality.findings) out += fmt::format("{}{} {}", out.empty() ? "" : ",", rule, count);
  return out;
}

ReportTable quality_table(Database& db) {
  ReportTable out;
  out.key = "sources";
  out.title = "数据质量";
  out.note = "各来源最近一次采集的数据:每一项是填写了该项的条目所占的百分比,总分按各项的重要程度加权。";
  out.csv = "/reports/quality.csv";
  out.columns = {{"id", "编号"},  {"name", "来源"},    {"division", "地区"},
                 {"day", "日期"}, {"records", "条目"}, {"score", "总分"}};
  const auto parts = quality_parts();
  for (const auto& part : parts) out.columns.push_back({part, std::string(part_label(part)) + " %"});
  for (const auto& [key, label] : {std::pair{"wrong_codes", "代码有误"}, std::pair{"findings", "问题(规则 次数)"},
                                   std::pair{"trend", "逐月总分"}}) {
    out.columns.push_back({key, label});
  }
  const auto sources = sources_by_id(db);
  for (const auto& quality : latest_qualities(db)) {
    const auto source = sources.find(quality.source);
    if (source == sources.end()) continue;
    auto& row = out.rows.emplace_back();
    row = {quality.source, source->second.name,     place_of(source->second),
           quality.day,    number(quality.records), std::int64_t{score_of(quality)}};
    for (const auto& part : parts) {
      const auto share = quality.parts.find(part);
      if (share == quality.parts.end() || share->second.of == 0) {
        row.emplace_back("—");
      } else {
        row.emplace_back(number(share->second.have * 100 / share->second.of));
      }
    }
    row.emplace_back(number(wrong_codes(quality)));
    row.emplace_back(findings_of(quality));
    row.emplace_back(trend_of(db, quality.source));
  }
  return out;
}

ReportTable read(const Call& call, ReportTable (*table)(Database&)) {
  return call.service.stores.read([&](Database& db) { return table(db); });
}

}  // namespace

Response show_integration(const Call& call) {
  return html_response(report_page(call.service.site, read(call, integration_table), true));
}
Response send_integration_csv(const Call& call) {
  return csv_response(read(call, integration_table), "integration.csv");
}
Response api_integration(const Call& call) { return json_response(report_json(read(call, integration_table))); }

Response show_quality(const Call& call) {
  return html_response(report_page(call.service.site, read(call, quality_table), false));
}
Response send_quality_csv(const Call& call) { return csv_response(read(call, quality_table), "quality.csv"); }
Response api_quality(const Call& call) { return json_response(report_json(read(call, quality_table))); }

}  // namespace lawhub
