#include "search/engine.h"

#include <algorithm>
#include <atomic>
#include <catch2/catch.hpp>
#include <thread>

#include "indexer/generation.h"
#include "indexer/indexer.h"
#include "tests/support/hub.h"
#include "tests/support/process.h"

using lawhub::Answer;
using lawhub::Hub;
using lawhub::shown;
using lawhub::wait_until;

namespace {

bool shows(Hub& hub, const std::string& name) {
  const auto names = shown(hub.search(name));
  return !names.empty() && names[0] == name;
}

}  // namespace

TEST_CASE("without an index there is no answer, and then there is") {
  Hub hub;
  hub.listed("a", {"NOT | 薛城区公证处 | 370403"});
  CHECK_FALSE(hub.engine().ready());
  CHECK(hub.search("公证处").items.empty());
  hub.build();
  CHECK(wait_until([&] { return hub.engine().ready(); }, 10));
  CHECK(shows(hub, "薛城区公证处"));
  CHECK(hub.engine().size().institutions == 1);
  CHECK(hub.search("公证处").generation == "gen-000001");
}

TEST_CASE("a running engine sees commits: added, changed, gone") {
  Hub hub;
  hub.listed("a", {"NOT | 薛城区公证处 | 370403", "LFM | 山东泰岳律师事务所 | 370481"});
  hub.build();
  CHECK(shows(hub, "薛城区公证处"));
  hub.listed("a", {"NOT | 薛城区公证处 | 370403 | 0632-4412348", "NOT | 滕州市公证处 | 370481"});
  hub.published("http://s/1", "关于公证减免的通知", "正文");
  hub.follow();
  CHECK(wait_until([&] { return shows(hub, "滕州市公证处"); }, 10));
  CHECK(wait_until([&] { return shows(hub, "关于公证减免的通知"); }, 10));
  CHECK(hub.search("4412348").total == 1);
  CHECK(hub.search("泰岳").total == 0);
  CHECK(hub.engine().size().institutions == 2);
  CHECK(hub.engine().size().pages == 1);
}

TEST_CASE("a running engine follows a switch and a rollback") {
  Hub hub;
  hub.listed("a", {"NOT | 薛城区公证处 | 370403"});
  hub.build();
  CHECK(shows(hub, "薛城区公证处"));
  hub.listed("a", {"NOT | 薛城区公证处 | 370403", "NOT | 滕州市公证处 | 370481"});
  hub.build();
  CHECK(wait_until([&] { return shows(hub, "滕州市公证处"); }, 10));
  REQUIRE(lawhub::roll_back(lawhub::Generations(hub.config().index()), 1));
  CHECK(wait_until([&] { return hub.search("滕州市公证处").generation == "gen-000001"; }, 10));
  CHECK_FALSE(shows(hub, "滕州市公证处"));
}

TEST_CASE("questions from many threads are answered whole while the index changes") {
  Hub hub;
  std::vector<std::string> lines;
  for (int i = 0; i < 40; ++i) lines.push_back("NOT | 薛城区第" + std::to_string(100 + i) + "公证处 | 370403");
  hub.listed("a", lines);
  hub.build();
  hub.engine();
  std::atomic<bool> stop{false};
  std::atomic<int> wrong{0}, answered{0};
  std::vector<std::thread> askers;
  for (int t = 0; t < 3; ++t) {
    askers.emplace_back([&] {
      while (!stop) {
        const Answer a = hub.search("薛城区 公证处");
        if (a.total != 40 || a.items.size() != 10) ++wrong;
        ++answered;
      }
    });
  }
  for (int round = 0; round < 20; ++round) {
    for (std::string& line : lines)
      line = line.substr(0, line.find(" | 0632")) + " | 0632-44" + std::to_string(10000 + round);
    hub.listed("a", lines);
    hub.follow();
  }
  CHECK(wait_until([&] { return answered > 200; }, 20));
  stop = true;
  for (std::thread& t : askers) t.join();
  CHECK(wrong == 0);
}
