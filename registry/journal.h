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

/// What a job is at: robots.txt, sitemaps and feeds of links; pages and data; reading them; giving them to the
/// registry.
enum class JobPhase { gather, fetch, extract, propose };

/// A running job that has not been heard of for so long has lost its crawler; heartbeats come every second.
inline constexpr int kLeaseSeconds = 10;

/// What a job did so far; shown live.
struct JobCounts {
  JobPhase phase = JobPhase::gather;
  std::int64_t planned = 0;       ///< URLs known
  std::int64_t requests = 0;      ///< sent, robots.txt included
  std::int64_t conditional = 0;   ///< of them with If-None-Match or If-Modified-Since
  std::int64_t not_modified = 0;  ///< answered 304
  std::int64_t fetched = 0;       ///< answered with a body
  std::int64_t unvisited = 0;     ///< taken as stored, since they change seldom
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
  std::string message;      ///< how it ended, or why it was put off, one plain Chinese sentence
  Instant not_before = 0;   ///< a queued one that was put off is not taken before
  std::int64_t upload = 0;  ///< the file it takes in (upload.h); 0: the source is visited
  std::int64_t lease = 0;   ///< which take() this is; the holder of an older one has lost the job
};
/// Is it running without having been heard of? Then its crawler died or hangs; the next one takes it over.
constexpr bool is_silent(const Job& job, Instant now) {
  return job.state == JobState::running && now - job.heartbeat_at > kLeaseSeconds;
}
/// Its state for people: 正在取消, 没有回音 and, while it runs, what it is at.
std::string state_words(const Job& job, Instant now);

/// One URL of a job, or one thing found wrong.
struct JobItem {
  std::string url;
  std::string outcome;  ///< fetched, not-modified, unvisited, gone, refused, failed, finding
  int http_status = 0;
  std::string message;  ///< Chinese; empty when all is well
  JobPhase phase = JobPhase::fetch;
  std::string cause{};  ///< code: of what kind the failure or finding is; empty when all is well
  int attempts = 1;     ///< how often it was tried in this job
};

/// The items of a job that failed, or were found wrong, for one cause.
struct ItemGroup {
  JobPhase phase = JobPhase::fetch;
  std::string outcome, cause;
  std::int64_t count = 0;
  std::string url, message;  ///< of the first one
};

std::string_view code_of(JobMode m);
std::string_view code_of(JobState s);
std::string_view code_of(JobPhase p);
std::string_view label_of(JobState s);  ///< 排队中, 进行中, 完成, 待审, 失败, 已取消
std::string_view label_of(JobPhase p);  ///< 收集网址, 抓取, 提取, 提交
std::optional<JobMode> job_mode_of(std::string_view code);
/// {"phase":"fetch","planned":…,"requests":…,…}, every count under its own name.
std::string to_json(const JobCounts& counts);

/// Stands in journal.db: nothing here is part of a transaction of registry.db, and nothing waits for one.
class Journal {
 public:
  Journal(Database& db, const Clock& clock) : db_(db), clock_(clock) {}

  /// Orders a job. When one of the same source, mode and upload is queued already, that one is answered. Durable on
  /// return.
  Job order(std::string_view source, JobMode mode, std::string_view ordered_by, std::int64_t upload = 0);
  /// The same for each of the sources, all or none.
  std::vector<Job> order_all(const std::vector<std::string>& sources, JobMode mode, std::string_view ordered_by);
  /// Takes the oldest queued job that has no running job of the same source, those ordered by people first; also a
  /// running one whose heartbeat is older than `lease_seconds` (its crawler died; what was cancelled meanwhile ends).
  /// Nothing when there is none.
  std::optional<Job> take(int lease_seconds);
  /// For the one crew that works: what others left running is theirs no more, and can be taken at once.
  void release_all();
  /// Says that the job, as take() gave it, is alive and how far it is. False when it was cancelled or taken by another.
  bool heartbeat(const Job& job, const JobCounts& counts);
  /// Ends the job, as take() gave it; does nothing when another has taken it. Forgets the oldest ended jobs of the
  /// source, and their items earlier (data/journal.tsv); never its last success, nor what took in an upload.
  void finish(const Job& job, JobState state, const JobCounts& counts, std::string_view message);
  /// Puts the job, as take() gave it, back into the queue, not to be taken before `until` unless a person orders it.
  /// What it planned and did stays, and it goes on from there. False when it was cancelled or taken by another.
  bool put_off(const Job& job, Instant until, const JobCounts& counts, std::string_view message);
  /// A queued job is cancelled at once, and so is a running one that is silent; another one at its next heartbeat.
  /// False when it has ended.
  bool cancel(std::int64_t job);
  void add_items(std::int64_t job, const std::vector<JobItem>& items);
  /// Forgets what an earlier attempt of this job noted.
  void clear_items(std::int64_t job);

  std::optional<Job> find(std::int64_t job) const;
  std::vector<JobItem> items(std::int64_t job, std::size_t offset, std::size_t limit) const;
  std::vector<ItemGroup> groups(std::int64_t job) const;  ///< the most frequent first
  std::vector<Job> latest(std::size_t limit) const;       ///< newest first
  std::vector<Job> latest_of(std::string_view source, std::size_t limit) const;
  std::vector<Job> unfinished() const;                        ///< queued and running, oldest first
  std::optional<Job> last_of(std::string_view source) const;  ///< the newest, ended or not
  /// The last one that ended done or held, dry runs aside; tells when a source is due.
  std::optional<Job> last_success_of(std::string_view source) const;
  /// Its jobs that failed since it last ended well, newest first; dry runs and what was cancelled do not matter.
  std::vector<Job> failures_in_a_row(std::string_view source) const;

  /// The last notice to a source's contact.
  struct Notice {
    std::int64_t job = 0;  ///< whose failure it told
    Instant sent_at = 0;
    std::string contact;
  };
  std::optional<Notice> notice_of(std::string_view source) const;
  void note_notice(std::string_view source, const Notice& notice);

 private:
  std::optional<Job> queued(std::string_view source, JobMode mode, std::int64_t upload) const;
  Job order_within(std::string_view source, JobMode mode, std::string_view ordered_by, std::int64_t upload);
  void prune(std::string_view source);

  Database& db_;
  const Clock& clock_;
};

}  // namespace lawhub
