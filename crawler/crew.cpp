#include "crawler/crew.h"

#include <atomic>
#include <chrono>
#include <list>
#include <mutex>
#include <thread>

#include "base/file.h"
#include "base/log.h"
#include "base/log_scope.h"
#include "crawler/closing.h"
#include "crawler/hand_in.h"
#include "crawler/notices.h"
#include "crawler/recipe_report.h"
#include "crawler/schedule.h"
#include "crawler/user_agent.h"
#include "registry/database.h"
#include "registry/dead_links.h"
#include "registry/harvest_marks.h"
#include "registry/quality.h"
#include "registry/register.h"
#include "registry/source.h"
#include "registry/upload.h"

namespace lawhub {
namespace {

constexpr std::size_t kJobsOfADay = 100;  // more than the schedule can order of one source
constexpr auto kBeatEvery = std::chrono::seconds(1);
constexpr auto kIdlePoll = std::chrono::milliseconds(200);  // of the journal, when nothing is at work
constexpr auto kBusyPoll = std::chrono::milliseconds(20);   // of the hands, so that the next job starts at once

/// Validators are trusted after a crawl that was taken in. After one that is held, everything is read anew: what was
/// stored then may be what was wrong.
Revisit revisit_of(const Journal& journal, const Job& job) {
  const auto last = journal.last_success_of(job.source);
  const bool trusted = last && last->state == JobState::done;
  return job.mode == JobMode::harvest && trusted ? Revisit::conditional : Revisit::unconditional;
}

/// From when on a source is asked for its changes; 0: for everything, which it is at least once a week, since what it
/// drops without a word shows in nothing else.
Instant since_of(Database& db, const Source& source, Revisit revisit, Instant now) {
  constexpr Instant kWeek = Instant{7} * 86'400;
  const auto mark = HarvestMarks(db).find(source.id);
  const bool known = mark && mark->url == source.url && now - mark->full_at < kWeek;
  return known && revisit == Revisit::conditional ? mark->reached : 0;
}

/// What the jobs of a crew share.
struct Shared {
  const Config& config;
  const Clock& clock;
  HostTurns turns;
  std::atomic<bool> stopping = false;
  /// Of the registry: taking in a large harvest outlasts SQLite's patience with other writers.
  std::timed_mutex writing{};
};

/// One job from its taking to its end, in a thread of its own.
class Hand {
 public:
  Hand(Shared& shared, Job job) : shared_(shared), job_(std::move(job)), counts_(job_.counts) {
    thread_ = std::thread([this] {
      work();
      finished_ = true;
    });
  }
  ~Hand() { thread_.join(); }
  Hand(const Hand&) = delete;
  Hand& operator=(const Hand&) = delete;

  bool finished() const { return finished_; }

 private:
  void work();
  void work(Database& db);
  void take_upload(Database& db, const Source& source);
  void conclude(Database& db, const Source& source, Harvest& harvest);
  std::optional<Acceptance> judge(Database& db, const Source& source, Harvest& harvest);
  std::unique_lock<std::timed_mutex> turn_to_write(Database& db);
  void remember(Database& db, const Harvest& harvest, const Acceptance& acceptance);
  void finish(Database& db, JobState state, const JobCounts& counts, const std::string& message);
  bool beat(Database& db);
  bool is_cancelled(Database& db) const;

  Shared& shared_;
  const Job job_;
  JobCounts counts_;  ///< as the next heartbeat tells them
  std::chrono::steady_clock::time_point last_beat_{};
  bool go_on_ = true;
  std::atomic<bool> finished_ = false;
  std::thread thread_;
};

void Hand::work() {
  const LogScope scope("job", std::to_string(job_.id));
  try {
    Database db(shared_.config.registry_db(), Database::Access::write);
    db.ask_while_writing([&] { return beat(db); });
    try {
      work(db);
    } catch (const std::exception& error) {
      spdlog::error("job {} of {}: {}", job_.id, job_.source, error.what());
      finish(db, JobState::failed, job_.counts, "失败:采集程序内部错误,详情见日志,已保留上次数据。");
    }
  } catch (const std::exception& error) {  // the next crew goes on with it
    spdlog::error("job {} of {} stays open: {}", job_.id, job_.source, error.what());
  }
}

/// Says once a second that the job is alive, whatever it is at. False when it is to stop.
bool Hand::beat(Database& db) {
  if (shared_.stopping) return false;
  const auto now = std::chrono::steady_clock::now();
  if (!go_on_ || now - last_beat_ < kBeatEvery) return go_on_;
  last_beat_ = now;
  try {
    go_on_ = Journal(db, shared_.clock).heartbeat(job_, counts_);
  } catch (const DatabaseBusy& error) {  // the next beat will do
    spdlog::warn("heartbeat of job {}: {}", job_.id, error.what());
  }
  return go_on_;
}

bool Hand::is_cancelled(Database& db) const {
  const auto now = Journal(db, shared_.clock).find(job_.id);
  return now && now->cancel_requested;
}

void Hand::work(Database& db) {
  const auto source = Sources(db).find(job_.source);
  if (!source) return finish(db, JobState::failed, job_.counts, "失败:来源已不存在。");
  if (job_.upload != 0) return take_upload(db, *source);
  if (source->kind == SourceKind::upload) return finish(db, JobState::failed, job_.counts, "失败:上传的名单不能采集。");
  Journal journal(db, shared_.clock);
  Pages pages(job_.mode == JobMode::validate ? ":memory:" : shared_.config.pages_db(), Pages::Access::write);
  const Revisit revisit = revisit_of(journal, job_);
  const CrawlTools tools{pages,
                         shared_.turns,
                         shared_.clock,
                         user_agent(shared_.config),
                         [&](const JobCounts& counts) {
                           counts_ = counts;
                           return beat(db);
                         },
                         Register(db).newest_response(source->id),
                         since_of(db, *source, revisit, shared_.clock.now()),
                         allowance_of(*source, job_, journal.latest_of(source->id, kJobsOfADay), shared_.clock.now())};
  auto harvest = crawl(*source, job_, revisit, tools);
  if (harvest.end == Harvest::End::put_off) {
    const std::string why = "暂停:" + harvest.trouble + ",到时从断点继续。";
    if (journal.put_off(job_, harvest.until, harvest.counts, why)) return;
    harvest.end = Harvest::End::stopped;  // it was cancelled meanwhile
  }
  conclude(db, *source, harvest);
  if (harvest.end == Harvest::End::stopped && !is_cancelled(db)) return;  // the next crew goes on with it
  if (is_feed(source->kind) && harvest.end == Harvest::End::done) pages.keep_only(source->id, job_.id);
  pages.forget(job_.id);
}

/// Takes in a file, as it lies in the inbox.
void Hand::take_upload(Database& db, const Source& source) {
  const Uploads uploads(db, shared_.config.inbox(), shared_.clock);
  const auto upload = uploads.find(job_.upload);
  if (!upload || upload->source != source.id)
    return finish(db, JobState::failed, job_.counts, "失败:上传的文件已不存在。");
  const std::string bytes = uploads.read(*upload);
  auto harvest = hand_in({upload->name, bytes, upload->sent_at}, source, job_.id, shared_.clock.now());
  conclude(db, source, harvest);
}

/// Gives the registry what was brought, and ends the job; but for one that was stopped without being cancelled.
void Hand::conclude(Database& db, const Source& source, Harvest& harvest) {
  const auto now = Sources(db).find(source.id);
  if (harvest.end == Harvest::End::done && (!now || now->keys != source.keys)) {
    harvest.end = Harvest::End::failed;  // a key may have been revoked because somebody else has it
    harvest.trouble = "来源的密钥刚刚有变动,请重新采集";
  }
  const auto acceptance = judge(db, source, harvest);
  if (harvest.end == Harvest::End::stopped && !is_cancelled(db)) return;
  const auto closing = closing_of(harvest, acceptance, job_.mode);
  Journal journal(db, shared_.clock);
  journal.clear_items(job_.id);
  journal.add_items(job_.id, harvest.items);
  finish(db, closing.state, harvest.counts, closing.message);
  spdlog::info("{}: {}", job_.source, closing.message);
  if (job_.mode != JobMode::validate) tell_contact(db, shared_.config, source, shared_.clock);
}

/// What the registry makes of it; nothing when there is nothing to take in, or the job was stopped meanwhile.
std::optional<Acceptance> Hand::judge(Database& db, const Source& source, Harvest& harvest) {
  if (harvest.end != Harvest::End::done) return std::nullopt;
  harvest.counts.phase = JobPhase::propose;
  counts_ = harvest.counts;
  try {
    const auto turn = turn_to_write(db);
    const bool dry = job_.mode == JobMode::validate;
    auto acceptance = dry ? dry_run(db, harvest.proposal, shared_.clock) : accept(db, harvest.proposal, shared_.clock);
    harvest.counts.added = static_cast<std::int64_t>(acceptance.added);
    harvest.counts.changed = static_cast<std::int64_t>(acceptance.changed);
    harvest.counts.removed = static_cast<std::int64_t>(acceptance.removed);
    if (dry) return acceptance;
    remember(db, harvest, acceptance);
    if (harvest.dead_links) DeadLinks(db).put(source.id, *harvest.dead_links, shared_.clock.now());
    if (acceptance.state == Acceptance::State::accepted || acceptance.state == Acceptance::State::unchanged)
      note_quality(db, source, harvest.findings, shared_.clock.now());
    return acceptance;
  } catch (const Stopped&) {
    harvest.end = Harvest::End::stopped;
    return std::nullopt;
  }
}

/// Waits for the others who write; throws Stopped when the job is to stop.
std::unique_lock<std::timed_mutex> Hand::turn_to_write(Database& db) {
  std::unique_lock turn(shared_.writing, std::defer_lock);
  while (!turn.try_lock_for(std::chrono::milliseconds(100))) {
    if (!beat(db)) throw Stopped("told to stop while waiting to write");
  }
  return turn;
}

/// How far the source is known now: only what was taken in counts.
void Hand::remember(Database& db, const Harvest& harvest, const Acceptance& acceptance) {
  const auto state = acceptance.state;
  const auto source = Sources(db).find(job_.source);
  if (!source || (state != Acceptance::State::accepted && state != Acceptance::State::unchanged)) return;
  HarvestMarks marks(db);
  const auto before = marks.find(source->id);
  const Instant full_at = harvest.full || !before ? shared_.clock.now() : before->full_at;
  marks.put(source->id, {source->url, harvest.reached, full_at});
}

void Hand::finish(Database& db, JobState state, const JobCounts& counts, const std::string& message) {
  Journal(db, shared_.clock).finish(job_, state, counts, message);
}

}  // namespace

struct Crew::Impl {
  Impl(const Config& config, const Clock& clock)
      : lock(config.data / "crawler.lock"),
        db(config.registry_db(), Database::Access::write),
        journal(db, clock),
        shared{config, clock, HostTurns(config.data / "turns"), false} {
    journal.release_all();
  }

  /// True when a job was taken.
  bool take_one();

  FileLock lock;
  Database db;
  Journal journal;
  Shared shared;
  std::list<Hand> hands;
};

bool Crew::Impl::take_one() {
  try {
    const auto job = journal.take(kLeaseSeconds);
    if (job) hands.emplace_back(shared, *job);
    return job.has_value();
  } catch (const DatabaseBusy& error) {
    spdlog::warn("taking a job: {}", error.what());
    return false;
  }
}

Crew::Crew(const Config& config, const Clock& clock) : impl_(std::make_unique<Impl>(config, clock)) {}
Crew::~Crew() = default;

void Crew::work(const std::function<bool()>& go_on) {
  const auto most = static_cast<std::size_t>(std::max(1, impl_->shared.config.crawl_jobs));
  while (go_on()) {
    impl_->hands.remove_if([](const Hand& hand) { return hand.finished(); });
    if (impl_->hands.size() < most && impl_->take_one()) continue;
    std::this_thread::sleep_for(impl_->hands.empty() ? kIdlePoll : kBusyPoll);
  }
  impl_->shared.stopping = true;
  impl_->hands.clear();
  impl_->shared.stopping = false;
}

void order_due(Database& db, const Clock& clock) {
  Journal journal(db, clock);
  const auto sources = Sources(db).all();
  std::map<std::string, Job> last;
  for (const auto& source : sources) {
    if (const auto job = journal.last_of(source.id)) last.emplace(source.id, *job);
  }
  for (const auto& id : due(sources, last, clock.now())) journal.order(id, JobMode::harvest, "schedule");
}

Preview preview(const Config& config, const Clock& clock, Database& db, const Source& source, const Recipe& recipe,
                const std::function<bool()>& go_on) {
  Pages pages(":memory:", Pages::Access::write);
  HostTurns turns(config.data / "turns");  // the crew may be at the same host
  Job job;
  job.source = source.id;
  job.mode = JobMode::validate;
  Preview result;
  result.harvest = crawl(source, job, Revisit::unconditional,
                         {pages,
                          turns,
                          clock,
                          user_agent(config),
                          [&](const JobCounts&) { return go_on(); },
                          Register(db).newest_response(source.id),
                          0,
                          {},
                          &recipe});
  if (source.kind == SourceKind::site) result.recipe_report = recipe_report(source, recipe, pages, job.id);
  if (result.harvest.end == Harvest::End::done) result.acceptance = dry_run(db, result.harvest.proposal, clock);
  return result;
}

}  // namespace lawhub
