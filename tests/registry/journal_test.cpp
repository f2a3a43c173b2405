#include "registry/journal.h"

#include <SQLiteCpp/Database.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <set>
#include <thread>

#include "base/file.h"
#include "registry/database.h"
#include "tests/support/fixed_clock.h"

using lawhub::Database;
using lawhub::FixedClock;
using lawhub::Job;
using lawhub::JobCounts;
using lawhub::JobItem;
using lawhub::JobMode;
using lawhub::JobPhase;
using lawhub::JobState;
using lawhub::Journal;

namespace {

constexpr int kLease = 60;

struct Desk {
  Database db{":memory:", Database::Access::write};
  FixedClock clock;
  Journal journal{db, clock};
};

}  // namespace

TEST_CASE("an order is queued, taken, reported on and ended") {
  Desk d;
  const Job ordered = d.journal.order("sfj-3704", JobMode::force, "admin");
  CHECK(ordered.state == JobState::queued);
  d.clock.advance(5);
  const auto taken = d.journal.take(kLease);
  REQUIRE(taken.has_value());
  CHECK(taken->id == ordered.id);
  CHECK(taken->mode == JobMode::force);
  CHECK(taken->state == JobState::running);
  CHECK(taken->started_at == d.clock.now());
  CHECK_FALSE(d.journal.take(kLease).has_value());

  JobCounts counts;
  counts.requests = 7;
  counts.not_modified = 6;
  CHECK(d.journal.heartbeat(*taken, counts));
  CHECK(d.journal.find(taken->id)->counts == counts);
  counts.removed = 1;
  d.clock.advance(5);
  d.journal.finish(*taken, JobState::done, counts, "更新完成。");
  const Job ended = d.journal.find(taken->id).value();
  CHECK(ended.state == JobState::done);
  CHECK(ended.finished_at == d.clock.now());
  CHECK(ended.counts == counts);
  CHECK(ended.message == "更新完成。");
}

TEST_CASE("the same order twice is one job, and a person's name is put to a scheduled one") {
  Desk d;
  const Job scheduled = d.journal.order("a", JobMode::harvest, "schedule");
  CHECK(d.journal.order("a", JobMode::harvest, "admin").id == scheduled.id);
  CHECK(d.journal.order("a", JobMode::harvest, "schedule").ordered_by == "admin");
  CHECK(d.journal.order("a", JobMode::validate, "admin").id != scheduled.id);
  CHECK(d.journal.order("b", JobMode::harvest, "admin").id != scheduled.id);
}

TEST_CASE("orders of people come first, then the oldest") {
  Desk d;
  d.journal.order("a", JobMode::harvest, "schedule");
  d.journal.order("b", JobMode::harvest, "schedule");
  d.journal.order("c", JobMode::harvest, "admin");
  CHECK(d.journal.take(kLease)->source == "c");
  CHECK(d.journal.take(kLease)->source == "a");
  CHECK(d.journal.take(kLease)->source == "b");
}

TEST_CASE("a source has one running job at a time") {
  Desk d;
  d.journal.order("a", JobMode::harvest, "admin");
  const Job first = d.journal.take(kLease).value();
  const Job second = d.journal.order("a", JobMode::harvest, "admin");
  CHECK(second.id != first.id);
  CHECK_FALSE(d.journal.take(kLease).has_value());
  d.journal.finish(first, JobState::failed, {}, "对方网站没有回应。");
  CHECK(d.journal.take(kLease)->id == second.id);
}

TEST_CASE("a queued job is cancelled at once, a running one at its next heartbeat, an ended one never") {
  Desk d;
  const Job queued = d.journal.order("a", JobMode::harvest, "admin");
  CHECK(d.journal.cancel(queued.id));
  CHECK(d.journal.find(queued.id)->state == JobState::cancelled);
  CHECK_FALSE(d.journal.take(kLease).has_value());

  d.journal.order("b", JobMode::harvest, "admin");
  const Job running = d.journal.take(kLease).value();
  CHECK(d.journal.cancel(running.id));
  CHECK(d.journal.find(running.id)->cancel_requested);
  CHECK_FALSE(d.journal.heartbeat(running, {}));
  d.journal.finish(running, JobState::cancelled, {}, "已取消。");
  CHECK_FALSE(d.journal.cancel(running.id));
  CHECK_FALSE(d.journal.cancel(4711));
}

TEST_CASE("a job whose crawler died is taken by another, and the dead one's word counts no more") {
  Desk d;
  d.journal.order("a", JobMode::harvest, "admin");
  const Job before = d.journal.take(kLease).value();
  d.clock.advance(kLease);
  CHECK_FALSE(d.journal.take(kLease).has_value());
  d.clock.advance(1);
  const Job after = d.journal.take(kLease).value();
  CHECK(after.id == before.id);
  CHECK(after.started_at == before.started_at);
  CHECK_FALSE(d.journal.heartbeat(before, {}));
  d.journal.finish(before, JobState::failed, {}, "迟到的消息。");
  CHECK(d.journal.heartbeat(after, {}));
  CHECK(d.journal.find(after.id)->state == JobState::running);
}

TEST_CASE("a job that was cancelled while its crawler was dead ends instead of starting again") {
  Desk d;
  d.journal.order("a", JobMode::harvest, "admin");
  const Job job = d.journal.take(kLease).value();
  d.journal.cancel(job.id);
  d.clock.advance(kLease + 1);
  CHECK_FALSE(d.journal.take(kLease).has_value());
  CHECK(d.journal.find(job.id)->state == JobState::cancelled);
}

TEST_CASE("orders, takes, heartbeats and cancellations do not wait for what is written to the registry") {
  lawhub::TemporaryFolder folder;
  const auto file = folder.path() / "registry.db";
  Database db(file, Database::Access::write), other(file, Database::Access::write);
  FixedClock clock;
  db.transaction([&] {  // as a large harvest that is being taken in
    Journal journal(other, clock);
    const auto job = journal.order("a", JobMode::harvest, "admin");
    const auto taken = journal.take(10);
    REQUIRE(taken);
    CHECK(journal.heartbeat(*taken, {}));
    CHECK(journal.cancel(job.id));
    CHECK_FALSE(journal.heartbeat(*taken, {}));
  });
}

TEST_CASE("a silent job is cancelled at once, and says that it is silent until then") {
  Database db(":memory:", Database::Access::write);
  FixedClock clock;
  Journal journal(db, clock);
  journal.order("a", JobMode::harvest, "admin");
  const auto job = journal.take(10);
  CHECK_FALSE(is_silent(*job, clock.now() + 10));
  clock.advance(35);
  CHECK(is_silent(*job, clock.now()));
  CHECK(state_words(*job, clock.now()).find("35 秒") != std::string::npos);
  CHECK(journal.cancel(job->id));
  CHECK(journal.find(job->id)->state == JobState::cancelled);
}

TEST_CASE("failures are counted by phase, outcome and cause") {
  Database db(":memory:", Database::Access::write);
  FixedClock clock;
  Journal journal(db, clock);
  const auto job = journal.order("a", JobMode::harvest, "admin");
  const auto failed = [](const std::string& url, const std::string& cause) {
    return JobItem{url, "failed", 500, "服务器返回 500", JobPhase::fetch, cause, 3};
  };
  journal.add_items(
      job.id,
      {failed("/1", "http-500"), {"/ok", "fetched", 200, ""}, failed("/2", "timeout"), failed("/3", "timeout")});
  const auto groups = journal.groups(job.id);
  REQUIRE(groups.size() == 2);
  CHECK(groups[0].cause == "timeout");
  CHECK(groups[0].count == 2);
  CHECK(groups[0].url == "/2");
  CHECK(journal.items(job.id, 0, 1)[0].attempts == 3);
}

TEST_CASE("old jobs of a source are forgotten, and their items earlier, but never its last success") {
  Database db(":memory:", Database::Access::write);
  FixedClock clock;
  Journal journal(db, clock);
  std::int64_t first = 0;
  for (int i = 0; i < 420; ++i) {
    const auto id = journal.order("a", JobMode::harvest, "schedule").id;
    if (first == 0) first = id;
    journal.add_items(id, {{"/", "fetched", 200, ""}});
    journal.finish(*journal.take(10), id == first ? JobState::done : JobState::failed, {}, "");
  }
  CHECK(journal.latest_of("a", 1000).size() == 401);
  CHECK(journal.last_success_of("a")->id == first);
  CHECK(journal.items(first, 0, 10).empty());
  const auto newest = journal.latest_of("a", 11);
  CHECK(journal.items(newest[9].id, 0, 10).size() == 1);
  CHECK(journal.items(newest[10].id, 0, 10).empty());
}

TEST_CASE("two crawlers that race never take the same job") {
  lawhub::TemporaryFolder folder;
  const auto file = folder.path() / "registry.db";
  FixedClock clock;
  constexpr int kJobs = 40;
  {
    Database db(file, Database::Access::write);
    Journal journal(db, clock);
    db.transaction([&] {
      for (int i = 0; i < kJobs; ++i) journal.order("s" + std::to_string(i), JobMode::harvest, "schedule");
    });
  }
  std::vector<std::int64_t> taken[2];
  std::vector<std::thread> threads;
  for (auto& mine : taken) {
    threads.emplace_back([&] {
      Database db(file, Database::Access::write);
      Journal journal(db, clock);
      while (const auto job = journal.take(kLease)) mine.push_back(job->id);
    });
  }
  for (auto& t : threads) t.join();
  std::set<std::int64_t> all(taken[0].begin(), taken[0].end());
  all.insert(taken[1].begin(), taken[1].end());
  CHECK(all.size() == kJobs);
  CHECK(taken[0].size() + taken[1].size() == kJobs);
}

TEST_CASE("an acknowledged order survives kill -9") {
  lawhub::TemporaryFolder folder;
  const auto file = folder.path() / "registry.db";
  int pipe_ends[2];
  REQUIRE(pipe(pipe_ends) == 0);
  const pid_t child = fork();
  REQUIRE(child >= 0);
  if (child == 0) {  // orders without end, and says each number once it is acknowledged
    close(pipe_ends[0]);
    FixedClock clock;
    Database db(file, Database::Access::write);
    Journal journal(db, clock);
    for (int i = 0;; ++i) {
      const std::int64_t id = journal.order("s" + std::to_string(i), JobMode::harvest, "admin").id;
      if (write(pipe_ends[1], &id, sizeof id) != sizeof id) _exit(1);
    }
  }
  close(pipe_ends[1]);
  std::int64_t id = 0;
  while (id < 20) REQUIRE(read(pipe_ends[0], &id, sizeof id) == sizeof id);
  kill(child, SIGKILL);
  while (read(pipe_ends[0], &id, sizeof id) == sizeof id) continue;  // what was acknowledged before it died
  waitpid(child, nullptr, 0);
  close(pipe_ends[0]);

  FixedClock clock;
  Database db(file, Database::Access::write);
  Journal journal(db, clock);
  CHECK(db.sql().execAndGet("PRAGMA integrity_check").getString() == "ok");
  for (std::int64_t i = 1; i <= id; ++i) CHECK(journal.find(i).has_value());
  CHECK(journal.take(kLease)->source == "s0");
}

TEST_CASE("items are kept in order, by page, until an attempt starts again") {
  Desk d;
  const Job job = d.journal.order("a", JobMode::harvest, "admin");
  d.journal.add_items(job.id, {{"http://a/1", "fetched", 200, ""}, {"http://a/2", "gone", 404, "页面不存在。"}});
  d.journal.add_items(job.id, {{"http://a/3", "not-modified", 304, ""}});
  const auto items = d.journal.items(job.id, 1, 10);
  REQUIRE(items.size() == 2);
  CHECK(items[0].url == "http://a/2");
  CHECK(items[0].http_status == 404);
  CHECK(items[0].message == "页面不存在。");
  CHECK(d.journal.items(job.id, 0, 1).size() == 1);
  d.journal.clear_items(job.id);
  CHECK(d.journal.items(job.id, 0, 10).empty());
}

TEST_CASE("the last success of a source is not a failure, a dry run or what still runs") {
  Desk d;
  const auto run = [&](JobMode mode, JobState state) {
    d.journal.order("a", mode, "admin");
    const Job job = d.journal.take(kLease).value();
    d.journal.finish(job, state, {}, "");
    return job.id;
  };
  CHECK_FALSE(d.journal.last_success_of("a").has_value());
  run(JobMode::harvest, JobState::done);
  const auto held = run(JobMode::harvest, JobState::held);
  run(JobMode::harvest, JobState::failed);
  run(JobMode::validate, JobState::done);
  const auto newest = d.journal.order("a", JobMode::harvest, "admin").id;
  CHECK(d.journal.last_success_of("a")->id == held);
  CHECK(d.journal.last_of("a")->id == newest);
  CHECK(d.journal.latest(2).front().id == newest);
  CHECK(d.journal.latest(2).size() == 2);
}

TEST_CASE("a job that was put off is not taken before its time, and at once when a person orders it") {
  Desk d;
  const Job ordered = d.journal.order("sfj-3704", JobMode::harvest, "schedule");
  const auto taken = d.journal.take(kLease);
  REQUIRE(taken);
  JobCounts counts;
  counts.requests = 7;
  CHECK(d.journal.put_off(*taken, d.clock.now() + 3600, counts, "暂停:夜里再来,到时从断点继续。"));
  CHECK_FALSE(d.journal.put_off(*taken, d.clock.now() + 7200, counts, ""));
  CHECK(d.journal.find(ordered.id)->counts == counts);
  CHECK(lawhub::state_words(*d.journal.find(ordered.id), d.clock.now()).find("起") != std::string::npos);
  CHECK_FALSE(d.journal.take(kLease).has_value());
  CHECK(d.journal.order("sfj-3704", JobMode::harvest, "schedule").id == ordered.id);
  CHECK_FALSE(d.journal.take(kLease).has_value());
  d.clock.advance(3600);
  const auto again = d.journal.take(kLease);
  REQUIRE(again);
  CHECK(again->id == ordered.id);
  CHECK(again->counts == counts);
  CHECK(d.journal.put_off(*again, d.clock.now() + 3600, counts, "暂停。"));
  CHECK(d.journal.order("sfj-3704", JobMode::harvest, "admin").id == ordered.id);
  CHECK(d.journal.take(kLease)->ordered_by == "admin");
}

TEST_CASE("a job that was cancelled is not put off") {
  Desk d;
  d.journal.order("sfj-3704", JobMode::harvest, "schedule");
  const auto taken = d.journal.take(kLease);
  CHECK(d.journal.cancel(taken->id));
  CHECK_FALSE(d.journal.put_off(*taken, d.clock.now() + 3600, {}, ""));
}
