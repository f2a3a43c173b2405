#include "crawler/host_turns.h"

#include <atomic>
#include <catch2/catch.hpp>
#include <thread>
#include <vector>

#include "base/file.h"

using lawhub::HostTurns;
using namespace std::chrono_literals;

namespace {

const auto kAlive = [] { return true; };

}  // namespace

TEST_CASE("never two visitors at one host, whatever the number of threads") {
  HostTurns turns;
  std::atomic<int> inside = 0, visits = 0, most = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 8; ++i) {
    threads.emplace_back([&] {
      for (int n = 0; n < 50; ++n) {
        const auto turn = turns.take("http://a", 0ms, kAlive);
        most = std::max(most.load(), ++inside);
        ++visits;
        --inside;
      }
    });
  }
  for (auto& thread : threads) thread.join();
  CHECK(visits == 400);
  CHECK(most == 1);
}

TEST_CASE("hosts do not wait for each other") {
  HostTurns turns;
  const auto a = turns.take("http://a", 1h, kAlive);
  const auto b = turns.take("http://b", 1h, kAlive);
  CHECK(static_cast<bool>(a));
  CHECK(static_cast<bool>(b));
}

TEST_CASE("the next visit waits for the pause, and waiting ends when the job is told to stop") {
  HostTurns turns;
  { const auto first = turns.take("http://a", 1h, kAlive); }
  CHECK_FALSE(static_cast<bool>(turns.take("http://a", 1h, [] { return false; })));
  const auto before = std::chrono::steady_clock::now();
  CHECK(static_cast<bool>(turns.take("http://a", 30ms, kAlive)));
  CHECK(std::chrono::steady_clock::now() - before < 1h);
}

TEST_CASE("a crash shortens no pause: the last visit is known to the next program") {
  const lawhub::TemporaryFolder folder;
  {
    HostTurns before(folder.path());
    const auto visit = before.take("http://a", 0ms, kAlive);
    CHECK(static_cast<bool>(visit));
  }
  HostTurns after(folder.path());
  CHECK_FALSE(static_cast<bool>(after.take("http://a", 1h, [] { return false; })));
  CHECK(static_cast<bool>(after.take("http://a", 0ms, kAlive)));
}

TEST_CASE("two programs are never at one host") {
  const lawhub::TemporaryFolder folder;
  HostTurns one(folder.path()), other(folder.path());
  {
    const auto visit = one.take("http://a", 0ms, kAlive);
    CHECK_FALSE(static_cast<bool>(other.take("http://a", 0ms, [] { return false; })));
    CHECK(static_cast<bool>(other.take("http://b", 0ms, kAlive)));
  }
  CHECK(static_cast<bool>(other.take("http://a", 0ms, kAlive)));
}

TEST_CASE("a host that asked for rest gets it") {
  HostTurns turns;
  {
    const auto visit = turns.take("http://a", 0ms, kAlive);
    turns.rest("http://a", 3600s);
  }
  CHECK_FALSE(static_cast<bool>(turns.take("http://a", 0ms, [] { return false; })));
}
