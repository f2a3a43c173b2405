#include "search/admin.h"

#include <algorithm>

#include "base/log.h"
#include "search/json.h"
#include "search/orders.h"
#include "search/report_table.h"
#include "search/sign_in.h"
#include "search/source_status.h"

namespace lawhub {
namespace {

constexpr std::size_t kJobsShown = 20, kItemsShown = 200, kItemsInTable = 100'000;
constexpr int kSilentLooks = 20;  // then a remark keeps proxies from closing the stream

std::string page_of(const Job& job) { return "/admin/jobs/" + std::to_string(job.id); }

bool has_ended(const Job& job) { return job.state != JobState::queued && job.state != JobState::running; }

/// Looks at a job again and again.
class JobEvents {
 public:
  JobEvents(const Call& call, std::int64_t job)
      : service_(call.service), session_(call.session), address_(call.request.peer), job_(job) {}

  std::optional<std::string> next() {
    if (ended_ || !is_open(service_, session_, address_)) return std::nullopt;
    auto job = service_.stores.read([this](Database& db) { return Journal(db, service_.clock).find(job_); });
    if (!job) return std::nullopt;
    ended_ = has_ended(*job);
    auto now = job_json(*job, service_.clock.now());
    if (now == last_) return ++silent_ % kSilentLooks == 0 ? ": \n\n" : "";
    last_ = now;
    return "data: " + now + "\n\n";
  }

 private:
  Service& service_;
  Session session_;  // the stream ends with it
  std::string address_;
  std::int64_t job_;
  std::string last_;
  int silent_ = 0;
  bool ended_ = false;
};

/// The newest that the account may see.
std::vector<Job> latest_jobs(const Call& call, Database& db) {
  const Journal journal(db, call.service.clock);
  if (call.account.role != Role::publisher) return journal.latest(kJobsShown);
  std::vector<Job> out;
  for (const auto& source : call.account.sources) {
    for (auto& job : journal.latest_of(source, kJobsShown)) out.push_back(std::move(job));
  }
  std::sort(out.begin(), out.end(), [](const Job& a, const Job& b) { return a.id > b.id; });
  if (out.size() > kJobsShown) out.resize(kJobsShown);
  return out;
}

}  // namespace

Response show_desk(const Call& call) {
  auto& service = call.service;
  if (call.account.role == Role::security) return redirect(303, "/admin/users");
  if (call.account.role == Role::auditor) return redirect(303, "/admin/audit");
  return service.stores.read([&](Database& db) {
    auto statuses = all_source_statuses(db, service.clock);
    std::erase_if(statuses, [&](const SourceStatus& s) { return !call.account.serves(s.source.id); });
    return html_response(desk_page(service.site, call.session, statuses, latest_jobs(call, db), service.clock.now()));
  });
}

Response order_crawl(const Call& call) {
  std::vector<std::string_view> sources;
  for (const auto& [name, value] : call.form) {
    if (name == "source") sources.push_back(value);
  }
  auto jobs = order_jobs(call, sources, value_of(call.form, "mode"));
  if (!jobs) return refusal(call, Refused{400, jobs.error().code, jobs.error().message, "", 0});
  return redirect(303, jobs->size() == 1 ? page_of(jobs->front()) : "/admin");
}

Response show_job(const Call& call) {
  auto job = job_of(call);
  if (!job) return not_found(call);
  auto& service = call.service;
  return service.stores.read([&](Database& db) {
    const Journal journal(db, service.clock);
    return html_response(job_page(service.site, call.session, *job, journal.groups(job->id),
                                  journal.items(job->id, 0, kItemsShown), service.clock.now()));
  });
}

Response send_job_items(const Call& call) {
  auto job = job_of(call);
  if (!job) return not_found(call);
  ReportTable table;
  table.columns = {{"phase", "阶段"},         {"url", "网址"},          {"outcome", "结果"}, {"cause", "原因"},
                   {"http_status", "状态码"}, {"attempts", "尝试次数"}, {"message", "说明"}};
  const auto items = call.service.stores.read(
      [&](Database& db) { return Journal(db, call.service.clock).items(job->id, 0, kItemsInTable); });
  for (const auto& item : items) {
    table.rows.push_back({std::string(label_of(item.phase)), item.url, outcome_in_words(item.outcome), item.cause,
                          std::int64_t{item.http_status}, std::int64_t{item.attempts}, item.message});
  }
  return csv_response(table, "job-" + std::to_string(job->id) + ".csv");
}

Response follow_job(const Call& call) {
  auto job = job_of(call);
  if (!job) return not_found(call);
  Response response;
  response.type = "text/event-stream";
  response.headers.emplace_back("X-Accel-Buffering", "no");  // nginx passes pieces on as they come
  response.stream = [events = JobEvents(call, job->id)]() mutable -> std::optional<std::string> {
    try {
      return events.next();
    } catch (const std::exception& error) {
      spdlog::error("events of a job: {}", error.what());
      return std::nullopt;
    }
  };
  return response;
}

Response cancel_job(const Call& call) {
  auto job = job_of(call);
  if (!job) return not_found(call);
  cancel(call, *job);
  return redirect(303, page_of(*job));
}

}  // namespace lawhub
