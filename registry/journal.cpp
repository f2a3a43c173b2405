#include "registry/journal.h"

#include <nlohmann/json.hpp>
#include <stdexcept>
#include <utility>

#include "base/constants.h"
#include "registry/database.h"
#include "registry/embedded.h"
#include "registry/sqlite.h"

namespace lawhub {
namespace {

constexpr std::pair<const char*, std::int64_t JobCounts::*> kCounts[] = {
    {"planned", &JobCounts::planned},
    {"requests", &JobCounts::requests},
    {"conditional", &JobCounts::conditional},
    {"not_modified", &JobCounts::not_modified},
    {"fetched", &JobCounts::fetched},
    {"unvisited", &JobCounts::unvisited},
    {"gone", &JobCounts::gone},
    {"failed", &JobCounts::failed},
    {"bytes", &JobCounts::bytes},
    {"pages", &JobCounts::pages},
    {"listings", &JobCounts::listings},
    {"added", &JobCounts::added},
    {"changed", &JobCounts::changed},
    {"removed", &JobCounts::removed},
};

JobPhase job_phase_of(std::string_view code) {
  for (const JobPhase p : {JobPhase::gather, JobPhase::fetch, JobPhase::extract}) {
    if (code_of(p) == code) return p;
  }
  return code.empty() ? JobPhase::gather : JobPhase::propose;
}

JobCounts counts_from_json(const std::string& text) {
  const auto json = nlohmann::json::parse(text);
  JobCounts counts;
  counts.phase = job_phase_of(json.value("phase", std::string()));
  for (const auto& [name, member] : kCounts) counts.*member = json.value(name, std::int64_t{0});
  return counts;
}

JobState job_state_of(std::string_view code) {
  for (const JobState s :
       {JobState::queued, JobState::running, JobState::done, JobState::held, JobState::failed, JobState::cancelled}) {
    if (code_of(s) == code) return s;
  }
  throw std::runtime_error("unknown state in table jobs: " + std::string(code));
}

// `rest` follows "SELECT … FROM jobs ".
template <class... Values>
SQLite::Statement select_jobs(SQLite::Database& db, const std::string& rest, const Values&... values) {
  return prepare(db,
                 "SELECT id, source, mode, state, ordered_by, ordered_at, started_at, heartbeat_at, finished_at, "
                 "cancel_requested, counts, message, lease, upload, not_before FROM jobs " +
                     rest,
                 values...);
}

Job read_job(const SQLite::Statement& row) {
  Job job;
  job.id = row.getColumn(0).getInt64();
  job.source = row.getColumn(1).getString();
  job.mode = job_mode_of(row.getColumn(2).getString()).value_or(JobMode::harvest);
  job.state = job_state_of(row.getColumn(3).getString());
  job.ordered_by = row.getColumn(4).getString();
  job.ordered_at = row.getColumn(5).getInt64();
  job.started_at = row.getColumn(6).getInt64();
  job.heartbeat_at = row.getColumn(7).getInt64();
  job.finished_at = row.getColumn(8).getInt64();
  job.cancel_requested = row.getColumn(9).getInt() != 0;
  job.counts = counts_from_json(row.getColumn(10).getString());
  job.message = row.getColumn(11).getString();
  job.lease = row.getColumn(12).getInt64();
  job.upload = row.getColumn(13).getInt64();
  job.not_before = row.getColumn(14).getInt64();
  return job;
}

std::optional<Job> first_job(SQLite::Statement rows) {
  if (!rows.executeStep()) return std::nullopt;
  return read_job(rows);
}

/// A hundred jobs beat every second, and nothing is lost with a beat: the disk need not be waited for.
class Unsynced {
 public:
  explicit Unsynced(SQLite::Database& db) : db_(db) { db_.exec("PRAGMA synchronous=NORMAL"); }
  ~Unsynced() { db_.tryExec("PRAGMA synchronous=FULL"); }
  Unsynced(const Unsynced&) = delete;
  Unsynced& operator=(const Unsynced&) = delete;

 private:
  SQLite::Database& db_;
};

/// "11-24 22:00" by China's clock.
std::string clock_text(Instant t) {
  const auto local = china_time(t);
  const auto two = [](int number) { return (number < 10 ? "0" : "") + std::to_string(number); };
  return two(local.date.month) + "-" + two(local.date.day) + " " + two(local.minute / 60) + ":" +
         two(local.minute % 60);
}

std::int64_t journal_constant(std::string_view name) {
  static const Constants kConstants("data/journal.tsv", registry_file("data/journal.tsv"));
  return kConstants.get(name);
}

}  // namespace

std::string_view code_of(JobMode m) {
  switch (m) {
    case JobMode::harvest:
      return "harvest";
    case JobMode::force:
      return "force";
    case JobMode::validate:
      return "validate";
  }
  return {};
}

std::string_view code_of(JobState s) {
  switch (s) {
    case JobState::queued:
      return "queued";
    case JobState::running:
      return "running";
    case JobState::done:
      return "done";
    case JobState::held:
      return "held";
    case JobState::failed:
      return "failed";
    case JobState::cancelled:
      return "cancelled";
  }
  return {};
}

std::string_view code_of(JobPhase p) {
  switch (p) {
    case JobPhase::gather:
      return "gather";
    case JobPhase::fetch:
      return "fetch";
    case JobPhase::extract:
      return "extract";
    case JobPhase::propose:
      return "propose";
  }
  return {};
}

std::string_view label_of(JobPhase p) {
  switch (p) {
    case JobPhase::gather:
      return "收集网址";
    case JobPhase::fetch:
      return "抓取";
    case JobPhase::extract:
      return "提取";
    case JobPhase::propose:
      return "提交";
  }
  return {};
}

std::string_view label_of(JobState s) {
  switch (s) {
    case JobState::queued:
      return "排队中";
    case JobState::running:
      return "进行中";
    case JobState::done:
      return "完成";
    case JobState::held:
      return "待审";
    case JobState::failed:
      return "失败";
    case JobState::cancelled:
      return "已取消";
  }
  return {};
}

std::string state_words(const Job& job, Instant now) {
  const std::string label(label_of(job.state));
  if (is_silent(job, now)) {
    const std::string since = job.heartbeat_at == 0 ? "" : "(" + std::to_string(now - job.heartbeat_at) + " 秒)";
    return "没有回音" + since + ",等待采集程序接手";
  }
  if (job.state == JobState::queued && job.not_before > now) return label + "," + clock_text(job.not_before) + " 起";
  if (job.state != JobState::running) return label;
  if (job.cancel_requested) return "正在取消";
  return label + "(" + std::string(label_of(job.counts.phase)) + ")";
}

std::optional<JobMode> job_mode_of(std::string_view code) {
  for (const JobMode m : {JobMode::harvest, JobMode::force, JobMode::validate}) {
    if (code_of(m) == code) return m;
  }
  return std::nullopt;
}

std::string to_json(const JobCounts& counts) {
  nlohmann::ordered_json json{{"phase", code_of(counts.phase)}};
  for (const auto& [name, member] : kCounts) json[name] = counts.*member;
  return json.dump();
}

std::optional<Job> Journal::queued(std::string_view source, JobMode mode, std::int64_t upload) const {
  return first_job(select_jobs(db_.journal(), "WHERE source = ? AND mode = ? AND upload = ? AND state = 'queued'",
                               source, code_of(mode), upload));
}

Job Journal::order_within(std::string_view source, JobMode mode, std::string_view ordered_by, std::int64_t upload) {
  auto job = queued(source, mode, upload);
  if (!job) {
    run_sql(db_.journal(),
            "INSERT INTO jobs (source, mode, state, ordered_by, ordered_at, upload) VALUES (?, ?, 'queued', ?, ?, ?)",
            source, code_of(mode), ordered_by, clock_.now(), upload);
    job = find(db_.journal().getLastInsertRowid());
  } else if (job->ordered_by == "schedule" && ordered_by != "schedule") {
    run_sql(db_.journal(), "UPDATE jobs SET ordered_by = ?, not_before = 0 WHERE id = ?", ordered_by, job->id);
    job->ordered_by = ordered_by;
  }
  return *job;
}

Job Journal::order(std::string_view source, JobMode mode, std::string_view ordered_by, std::int64_t upload) {
  Job job;
  immediate(db_.journal(), [&] { job = order_within(source, mode, ordered_by, upload); });
  return job;
}

std::vector<Job> Journal::order_all(const std::vector<std::string>& sources, JobMode mode,
                                    std::string_view ordered_by) {
  std::vector<Job> jobs;
  immediate(db_.journal(), [&] {
    for (const auto& source : sources) jobs.push_back(order_within(source, mode, ordered_by, 0));
  });
  return jobs;
}

std::optional<Job> Journal::take(int lease_seconds) {
  std::optional<Job> job;
  immediate(db_.journal(), [&] {
    const Instant now = clock_.now();
    run_sql(db_.journal(),
            "UPDATE jobs SET state = 'cancelled', finished_at = ?, message = '已取消。' "
            "WHERE state = 'running' AND cancel_requested AND heartbeat_at < ?",
            now, now - lease_seconds);
    job = first_job(select_jobs(
        db_.journal(),
        "AS j WHERE (state = 'running' AND heartbeat_at < ?) OR (state = 'queued' AND not_before <= ? AND NOT EXISTS "
        "(SELECT 1 FROM jobs AS r WHERE r.state = 'running' AND r.source = j.source)) "
        "ORDER BY state = 'queued', ordered_by = 'schedule', id LIMIT 1",
        now - lease_seconds, now));
    if (!job) return;
    job->state = JobState::running;
    job->heartbeat_at = now;
    if (job->started_at == 0) job->started_at = now;
    ++job->lease;
    run_sql(db_.journal(),
            "UPDATE jobs SET state = 'running', started_at = ?, heartbeat_at = ?, lease = ? WHERE id = ?",
            job->started_at, now, job->lease, job->id);
  });
  return job;
}

void Journal::release_all() {
  immediate(db_.journal(), [&] { run_sql(db_.journal(), "UPDATE jobs SET heartbeat_at = 0 WHERE state = 'running'"); });
}

bool Journal::heartbeat(const Job& job, const JobCounts& counts) {
  bool go_on = false;
  const Unsynced unsynced(db_.journal());
  immediate(db_.journal(), [&] {
    go_on = run_sql(db_.journal(),
                    "UPDATE jobs SET heartbeat_at = ?, counts = ? "
                    "WHERE id = ? AND lease = ? AND state = 'running' AND NOT cancel_requested",
                    clock_.now(), to_json(counts), job.id, job.lease) == 1;
  });
  return go_on;
}

void Journal::finish(const Job& job, JobState state, const JobCounts& counts, std::string_view message) {
  immediate(db_.journal(), [&] {
    run_sql(db_.journal(),
            "UPDATE jobs SET state = ?, finished_at = ?, counts = ?, message = ? "
            "WHERE id = ? AND lease = ? AND state = 'running'",
            code_of(state), clock_.now(), to_json(counts), message, job.id, job.lease);
    prune(job.source);
  });
}

bool Journal::put_off(const Job& job, Instant until, const JobCounts& counts, std::string_view message) {
  bool done = false;
  immediate(db_.journal(), [&] {
    done = run_sql(db_.journal(),
                   "UPDATE jobs SET state = 'queued', not_before = ?, counts = ?, message = ? "
                   "WHERE id = ? AND lease = ? AND state = 'running' AND NOT cancel_requested",
                   until, to_json(counts), message, job.id, job.lease) == 1;
  });
  return done;
}

void Journal::prune(std::string_view source) {
  run_sql(db_.journal(),
          "DELETE FROM job_items WHERE job IN (SELECT id FROM jobs WHERE source = ?1 AND finished_at > 0 "
          "ORDER BY id DESC LIMIT -1 OFFSET ?2)",
          source, journal_constant("kept_item_jobs"));
  run_sql(db_.journal(),
          "DELETE FROM jobs WHERE id IN (SELECT id FROM jobs WHERE source = ?1 AND finished_at > 0 "
          "ORDER BY id DESC LIMIT -1 OFFSET ?2) AND upload = 0 AND id <> coalesce((SELECT max(id) FROM jobs "
          "WHERE source = ?1 AND state IN ('done', 'held') AND mode <> 'validate'), 0)",
          source, journal_constant("kept_jobs"));
}

bool Journal::cancel(std::int64_t job) {
  bool open = false;
  immediate(db_.journal(), [&] {
    open = run_sql(db_.journal(),
                   "UPDATE jobs SET state = 'cancelled', finished_at = ?, message = '已取消。' "
                   "WHERE id = ? AND (state = 'queued' OR (state = 'running' AND heartbeat_at < ?))",
                   clock_.now(), job, clock_.now() - kLeaseSeconds) == 1 ||
           run_sql(db_.journal(), "UPDATE jobs SET cancel_requested = 1 WHERE id = ? AND state = 'running'", job) == 1;
  });
  return open;
}

void Journal::add_items(std::int64_t job, const std::vector<JobItem>& items) {
  immediate(db_.journal(), [&] {
    SQLite::Statement insert(db_.journal(),
                             "INSERT INTO job_items (job, phase, url, outcome, cause, http_status, attempts, message) "
                             "VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
    for (const JobItem& item : items) {
      bind_values(insert, job, code_of(item.phase), item.url, item.outcome, item.cause, item.http_status, item.attempts,
                  item.message);
      insert.exec();
      insert.reset();
    }
  });
}

void Journal::clear_items(std::int64_t job) {
  immediate(db_.journal(), [&] { run_sql(db_.journal(), "DELETE FROM job_items WHERE job = ?", job); });
}

std::optional<Job> Journal::find(std::int64_t job) const {
  return first_job(select_jobs(db_.journal(), "WHERE id = ?", job));
}

std::vector<JobItem> Journal::items(std::int64_t job, std::size_t offset, std::size_t limit) const {
  std::vector<JobItem> items;
  auto row = prepare(db_.journal(),
                     "SELECT url, outcome, http_status, message, phase, cause, attempts FROM job_items WHERE job = ? "
                     "ORDER BY id LIMIT ? OFFSET ?",
                     job, static_cast<std::int64_t>(limit), static_cast<std::int64_t>(offset));
  while (row.executeStep()) {
    items.push_back({row.getColumn(0).getString(), row.getColumn(1).getString(), row.getColumn(2).getInt(),
                     row.getColumn(3).getString(), job_phase_of(row.getColumn(4).getString()),
                     row.getColumn(5).getString(), row.getColumn(6).getInt()});
  }
  return items;
}

std::vector<ItemGroup> Journal::groups(std::int64_t job) const {
  std::vector<ItemGroup> groups;
  auto row = prepare(db_.journal(),
                     "SELECT phase, outcome, cause, count(*), min(id), url, message FROM job_items "
                     "WHERE job = ? AND cause <> '' GROUP BY phase, outcome, cause ORDER BY count(*) DESC, min(id)",
                     job);
  while (row.executeStep()) {
    groups.push_back({job_phase_of(row.getColumn(0).getString()), row.getColumn(1).getString(),
                      row.getColumn(2).getString(), row.getColumn(3).getInt64(), row.getColumn(5).getString(),
                      row.getColumn(6).getString()});
  }
  return groups;
}

std::vector<Job> Journal::latest(std::size_t limit) const {
  std::vector<Job> jobs;
  auto rows = select_jobs(db_.journal(), "ORDER BY id DESC LIMIT ?", static_cast<std::int64_t>(limit));
  while (rows.executeStep()) jobs.push_back(read_job(rows));
  return jobs;
}

std::vector<Job> Journal::latest_of(std::string_view source, std::size_t limit) const {
  std::vector<Job> jobs;
  auto rows =
      select_jobs(db_.journal(), "WHERE source = ? ORDER BY id DESC LIMIT ?", source, static_cast<std::int64_t>(limit));
  while (rows.executeStep()) jobs.push_back(read_job(rows));
  return jobs;
}

std::vector<Job> Journal::unfinished() const {
  std::vector<Job> jobs;
  auto rows = select_jobs(db_.journal(), "WHERE state IN ('queued', 'running') ORDER BY id");
  while (rows.executeStep()) jobs.push_back(read_job(rows));
  return jobs;
}

std::optional<Job> Journal::last_of(std::string_view source) const {
  return first_job(select_jobs(db_.journal(), "WHERE source = ? ORDER BY id DESC LIMIT 1", source));
}

std::optional<Job> Journal::last_success_of(std::string_view source) const {
  return first_job(select_jobs(
      db_.journal(), "WHERE source = ? AND state IN ('done', 'held') AND mode <> 'validate' ORDER BY id DESC LIMIT 1",
      source));
}

std::vector<Job> Journal::failures_in_a_row(std::string_view source) const {
  std::vector<Job> failures;
  auto rows = select_jobs(db_.journal(),
                          "WHERE source = ?1 AND state = 'failed' AND mode <> 'validate' AND id > coalesce((SELECT "
                          "max(id) FROM jobs WHERE source = ?1 AND state IN ('done', 'held') AND mode <> 'validate'), "
                          "0) ORDER BY id DESC",
                          source);
  while (rows.executeStep()) failures.push_back(read_job(rows));
  return failures;
}

std::optional<Journal::Notice> Journal::notice_of(std::string_view source) const {
  auto row = prepare(db_.journal(), "SELECT job, sent_at, contact FROM notices WHERE source = ?", source);
  if (!row.executeStep()) return std::nullopt;
  return Notice{row.getColumn(0).getInt64(), row.getColumn(1).getInt64(), row.getColumn(2).getString()};
}

void Journal::note_notice(std::string_view source, const Notice& notice) {
  immediate(db_.journal(), [&] {
    run_sql(db_.journal(), "INSERT OR REPLACE INTO notices (source, job, sent_at, contact) VALUES (?, ?, ?, ?)", source,
            notice.job, notice.sent_at, notice.contact);
  });
}

}  // namespace lawhub
