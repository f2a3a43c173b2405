#include "crawler/crew.h"

#include <catch2/catch.hpp>

#include "base/file.h"
#include "base/log.h"
#include "registry/database.h"
#include "registry/register.h"
#include "tests/support/fixed_clock.h"
#include "tests/support/raw_server.h"
#include "tests/support/small_site.h"

using namespace lawhub;

namespace {

std::string list(int from, int to) {
  std::string rows;
  for (int i = from; i < to; ++i) {
    const std::string number = std::to_string(100 + i);
    rows += "<tr><td>薛城区第" + number + "法律服务所</td><td>薛城区光明路" + number + "号</td><td>0632-4400" + number +
            "</td></tr>";
  }
  return "<html><body><h1>名录</h1><table><tr><th>机构名称</th><th>地址</th><th>电话</th></tr><!--list-->" + rows +
         "<!--/list--></table></body></html>";
}

struct Hub {
  TemporaryFolder folder;
  Config config;
  FixedClock clock;
  SmallSite site{{{"index.html", list(0, 20)}}};

  Hub() {
    start_log("crawler_test", "warn");
    config.data = folder.path();
    Database db(config.registry_db(), Database::Access::write);
    Sources(db).put(site.source());
  }
  Job order(JobMode mode = JobMode::harvest) {
    Database db(config.registry_db(), Database::Access::write);
    return Journal(db, clock).order("site", mode, "admin");
  }
  Job job(std::int64_t id) {
    Database db(config.registry_db(), Database::Access::read);
    return *Journal(db, clock).find(id);
  }
  /// Orders a job, lets a crew do it, and answers how it ended.
  Job run(JobMode mode = JobMode::harvest) {
    clock.advance(60);
    const auto ordered = order(mode);
    Crew(config, clock).work([&] {
      const auto state = job(ordered.id).state;
      return state == JobState::queued || state == JobState::running;
    });
    return job(ordered.id);
  }
  /// Everything the register shows.
  std::string content() {
    Database db(config.registry_db(), Database::Access::read);
    std::string all;
    Register(db).for_each([&](const Institution& i) { all += i.id + to_json(i.record) + "\n"; });
    return all;
  }
};

}  // namespace

TEST_CASE("a job goes from order to register, with its counts and words") {
  Hub hub;
  const auto job = hub.run();
  CHECK(job.state == JobState::done);
  CHECK(job.message == "完成:抓取 2 页;机构 20 家,新增 20、更新 0、撤下 0。");  // no robots.txt
  CHECK(job.counts.added == 20);
  CHECK(job.counts.listings == 20);
  Database db(hub.config.registry_db(), Database::Access::read);
  CHECK(Register(db).count() == 20);
  CHECK(Journal(db, hub.clock).items(job.id, 0, 10).size() == 2);
}

TEST_CASE("an unchanged source costs conditional requests and changes nothing") {
  Hub hub;
  hub.run();
  const auto before = hub.content();
  const auto job = hub.run();
  CHECK(job.counts.requests == 1);
  CHECK(job.counts.not_modified == 1);
  CHECK(job.message == "完成:抓取 1 页,其中 1 页未变;机构 20 家,无变化。");
  CHECK(hub.content() == before);
}

TEST_CASE("a changed listing is in the register after one job") {
  Hub hub;
  hub.run();
  REQUIRE(hub.site.server().edit("site", "/", "0632-4400105", "0632-4409999") == 1);
  const auto job = hub.run();
  CHECK(job.counts.changed == 1);
  CHECK(hub.content().find("0632-4409999") != std::string::npos);
}

TEST_CASE("an empty list, a cut file, errors and vanished pages change no answer, and the job says why") {
  struct Row {
    SiteFault fault;
    JobState state;
    std::string says;
  };
  for (const Row& row :
       {Row{SiteFault::empty_list, JobState::held, "没有取到"}, Row{SiteFault::truncate, JobState::failed, "不完整"},
        Row{SiteFault::fail, JobState::failed, "500"}, Row{SiteFault::missing, JobState::failed, "404"},
        Row{SiteFault::html_error, JobState::failed, "不存在"}, Row{SiteFault::drop, JobState::failed, "中断"}}) {
    Hub hub;
    hub.run();
    const auto before = hub.content();
    hub.site.fault(row.fault);
    for (const auto mode : {JobMode::force, JobMode::force}) {
      const auto job = hub.run(mode);
      INFO(job.message);
      CHECK(job.state == row.state);
      CHECK(job.message.find(row.says) != std::string::npos);
      CHECK(hub.content() == before);
    }
    hub.site.heal();
    CHECK(hub.run().state == JobState::done);
    CHECK(hub.content() == before);
  }
}

TEST_CASE("a list that lost most of its rows waits for a person") {
  Hub hub;
  hub.run();
  const auto before = hub.content();
  hub.site.write("index.html", list(0, 5));
  CHECK(hub.run().state == JobState::held);
  CHECK(hub.content() == before);
}

TEST_CASE("a validation says what would change and stores nothing") {
  Hub hub;
  const auto dry = hub.run(JobMode::validate);
  CHECK(dry.state == JobState::done);
  CHECK(dry.message == "试运行:抓取 2 页;机构 20 家,将新增 20、将更新 0、将撤下 0。");
  CHECK(hub.content().empty());
  Database db(hub.config.registry_db(), Database::Access::write);
  const auto seen =
      preview(hub.config, hub.clock, db, hub.site.source(), find_recipe(hub.site.source().recipe), [] { return true; });
  CHECK(seen.acceptance->added == 20);
  CHECK(hub.content().empty());
}

TEST_CASE("a job whose crew was killed is taken over by the next") {
  Hub hub;
  const auto job = hub.order();
  {
    Database db(hub.config.registry_db(), Database::Access::write);
    CHECK(Journal(db, hub.clock).take(10)->id == job.id);  // and dies
  }
  hub.clock.advance(60);
  Crew(hub.config, hub.clock).work([&] { return hub.job(job.id).state == JobState::running; });
  CHECK(hub.job(job.id).state == JobState::done);
}

TEST_CASE("a cancelled job stops") {
  Hub hub;
  hub.site.server().order("site", {SiteFault::slow, "", 100});
  const auto job = hub.order();
  Crew(hub.config, hub.clock).work([&] {
    const auto state = hub.job(job.id).state;
    if (state == JobState::running) {
      Database db(hub.config.registry_db(), Database::Access::write);
      Journal(db, hub.clock).cancel(job.id);
    }
    return state == JobState::queued || state == JobState::running;
  });
  const auto ended = hub.job(job.id).state;
  CHECK((ended == JobState::cancelled || ended == JobState::done));  // done when it was quicker
}

TEST_CASE("a source that never answers delays no other") {
  Hub hub;
  const RawServer silent([](const std::string&) { return std::string(); });
  Source slow = hub.site.source();
  slow.id = "slow";
  slow.url = silent.origin() + "/";
  std::int64_t first = 0;
  {
    Database db(hub.config.registry_db(), Database::Access::write);
    Sources(db).put(slow);
    first = Journal(db, hub.clock).order("slow", JobMode::harvest, "admin").id;
  }
  const auto job = hub.order();
  Crew(hub.config, hub.clock).work([&] { return hub.job(job.id).state != JobState::done; });
  CHECK(hub.job(first).state == JobState::running);  // and goes on with the next crew
}

TEST_CASE("a job is cancelled while it waits for a source that never answers") {
  Hub hub;
  const RawServer silent([](const std::string&) { return std::string(); });
  Source slow = hub.site.source();
  slow.url = silent.origin() + "/";
  {
    Database db(hub.config.registry_db(), Database::Access::write);
    Sources(db).put(slow);
  }
  const auto job = hub.order();
  Crew(hub.config, hub.clock).work([&] {
    if (!silent.requests().empty()) {
      Database db(hub.config.registry_db(), Database::Access::write);
      Journal(db, hub.clock).cancel(job.id);
    }
    return hub.job(job.id).state == JobState::queued || hub.job(job.id).state == JobState::running;
  });
  CHECK(hub.job(job.id).state == JobState::cancelled);
}

TEST_CASE("one crew at a time works in a data folder") {
  Hub hub;
  const Crew crew(hub.config, hub.clock);
  CHECK_THROWS(Crew(hub.config, hub.clock));
}

TEST_CASE("the schedule orders what was never crawled, once") {
  Hub hub;
  Database db(hub.config.registry_db(), Database::Access::write);
  order_due(db, hub.clock);
  order_due(db, hub.clock);
  const auto jobs = Journal(db, hub.clock).latest(10);
  REQUIRE(jobs.size() == 1);
  CHECK(jobs[0].ordered_by == "schedule");
}
