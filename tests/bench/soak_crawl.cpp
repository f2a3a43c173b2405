// soak-crawl [SECONDS] [KILL_EVERY_MS]: kills lawhub-crawler again and again (default every 2 s for 300 s) while it
// crawls sites on loopback, with pauses and without, and compares what comes out with an undisturbed crawl. Exit code 1
// when anything differs, or a page was fetched more than once too often per kill.
#include <chrono>
#include <cstdio>

#include "tests/support/killed_crawl.h"

int main(int argc, char** argv) {
  const int seconds = argc > 1 ? std::atoi(argv[1]) : 300;
  const int kill_every = argc > 2 ? std::atoi(argv[2]) : 2000;
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(seconds);
  bool good = true;
  int kills = 0;
  std::size_t pages = 0, repeated = 0;
  for (int round = 0; std::chrono::steady_clock::now() < end; ++round) {
    const int delay = round % 2 == 0 ? 5 : 0;
    const auto result = lawhub::crawl_killed(3000, delay, kill_every);
    const std::size_t again = result.requests - result.pages;
    std::printf("pause %d ms: %zu pages, %d kills in %.1f s, %zu requests repeated, %s\n", delay, result.pages,
                result.kills, result.seconds, again, result.difference.empty() ? "equal" : result.difference.c_str());
    std::fflush(stdout);
    good = good && result.difference.empty() && result.most_asked <= static_cast<std::size_t>(result.kills) + 1;
    kills += result.kills;
    pages += result.pages;
    repeated += again;
  }
  std::printf("%d kills, %zu pages, %zu requests repeated (%.2f a kill): %s\n", kills, pages, repeated,
              kills == 0 ? 0.0 : static_cast<double>(repeated) / kills, good ? "good" : "NOT EQUAL");
  return good ? 0 : 1;
}
