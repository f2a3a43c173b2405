#include "indexer/indexer.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>
#include <xapian.h>

#include <algorithm>
#include <catch2/catch.hpp>

#include "base/text.h"
#include "indexer/check.h"
#include "indexer/document.h"
#include "indexer/follower.h"
#include "indexer/schema.h"
#include "tests/support/hub.h"
#include "tests/support/process.h"

using lawhub::Generations;
using lawhub::Hub;
using lawhub::Indexer;

namespace {

std::vector<std::string> names_in(const std::filesystem::path& generation) {
  std::vector<std::string> names;
  const Xapian::Database db((generation / lawhub::kInstitutions).string());
  for (auto at = db.postlist_begin(""); at != db.postlist_end(""); ++at) {
    names.push_back(lawhub::stored_institution(db.get_document(*at).get_data()).name);
  }
  std::sort(names.begin(), names.end());
  return names;
}

std::filesystem::path live(const Hub& hub) {
  const Generations generations(hub.config().index());
  return generations.path_of(generations.current().value());
}

/// Firms with trade names of two characters of their own.
std::vector<std::string> firms(int from, int to) {
  std::vector<std::string> lines;
  for (int i = from; i < to; ++i) {
    std::string trade_name;
    lawhub::append_utf8(trade_name, 0x5000 + static_cast<char32_t>(i));
    lawhub::append_utf8(trade_name, 0x6000 + static_cast<char32_t>(7 * i));
    lines.push_back("LFM | 山东" + trade_name + "律师事务所 | 370403");
  }
  return lines;
}

/// Runs `work` in another process and kills it hard after `microseconds`, wherever it then is.
void killed_after(int microseconds, const std::function<void()>& work) {
  const pid_t child = fork();
  if (child == 0) {
    try {
      work();
    } catch (...) {
    }
    _exit(0);
  }
  usleep(static_cast<useconds_t>(microseconds));
  kill(child, SIGKILL);
  waitpid(child, nullptr, 0);
}

}  // namespace

TEST_CASE("a build holds what is listed and nothing that was withdrawn") {
  Hub hub;
  hub.listed("a", {"NOT | 薛城区公证处 | 370403", "JUO | 临城司法所 | 370403001"});
  hub.listed("a", {"NOT | 薛城区公证处 | 370403"});
  hub.build();
  CHECK(names_in(live(hub)) == std::vector<std::string>{"薛城区公证处"});
}

TEST_CASE("following gives the same as building anew") {
  Hub hub;
  hub.listed("a", {"NOT | 薛城区公证处 | 370403", "JUO | 临城司法所 | 370403001"});
  hub.published("http://s/1", "通知", "内容");
  hub.build();
  hub.listed("a", {"NOT | 薛城区公证处 | 370403 | 0632-4412348", "JUO | 沙沟司法所 | 370403002"});
  hub.published("http://s/2", "第二个通知", "内容");
  hub.gone("http://s/1");
  hub.follow();
  const auto followed = names_in(live(hub));
  const auto info = lawhub::describe_generation(live(hub));
  CHECK(info.pages == 1);
  hub.build();
  CHECK(followed == names_in(live(hub)));
  CHECK(info.institution_sequence == lawhub::describe_generation(live(hub)).institution_sequence);
}

TEST_CASE("an older generation catches up after rollback") {
  Hub hub;
  hub.listed("a", {"NOT | 薛城区公证处 | 370403"});
  hub.build();
  hub.listed("a", {"NOT | 薛城区公证处 | 370403", "NOT | 滕州市公证处 | 370481"});
  hub.build();
  REQUIRE(lawhub::roll_back(Generations(hub.config().index()), 1));
  CHECK(names_in(live(hub)).size() == 1);
  hub.follow();
  CHECK(names_in(live(hub)).size() == 2);
}

TEST_CASE("a generation that lost much is not switched to, unless a person says so") {
  Hub hub;
  hub.listed("a", firms(0, 100));
  const std::string good = hub.build();
  // The registry itself refuses to shrink like this; here it is replaced by another one.
  std::filesystem::remove(hub.config().registry_db());
  Hub other;
  other.listed("a", firms(0, 10));
  lawhub::Config mixed = hub.config();
  std::filesystem::remove_all(mixed.data / "registry.db-wal");
  std::filesystem::remove_all(mixed.data / "registry.db-shm");
  std::filesystem::copy_file(other.config().registry_db(), mixed.registry_db());
  std::filesystem::copy_file(other.config().data / "registry.db-wal", mixed.data / "registry.db-wal");
  Indexer indexer(mixed, hub.clock);
  const auto refused = indexer.rebuild(Indexer::Judge::obey);
  CHECK_FALSE(refused.switched);
  REQUIRE_FALSE(refused.report.empty());
  CHECK(refused.report[0].rule == "mass-change");
  CHECK(Generations(mixed.index()).current() == good);
  CHECK(indexer.rebuild(Indexer::Judge::ignore).switched);
}

TEST_CASE("kill -9 during a build leaves the answering generation alone") {
  Hub hub;
  hub.listed("a", firms(0, 300));
  const std::string first = hub.build();
  for (int delay : {1000, 10000, 30000, 60000, 90000}) {
    killed_after(delay, [&] { Indexer(hub.config(), hub.clock).rebuild(Indexer::Judge::obey); });
    REQUIRE(names_in(live(hub)).size() == 300);
  }
  hub.build();
  CHECK(names_in(live(hub)).size() == 300);
}

TEST_CASE("kill -9 while following loses and repeats nothing") {
  Hub hub;
  hub.listed("a", firms(0, 1));
  hub.build();
  for (int round = 1; round <= 6; ++round) {
    hub.listed("a", firms(0, 50 * round));
    killed_after(3000 * round, [&] {
      lawhub::Database registry(hub.config().registry_db(), lawhub::Database::Access::read);
      lawhub::Follower follower(live(hub));
      while (follower.step(registry) > 0) {
      }
    });
    const auto info = lawhub::describe_generation(live(hub));
    REQUIRE(info.institutions == names_in(live(hub)).size());
    REQUIRE(info.institution_sequence <= hub.registered().last_sequence());
  }
  hub.follow();
  const std::size_t listed = hub.registered().count();
  CHECK(listed == 300);
  CHECK(names_in(live(hub)).size() == listed);
  CHECK_FALSE(lawhub::has_error(lawhub::check(Generations(hub.config().index()), "gen-000001", hub.registry(), {})));
}

TEST_CASE("the watcher builds when there is nothing, follows, and says so after each commit") {
  Hub hub;
  hub.listed("a", {"NOT | 薛城区公证处 | 370403"});
  const pid_t child = fork();
  if (child == 0) {
    Indexer(hub.config(), hub.clock).watch([](const Indexer::Commit&) {});
    _exit(0);
  }
  const auto size = [&]() -> std::size_t {
    const Generations generations(hub.config().index());
    return generations.current() ? generations.describe(*generations.current()).institutions : 0;
  };
  CHECK(lawhub::wait_until([&] { return size() == 1; }, 20));
  hub.listed("a", {"NOT | 薛城区公证处 | 370403", "NOT | 滕州市公证处 | 370481"});
  CHECK(lawhub::wait_until([&] { return size() == 2; }, 20));
  kill(child, SIGKILL);
  waitpid(child, nullptr, 0);
}
