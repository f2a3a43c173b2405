#include "crawler/crew.h"

#include <atomic>
#include <chrono>
#include <list>
#include <mutex>
#include <thread>

#include "base/file.h"
#include "base/log.h"
#include "crawler/closing.h"
#include "crawler/hand_in.h"
#include "crawler/schedule.h"
#include "crawler/visitor.h"
#include "registry/database.h"
#include "registry/harvest_marks.h"
#include "registry/quality.h"
#include "registry/register.h"
#include "registry/source.h"
#include "registry/upload.h"

namespace lawhub {
namespace {

constexpr int kLeaseSeconds = 10;  // heartbeats come every second; a job silent for so long has lost its crawler
constexpr auto kIdlePoll = std::chrono::milliseconds(200);  // of the journal, when nothing is at work
constexpr auto kBusyPoll = std::chrono::milliseconds(20);   // of the hands, so that the next job starts at once

std::string user_agent(const Config& config) {
  const std::string url =
      config.public_url.empty() ? "http://" + config.listen + ":" + std::to_string(config.port) : config.public_url;
  return std::string(kProductToken) + "/0.1 (+" + url + "/about/crawler)";
}

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
  std::mutex writing;  ///< of the registry: taking in a large harvest outlasts SQLite's patience with other writers
};

/// One job from its taking to its end, in a thread of its own.
class Hand {
 public:
  Hand(Shared& shared, Job job) : shared_(shared), job_(std::move(job)), lease_(job_.lease) {
    thread_ = std::thread([this] {
      work();
      finished_ = true;
    });
  }
  ~Hand() { thread_.join(); }
  Hand(const Hand&) = delete;
  Hand& operator=(const Hand&) = delete;

  bool finished() const { return finished_; }
  std::int64_t job() const { return job_.id; }
  /// The journal gave the job to this crew once more, since it had been silent while a harvest was taken in.
  void renew(std::int64_t lease) { lease_ = lease; }

 private:
  void work();
  void work(Database& db);
  void take_upload(Database& db, const Source& source);
  void conclude(Database& db, const Source& source, Harvest& harvest);
  Acceptance judge(Database& db, Harvest& harvest);
  void remember(Database& db, const Harvest& harvest, const Acceptance& acceptance);
  void finish(Database& db, JobState state, const JobCounts& counts, const std::string& message);
  bool beat(Journal& journal, const JobCounts& counts);
  Job job_now() const {
    Job now = job_;
    now.lease = lease_;
    return now;
  }

  Shared& shared_;
  const Job job_;
  std::atomic<std::int64_t> lease_;
  std::atomic<bool> finished_ = false;
  std::thread thread_;
};

void Hand::work() {
  try {
    Database db(shared_.config.registry_db(), Database::Access::write);
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

bool Hand::beat(Journal& journal, const JobCounts& counts) {
  if (shared_.stopping) return false;
  // Never wait here for a harvest to be taken in: a request may be under way, and its time runs.
  const std::unique_lock turn(shared_.writing, std::try_to_lock);
  if (!turn) return true;
  try {
    return journal.heartbeat(job_now(), counts);
  } catch (const std::exception& error) {  // another program is writing for long; the next beat will do
    spdlog::warn("heartbeat of job {}: {}", job_.id, error.what());
    return true;
  }
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
                         [&](const JobCounts& counts) { return beat(journal, counts); },
                         Register(db).newest_response(source->id),
                         since_of(db, *source, revisit, shared_.clock.now())};
  auto harvest = crawl(*source, job_, revisit, tools);
  if (harvest.end == Harvest::End::stopped) {
    const auto now = journal.find(job_.id);
    if (!now || !now->cancel_requested) return;  // the next crew goes on with it
  }
  conclude(db, *source, harvest);
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

/// Gives the registry what was brought, and ends the job.
void Hand::conclude(Database& db, const Source& source, Harvest& harvest) {
  const auto now = Sources(db).find(source.id);
  if (harvest.end == Harvest::End::done && (!now || now->keys != source.keys)) {
    harvest.end = Harvest::End::failed;  // a key may have been revoked because somebody else has it
    harvest.trouble = "来源的密钥刚刚有变动,请重新采集";
  }
  std::optional<Acceptance> acceptance;
  if (harvest.end == Harvest::End::done) acceptance = judge(db, harvest);
  const auto closing = closing_of(harvest, acceptance, job_.mode);
  {
    const std::lock_guard turn(shared_.writing);
    if (closing.state == JobState::done && job_.mode != JobMode::validate) {
      note_quality(db, source, harvest.findings, shared_.clock.now());
    }
    Journal journal(db, shared_.clock);
    journal.clear_items(job_.id);
    journal.add_items(job_.id, harvest.items);
  }
  finish(db, closing.state, harvest.counts, closing.message);
  spdlog::info("{}: {}", job_.source, closing.message);
}

Acceptance Hand::judge(Database& db, Harvest& harvest) {
  const std::lock_guard turn(shared_.writing);
  const bool dry = job_.mode == JobMode::validate;
  auto acceptance = dry ? dry_run(db, harvest.proposal, shared_.clock) : accept(db, harvest.proposal, shared_.clock);
  if (!dry) remember(db, harvest, acceptance);
  harvest.counts.added = static_cast<std::int64_t>(acceptance.added);
  harvest.counts.changed = static_cast<std::int64_t>(acceptance.changed);
  harvest.counts.removed = static_cast<std::int64_t>(acceptance.removed);
  return acceptance;
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
  const std::lock_guard turn(shared_.writing);
  Journal(db, shared_.clock).finish(job_now(), state, counts, message);
}

}  // namespace

struct Crew::Impl {
  Impl(const Config& config, const Clock& clock)
      : lock(config.data / "crawler.lock"),
        db(config.registry_db(), Database::Access::write),
        journal(db, clock),
        shared{config, clock, HostTurns(config.data / "turns"), false, {}} {}

  /// True when a job was taken.
  bool take_one();

  FileLock lock;
  Database db;
  Journal journal;
  Shared shared;
  std::list<Hand> hands;
};

bool Crew::Impl::take_one() {
  const std::unique_lock turn(shared.writing, std::try_to_lock);
  if (!turn) return false;
  try {
    const auto job = journal.take(kLeaseSeconds);
    if (!job) return false;
    for (auto& hand : hands) {
      if (hand.job() != job->id) continue;
      hand.renew(job->lease);
      return false;
    }
    hands.emplace_back(shared, *job);
    return true;
  } catch (const std::exception& error) {
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

Preview preview(const Config& config, const Clock& clock, Database& db, const Source& source,
                const std::function<bool()>& go_on) {
  Pages pages(":memory:", Pages::Access::write);
  HostTurns turns(config.data / "turns");  // the crew may be at the same host
  Job job;
  job.source = source.id;
  job.mode = JobMode::validate;
  Preview result;
  result.harvest = crawl(source, job, Revisit::unconditional,
                         {pages, turns, clock, user_agent(config), [&](const JobCounts&) { return go_on(); },
                          Register(db).newest_response(source.id)});
  if (result.harvest.end == Harvest::End::done) result.acceptance = dry_run(db, result.harvest.proposal, clock);
  return result;
}

}  // namespace lawhub
