// Orders and their fate: a re-crawl is a row that the crawler takes up. Nothing acknowledged is lost by kill -9.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "registry/report.h"

namespace lawhub {

class Database;

enum class JobMode { harvest, force, validate };  ///< normal; also what did not change; dry run
enum class JobState { queued, running, done, held, failed, cancelled };

/// What a job did so far; shown live.
struct JobCounts {
  std::int64_t planned = 0;       ///< URLs known
  std::int64_t requests = 0;      ///< sent, robots.txt included
  std::int64_t conditional = 0;   ///< of them with If-None-Match or If-Modified-Since
  std::int64_t not_modified = 0;  ///< answered 304
  std::int64_t fetched = 0;       ///< answered with a body
  std::int64_t gone = 0;          ///< 404 or 410
  std::int64_t failed = 0;        ///< everything else
  std::int64_t bytes = 0;
  std::int64_t pages = 0;                            ///< pages kept for the index
  std::int64_t listings = 0;                         ///< observations extracted
  std::int64_t added = 0, changed = 0, removed = 0;  ///< institutions touched by the snapshot
  bool operator==(const JobCounts&) const = default;
};

struct Job {
  std::int64_t id = 0;
  std::string source;
  JobMode mode = JobMode::harvest;
  JobState state = JobState::queued;
  std::string ordered_by;  ///< account, or "schedule"
  Instant ordered_at = 0, started_at = 0, heartbeat_at = 0, finished_at = 0;
  bool cancel_requested = false;
  JobCounts counts;
  std::string message;      ///< how it ended, one plain Chinese sentence
  std::int64_t upload = 0;  ///< the file it takes in (upload.h); 0: the source is visited
  std::int64_t lease = 0;   ///< which take() this is; the holder of an older one has lost the job
};

/// One URL of a job, or one thing found wrong.
struct JobItem {
  std::string url;
  std::string outcome;  ///< fetched, not-modified, gone, refused, failed, finding
  int http_status = 0;
  std::string message;  ///< Chinese; empty when all is well
};

std::string_view code_of(JobMode m);
std::string_view code_of(JobState s);
std::string_view label_of(JobState s);  ///< 排队中, 进行中, 完成, 待审, 失败, 已取消
std::optional<JobMode> job_mode_of(std::string_view code);
/// {"planned":…,"requests":…,…}, every count under its own name.
std::string to_json(const JobCounts& counts);

class Journal {
 public:
  Journal(Database& db, const Clock& clock) : db_(db), clock_(clock) {}

  /// Orders a job. When one of the same source, mode and upload is queued already, that one is answered. Durable on
  /// return.
  Job order(std::string_view source, JobMode mode, std::string_view ordered_by, std::int64_t upload = 0);
  /// Takes the oldest queued job that has no running job of the same source, those ordered by people first; also a
  /// running one whose heartbeat is older than `lease_seconds` (its crawler died; what was cancelled meanwhile ends).
  /// Nothing when there is none.
  std::optional<Job> take(int lease_seconds);
  /// Says that the job, as take() gave it, is alive and how far it is. False when it was cancelled or taken by another.
  bool heartbeat(const Job& job, const JobCounts& counts);
  /// Ends the job, as take() gave it; does nothing when another has taken it.
  void finish(const Job& job, JobState state, const JobCounts& counts, std::string_view message);
  /// A queued job is cancelled at once, a running one at its next heartbeat. False when it has ended.
  bool cancel(std::int64_t job);
  void add_items(std::int64_t job, const std::vector<JobItem>& items);
  /// Forgets what an earlier attempt of this job noted.
  void clear_items(std::int64_t job);

  std::optional<Job> find(std::int64_t job) const;
  std::vector<JobItem> items(std::int64_t job, std::size_t offset, std::size_t limit) const;
  std::vector<Job> latest(std::size_t limit) const;  ///< newest first
  std::vector<Job> latest_of(std::string_view source, std::size_t limit) const;
  std::optional<Job> last_of(std::string_view source) const;  ///< the newest, ended or not
  /// The last one that ended done or held, dry runs aside; tells when a source is due.
  std::optional<Job> last_success_of(std::string_view source) const;

 private:
  Database& db_;
  const Clock& clock_;
};

}  // namespace lawhub
