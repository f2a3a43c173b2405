// A crawl by the real program that is killed again and again, beside one that nobody disturbs.
#pragma once
#include <cstddef>
#include <string>

namespace lawhub {

struct KilledCrawl {
  int kills = 0;
  double seconds = 0;
  std::size_t pages = 0;
  std::size_t requests = 0;    ///< of the killed crawl
  std::size_t most_asked = 0;  ///< the same address, in the killed crawl
  std::string difference;      ///< the first one of registry, pages and items of both crawls; empty when they are equal
};

/// Serves a site of `pages` pages on loopback and crawls it twice with pauses of `delay_ms`: once undisturbed, once
/// with kill -9 of lawhub-crawler every `kill_every_ms`. Throws when a crawl does not end well.
KilledCrawl crawl_killed(int pages, int delay_ms, int kill_every_ms);

}  // namespace lawhub
