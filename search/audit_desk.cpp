#include "search/audit_desk.h"

#include "base/text.h"
#include "registry/audit.h"
#include "search/view.h"

namespace lawhub {
namespace {

constexpr std::size_t kLinesShown = 100;

View line_view(const AuditLine& line) {
  View view;
  put(view, "number", std::to_string(line.number));
  put(view, "time", time_text(line.at));
  put(view, "who", line.who);
  put(view, "role", line.role);
  put(view, "address", line.address);
  put(view, "act", line.act);
  put(view, "object", line.object);
  put(view, "detail", line.detail);
  put(view, "result", line.result);
  put(view, "begun", line.begun == 0 ? "" : std::to_string(line.begun));
  return view;
}

}  // namespace

Response show_audit(const Call& call) {
  const auto asked = [&](std::string_view name) { return std::string(trim(value_of(call.request.query, name))); };
  AuditLog::Filter filter{asked("who"), asked("act"), asked("object"), 0};
  if (!asked("before").empty() && !parse_number(asked("before"), filter.before))
    return refusal(call, Refused{400, "bad-value", "before 应是编号。", "before", 0});
  const auto [lines, check] = call.service.stores.operators([&](Operators& db) {
    const AuditLog log(db, call.service.clock);
    return std::pair(log.list(filter, kLinesShown), log.check(asked("anchor")));
  });
  View view;
  put(view, "csrf", call.session.csrf);
  put(view, "who", filter.who);
  put(view, "act", filter.act);
  put(view, "object", filter.object);
  put(view, "asked_anchor", asked("anchor"));
  put(view, "fault", check.fault);
  put(view, "total", count_text(static_cast<std::size_t>(check.lines)));
  put(view, "anchor", check.anchor);
  put(view, "older", lines.size() == kLinesShown ? std::to_string(lines.back().number) : "");
  Views rows = no_views();
  for (const auto& line : lines) rows << line_view(line);
  put_list(view, "lines", rows);
  return html_response(
      page(call.service.site, {.title = "审计记录", .refresh = false, .signed_in = true}, render("audit", view)));
}

Response send_audit(const Call& call) {
  Response response;
  response.type = "application/x-ndjson; charset=utf-8";
  response.headers.emplace_back("Content-Disposition", "attachment; filename=\"audit.jsonl\"");
  response.body = call.service.stores.operators([&](Operators& db) { return AuditLog(db, call.service.clock).text(); });
  return response;
}

}  // namespace lawhub
