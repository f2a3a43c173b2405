// Sources, jobs, the administrator's desk, and refusals.
#include "registry/division.h"
#include "search/view.h"

namespace lawhub {

namespace {

std::string_view label_of(JobMode mode) {
  switch (mode) {
    case JobMode::harvest:
      return "重新采集";
    case JobMode::force:
      return "全部重读";
    case JobMode::validate:
      return "试采";
  }
  return "";
}

bool is_live(const Job& job) { return job.state == JobState::queued || job.state == JobState::running; }

std::string state_in_words(const SourceStatus& status) {
  if (!status.held.empty()) return "有内容待审";
  return status.last ? std::string(lawhub::label_of(status.last->state)) : "还没有采集过";
}

void put_source(View& view, const SourceStatus& status) {
  put(view, "id", status.source.id);
  put(view, "name", status.source.name);
  put(view, "standing", label_of(status.source.standing));
  put(view, "url", status.source.url);
  put_flag(view, "link", !safe_link(status.source.url).empty());
  const std::string division = Divisions::get().full_name(status.source.division);
  put(view, "division", division.empty() ? "全省" : division);
  put(view, "observations", count_text(status.observations));
  put(view, "success", time_text(status.last_success));
  put(view, "state", state_in_words(status));
  put(view, "held", status.held);
}

View job_row(const Job& job, std::string_view state) {
  View view;
  put(view, "id", std::to_string(job.id));
  put(view, "source", job.source);
  put(view, "time", time_text(job.started_at != 0 ? job.started_at : job.ordered_at));
  put(view, "state", state);
  put(view, "fetched", count_text(static_cast<std::size_t>(job.counts.fetched)));
  put(view, "not_modified", count_text(static_cast<std::size_t>(job.counts.not_modified)));
  put(view, "failed", count_text(static_cast<std::size_t>(job.counts.failed)));
  put(view, "message", job.message);
  return view;
}

Views count_views(const JobCounts& counts) {
  const std::pair<const char*, std::pair<const char*, std::int64_t>> rows[] = {
      {"planned", {"已知网址", counts.planned}},
      {"requests", {"请求", counts.requests}},
      {"conditional", {"条件请求", counts.conditional}},
      {"not_modified", {"未变", counts.not_modified}},
      {"unvisited", {"未到复查时间", counts.unvisited}},
      {"fetched", {"抓取", counts.fetched}},
      {"gone", {"已不存在", counts.gone}},
      {"failed", {"失败", counts.failed}},
      {"pages", {"信息", counts.pages}},
      {"listings", {"机构条目", counts.listings}},
      {"added", {"新增机构", counts.added}},
      {"changed", {"变更机构", counts.changed}},
      {"removed", {"撤下机构", counts.removed}}};
  Views list = no_views();
  for (const auto& [name, row] : rows) {
    View one;
    put(one, "name", name);
    put(one, "label", row.first);
    put(one, "value", std::to_string(row.second));
    list << one;
  }
  return list;
}

std::string heading_of(int status) {
  switch (status) {
    case 400:
      return "这个请求有点问题";
    case 401:
      return "请先登录";
    case 403:
      return "没有权限";
    case 404:
      return "没有这个页面";
    case 405:
      return "不支持这种操作";
    case 429:
      return "请求太频繁了";
    case 503:
      return "服务正忙";
    default:
      return "出了点问题";
  }
}

}  // namespace

std::string outcome_in_words(const std::string& outcome) {
  static const std::map<std::string, std::string> kWords = {
      {"fetched", "已抓取"}, {"not-modified", "未变"}, {"unvisited", "未到复查时间"}, {"gone", "已不存在"},
      {"refused", "不允许"}, {"failed", "失败"},       {"finding", "发现问题"}};
  const auto found = kWords.find(outcome);
  return found == kWords.end() ? outcome : found->second;
}

std::string sources_page(const Site& site, const std::vector<SourceStatus>& sources) {
  Views rows = no_views();
  for (const SourceStatus& status : sources) {
    View row;
    put_source(row, status);
    rows << row;
  }
  View view;
  put_list(view, "sources", rows);
  return page(site, {.title = "数据来源", .refresh = false, .signed_in = false}, render("sources", view));
}

std::string source_page(const Site& site, const SourceStatus& status, const std::vector<Job>& jobs) {
  View view;
  put_source(view, status);
  Views rows = no_views();
  for (const Job& job : jobs) rows << job_row(job, label_of(job.state));
  put_list(view, "jobs", rows);
  return page(site, {.title = status.source.name, .refresh = false, .signed_in = false}, render("source", view));
}

std::string crawler_page(const Site& site, std::string_view email) {
  View view;
  put(view, "site", site.name);
  put(view, "email", email);
  return page(site, {.title = "采集说明", .refresh = false, .signed_in = false}, render("crawler", view));
}

std::string open_data_page(const Site& site) {
  View view;
  put(view, "url", site.url);
  return page(site, {.title = "开放数据", .refresh = false, .signed_in = false}, render("open_data", view));
}

std::string problem_page(const Site& site, int status, std::string_view message) {
  View view;
  put(view, "heading", heading_of(status));
  put(view, "message", message);
  return page(site, {.title = heading_of(status), .refresh = false, .signed_in = false}, render("problem", view));
}

std::string sign_in_page(const Site& site, std::string_view message) {
  View view;
  put(view, "message", message);
  return page(site, {.title = "管理员登录", .refresh = false, .signed_in = false}, render("sign_in", view));
}

std::string desk_page(const Site& site, const Session& session, const std::vector<SourceStatus>& sources,
                      const std::vector<Job>& latest, Instant now) {
  View view;
  put(view, "csrf", session.csrf);
  put(view, "account", session.account.name);
  put_flag(view, "system", session.account.role == Role::system);
  Views rows = no_views();
  bool any_live = false;
  for (const SourceStatus& status : sources) {
    View row;
    put_source(row, status);
    const bool troubled = status.last && (status.last->state == JobState::failed ||
                                          status.last->state == JobState::held || is_silent(*status.last, now));
    put_flag(row, "upload", status.source.kind == SourceKind::upload);
    put_flag(row, "attention", troubled || !status.held.empty());
    put(row, "job", status.last ? std::to_string(status.last->id) : "");
    put(row, "time", status.last ? time_text(status.last->started_at) : "");
    put(row, "message", !status.held.empty() ? status.held : status.last ? status.last->message : "");
    any_live = any_live || (status.last && is_live(*status.last));
    rows << row;
  }
  put_list(view, "sources", rows);
  Views jobs = no_views();
  for (const Job& job : latest) jobs << job_row(job, state_words(job, now));
  put_list(view, "jobs", jobs);
  return page(site, {.title = "来源和采集", .refresh = any_live, .signed_in = true}, render("desk", view));
}

std::string job_page(const Site& site, const Session& session, const Job& job, const std::vector<ItemGroup>& groups,
                     const std::vector<JobItem>& items, Instant now) {
  View view;
  put(view, "csrf", session.csrf);
  put(view, "id", std::to_string(job.id));
  put(view, "source", job.source);
  put(view, "mode", label_of(job.mode));
  put(view, "state", state_words(job, now));
  put(view, "message", job.message);
  put(view, "ordered_by", job.ordered_by);
  put(view, "ordered_at", time_text(job.ordered_at));
  put_flag(view, "live", is_live(job));
  put_list(view, "counts", count_views(job.counts));
  Views causes = no_views();
  for (const ItemGroup& group : groups) {
    View row;
    put(row, "phase", label_of(group.phase));
    put(row, "outcome", outcome_in_words(group.outcome));
    put(row, "count", std::to_string(group.count));
    put(row, "cause", group.cause);
    put(row, "url", group.url);
    put(row, "message", group.message);
    causes << row;
  }
  put_list(view, "causes", causes);
  Views rows = no_views();
  for (const JobItem& item : items) {
    View row;
    put(row, "phase", label_of(item.phase));
    put(row, "attempts", item.attempts > 1 ? std::to_string(item.attempts) : "");
    put(row, "url", item.url);
    put(row, "outcome", outcome_in_words(item.outcome));
    put(row, "status", item.http_status == 0 ? "" : std::to_string(item.http_status));
    put(row, "message", item.message);
    rows << row;
  }
  put_list(view, "items", rows);
  return page(site, {.title = fmt::format("任务 {}", job.id), .refresh = is_live(job), .signed_in = true},
              render("job", view));
}

}  // namespace lawhub
