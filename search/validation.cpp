#include "search/validation.h"

#include <algorithm>
#include <mutex>

#include "base/charset.h"
#include "feeds/rules.h"
#include "feeds/validation_report.h"

namespace lawhub {
namespace {

constexpr std::size_t kMostBytes = 16U << 20U;  // of a feed; the command takes larger ones
constexpr std::size_t kMostFindings = 20000;    // listed; three for each record of a large page
constexpr const char* kRetrySeconds = "5";      // a feed of 16 MiB takes one

struct Outcome {
  ValidationCounts counts;
  Report listed;  ///< by line
};

/// Or why not now.
tl::expected<Outcome, Refused> validate(const Call& call, std::string_view bytes, std::string_view charset) {
  Service& service = call.service;
  if (bytes.size() > kMostBytes) {
    return tl::unexpected(Refused{413, "too-large", "文件超过 16 MiB,请改用命令 lawhub-feeds validate。", "", 0});
  }
  if (!service.validations.allow(call.request.peer, service.clock.now())) {
    return tl::unexpected(Refused{429, "too-often", "检查得太频繁了,请一分钟后再试。", "", 0});
  }
  const std::unique_lock turn(service.validating, std::try_to_lock);
  if (!turn) return tl::unexpected(Refused{503, "busy", "正在检查别的文件,请几秒后再试。", "", 0});
  Outcome outcome;
  TextStream stream(bytes_of(bytes), charset);
  outcome.counts = validate_feed(stream, service.clock.now(), [&](const Finding& finding) {
    if (outcome.listed.size() < kMostFindings) outcome.listed.push_back(finding);
  });
  const auto all = outcome.counts.errors + outcome.counts.warnings + outcome.counts.notes;
  std::stable_sort(outcome.listed.begin(), outcome.listed.end(), [](const Finding& a, const Finding& b) {
    return std::pair(a.line, a.column) < std::pair(b.line, b.column);
  });
  if (all > kMostFindings) {
    outcome.listed.push_back(
        finding_of("list-limit", "feed", {0, 0},
                   "共 " + std::to_string(all) + " 处,这里只列出最先找到的 " + std::to_string(kMostFindings) + " 处"));
  }
  return outcome;
}

Response not_now(const Call& call, const Refused& why) {
  Response response = refusal(call, why);
  if (why.status == 429) response.headers.emplace_back("Retry-After", "60");
  if (why.status == 503) response.headers.emplace_back("Retry-After", kRetrySeconds);
  return response;
}

std::string rows_of(ReportFormat format, const Report& listed) {
  std::string rows;
  for (const Finding& finding : listed) rows += report_row(format, "", finding, rows.empty());
  return rows;
}

/// The format that the query names, else the first in Accept that is one; JSON when neither says.
std::optional<ReportFormat> wanted_format(const Request& request) {
  const std::string_view named = value_of(request.query, "format");
  if (!named.empty()) return report_format_of(named);
  const std::string_view accept = request.header("accept");
  std::optional<ReportFormat> first;
  std::size_t at = accept.npos;
  for (const ReportFormat format : {ReportFormat::json, ReportFormat::csv, ReportFormat::html, ReportFormat::text}) {
    const std::string_view type = media_type_of(format);
    const std::size_t found = accept.find(type.substr(0, type.find(';')));
    if (found < at) {
      at = found;
      first = format;
    }
  }
  return first.value_or(ReportFormat::json);
}

}  // namespace

Response show_validation(const Call& call) {
  return html_response(validation_page(call.service.site, "", rules_html()));
}

Response validate_form(const Call& call) {
  std::string_view bytes = value_of(call.form, "xml");
  std::string_view name = "粘贴的内容";
  if (!call.files.empty() && !call.files.front().bytes.empty()) {
    bytes = call.files.front().bytes;
    name = call.files.front().name;
  }
  if (bytes.empty()) return refusal(call, Refused{400, "no-feed", "请先选择文件,或粘贴内容。", "", 0});
  const auto outcome = validate(call, bytes, {});
  if (!outcome) return not_now(call, outcome.error());
  return html_response(validation_page(
      call.service.site, summary_html(name, outcome->counts) + table_html(rows_of(ReportFormat::html, outcome->listed)),
      rules_html()));
}

Response api_validate(const Call& call) {
  const auto format = wanted_format(call.request);
  if (!format) return refusal(call, Refused{400, "bad-value", "format 应是 json、csv、html 或 text。", "format", 0});
  if (call.request.body.empty()) return refusal(call, Refused{400, "no-feed", "请求内容应是机构信息 XML。", "", 0});
  const auto outcome = validate(call, call.request.body, charset_of(call.request.header("content-type")));
  if (!outcome) return not_now(call, outcome.error());
  Response response;
  response.type = media_type_of(*format);
  response.body = report_head(*format, "", outcome->counts) + rows_of(*format, outcome->listed) + report_end(*format);
  return response;
}

}  // namespace lawhub
