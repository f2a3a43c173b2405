#include "registry/dead_links.h"

#include "registry/source.h"
#include "search/report_table.h"
#include "search/reports.h"

namespace lawhub {
namespace {

ReportTable counts_table(Database& db) {
  ReportTable out;
  out.key = "sources";
  out.title = "失效链接";
  out.note = "各来源网站最近一次采集时打不开的站内链接。/reports/dead-links?source=编号 列出一个来源的明细。";
  out.csv = "/reports/dead-links.csv";
  out.columns = {{"id", "编号"}, {"name", "来源"}, {"targets", "失效网址"}, {"links", "链接处"}};
  const auto sources = sources_by_id(db);
  for (const auto& count : DeadLinks(db).counts()) {
    const auto source = sources.find(count.source);
    if (source != sources.end()) out.rows.push_back({count.source, source->second.name, count.targets, count.links});
  }
  return out;
}

ReportTable links_table(Database& db, const Source& source) {
  ReportTable out;
  out.key = "links";
  out.title = "失效链接:" + source.name;
  out.note = "每行是一个打不开的站内链接和链接它的页面(同一网址最多列出五个页面)。内容已移到别处的,列出新网址。";
  out.csv = "/reports/dead-links.csv?source=" + source.id;
  out.columns = {
      {"url", "失效网址"}, {"linked_from", "链接它的页面"}, {"http_status", "状态码"},  {"cause", "原因"},
      {"message", "说明"}, {"moved_to", "内容现在的网址"},  {"first_seen", "首次发现"}, {"last_seen", "最近一次"}};
  for (const auto& link : DeadLinks(db).of(source.id)) {
    out.rows.push_back({link.url, link.linked_from, std::int64_t{link.http_status}, link.cause, link.message,
                        link.moved_to, iso_instant(link.first_seen), iso_instant(link.last_seen)});
  }
  return out;
}

/// Answers with the table that is asked for, as `face` shows it.
template <class Face>
Response answer(const Call& call, Face face) {
  const auto id = value_of(call.request.query, "source");
  auto table = call.service.stores.read([&](Database& db) -> std::optional<ReportTable> {
    if (id.empty()) return counts_table(db);
    const auto source = Sources(db).find(id);
    return source ? std::optional(links_table(db, *source)) : std::nullopt;
  });
  if (!table) return not_found(call);
  return face(*table);
}

}  // namespace

Response show_dead_links(const Call& call) {
  return answer(call, [&](const ReportTable& t) { return html_response(report_page(call.service.site, t, false)); });
}
Response send_dead_links_csv(const Call& call) {
  return answer(call, [](const ReportTable& t) { return csv_response(t, "dead-links.csv"); });
}
Response api_dead_links(const Call& call) {
  return answer(call, [](const ReportTable& t) { return json_response(report_json(t)); });
}

}  // namespace lawhub
