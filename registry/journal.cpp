#include "registry/journal.h"

#include <nlohmann/json.hpp>
#include <stdexcept>
#include <utility>

#include "registry/database.h"
#include "registry/sqlite.h"

namespace lawhub {
namespace {

constexpr std::pair<const char*, std::int64_t JobCounts::*> kCounts[] = {
    {"planned", &JobCounts::planned},
    {"requests", &JobCounts::requests},
    {"conditional", &JobCounts::conditional},
    {"not_modified", &JobCounts::not_modified},
    {"fetched", &JobCounts::fetched},
    {"gone", &JobCounts::gone},
    {"failed", &JobCounts::failed},
    {"bytes", &JobCounts::bytes},
    {"pages", &JobCounts::pages},
    {"listings", &JobCounts::listings},
    {"added", &JobCounts::added},
    {"changed", &JobCounts::changed},
    {"removed", &JobCounts::removed},
};

JobCounts counts_from_json(const std::string& text) {
  const auto json = nlohmann::json::parse(text);
  JobCounts counts;
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
                 "cancel_requested, counts, message, lease, upload FROM jobs " +
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
  return job;
}

std::optional<Job> first_job(SQLite::Statement rows) {
  if (!rows.executeStep()) return std::nullopt;
  return read_job(rows);
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

std::optional<JobMode> job_mode_of(std::string_view code) {
  for (const JobMode m : {JobMode::harvest, JobMode::force, JobMode::validate}) {
    if (code_of(m) == code) return m;
  }
  return std::nullopt;
}

std::string to_json(const JobCounts& counts) {
  nlohmann::ordered_json json;
  for (const auto& [name, member] : kCounts) json[name] = counts.*member;
  return json.dump();
}

Job Journal::order(std::string_view source, JobMode mode, std::string_view ordered_by, std::int64_t upload) {
  Job job;
  db_.transaction([&] {
    auto queued = first_job(select_jobs(db_.sql(), "WHERE source = ? AND mode = ? AND upload = ? AND state = 'queued'",
                                        source, code_of(mode), upload));
    if (!queued) {
      run_sql(db_.sql(),
              "INSERT INTO jobs (source, mode, state, ordered_by, ordered_at, upload) VALUES (?, ?, 'queued', ?, ?, ?)",
              source, code_of(mode), ordered_by, clock_.now(), upload);
      queued = find(db_.sql().getLastInsertRowid());
    } else if (queued->ordered_by == "schedule" && ordered_by != "schedule") {
      run_sql(db_.sql(), "UPDATE jobs SET ordered_by = ? WHERE id = ?", ordered_by, queued->id);
      queued->ordered_by = ordered_by;
    }
    job = *queued;
  });
  return job;
}

std::optional<Job> Journal::take(int lease_seconds) {
  std::optional<Job> job;
  db_.transaction([&] {
    const Instant now = clock_.now();
    run_sql(db_.sql(),
            "UPDATE jobs SET state = 'cancelled', finished_at = ?, message = '已取消。' "
            "WHERE state = 'running' AND cancel_requested AND heartbeat_at < ?",
            now, now - lease_seconds);
    job =
        first_job(select_jobs(db_.sql(),
                              "AS j WHERE (state = 'running' AND heartbeat_at < ?) OR (state = 'queued' AND NOT EXISTS "
                              "(SELECT 1 FROM jobs AS r WHERE r.state = 'running' AND r.source = j.source)) "
                              "ORDER BY state = 'queued', ordered_by = 'schedule', id LIMIT 1",
                              now - lease_seconds));
    if (!job) return;
    job->state = JobState::running;
    job->heartbeat_at = now;
    if (job->started_at == 0) job->started_at = now;
    ++job->lease;
    run_sql(db_.sql(), "UPDATE jobs SET state = 'running', started_at = ?, heartbeat_at = ?, lease = ? WHERE id = ?",
            job->started_at, now, job->lease, job->id);
  });
  return job;
}

bool Journal::heartbeat(const Job& job, const JobCounts& counts) {
  bool go_on = false;
  db_.transaction([&] {
    go_on = run_sql(db_.sql(),
                    "UPDATE jobs SET heartbeat_at = ?, counts = ? "
                    "WHERE id = ? AND lease = ? AND state = 'running' AND NOT cancel_requested",
                    clock_.now(), to_json(counts), job.id, job.lease) == 1;
  });
  return go_on;
}

void Journal::finish(const Job& job, JobState state, const JobCounts& counts, std::string_view message) {
  db_.transaction([&] {
    run_sql(db_.sql(),
            "UPDATE jobs SET state = ?, finished_at = ?, counts = ?, message = ? "
            "WHERE id = ? AND lease = ? AND state = 'running'",
            code_of(state), clock_.now(), to_json(counts), message, job.id, job.lease);
  });
}

bool Journal::cancel(std::int64_t job) {
  bool open = false;
  db_.transaction([&] {
    open = run_sql(db_.sql(),
                   "UPDATE jobs SET state = 'cancelled', finished_at = ?, message = '已取消。' "
                   "WHERE id = ? AND state = 'queued'",
                   clock_.now(), job) == 1 ||
           run_sql(db_.sql(), "UPDATE jobs SET cancel_requested = 1 WHERE id = ? AND state = 'running'", job) == 1;
  });
  return open;
}

void Journal::add_items(std::int64_t job, const std::vector<JobItem>& items) {
  db_.transaction([&] {
    SQLite::Statement insert(db_.sql(),
                             "INSERT INTO job_items (job, url, outcome, http_status, message) VALUES (?, ?, ?, ?, ?)");
    for (const JobItem& item : items) {
      bind_values(insert, job, item.url, item.outcome, item.http_status, item.message);
      insert.exec();
      insert.reset();
    }
  });
}

void Journal::clear_items(std::int64_t job) {
  db_.transaction([&] { run_sql(db_.sql(), "DELETE FROM job_items WHERE job = ?", job); });
}

std::optional<Job> Journal::find(std::int64_t job) const {
  return first_job(select_jobs(db_.sql(), "WHERE id = ?", job));
}

std::vector<JobItem> Journal::items(std::int64_t job, std::size_t offset, std::size_t limit) const {
  std::vector<JobItem> items;
  auto row = prepare(
      db_.sql(), "SELECT url, outcome, http_status, message FROM job_items WHERE job = ? ORDER BY id LIMIT ? OFFSET ?",
      job, static_cast<std::int64_t>(limit), static_cast<std::int64_t>(offset));
  while (row.executeStep()) {
    items.push_back({row.getColumn(0).getString(), row.getColumn(1).getString(), row.getColumn(2).getInt(),
                     row.getColumn(3).getString()});
  }
  return items;
}

std::vector<Job> Journal::latest(std::size_t limit) const {
  std::vector<Job> jobs;
  auto rows = select_jobs(db_.sql(), "ORDER BY id DESC LIMIT ?", static_cast<std::int64_t>(limit));
  while (rows.executeStep()) jobs.push_back(read_job(rows));
  return jobs;
}

std::vector<Job> Journal::latest_of(std::string_view source, std::size_t limit) const {
  std::vector<Job> jobs;
  auto rows =
      select_jobs(db_.sql(), "WHERE source = ? ORDER BY id DESC LIMIT ?", source, static_cast<std::int64_t>(limit));
  while (rows.executeStep()) jobs.push_back(read_job(rows));
  return jobs;
}

std::optional<Job> Journal::last_of(std::string_view source) const {
  return first_job(select_jobs(db_.sql(), "WHERE source = ? ORDER BY id DESC LIMIT 1", source));
}

std::optional<Job> Journal::last_success_of(std::string_view source) const {
  return first_job(select_jobs(
      db_.sql(), "WHERE source = ? AND state IN ('done', 'held') AND mode <> 'validate' ORDER BY id DESC LIMIT 1",
      source));
}

}  // namespace lawhub
