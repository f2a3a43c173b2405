// Visits one source as its owner wishes: robots.txt, pauses, one connection, its hours, conditional requests.
#pragma once
#include <functional>
#include <string>
#include <vector>

#include "crawler/crawl.h"
#include "crawler/fetcher.h"
#include "crawler/manners.h"
#include "crawler/robots.h"

namespace lawhub {

/// The name under which robots.txt files speak to us.
inline constexpr std::string_view kProductToken = "LawhubCrawler";

/// For one job, in one thread.
class Visitor {
 public:
  /// What it does is counted in `counts`. `beat` is asked about once a second; false ends what is under way.
  Visitor(const Source& source, Revisit revisit, const CrawlTools& tools, JobCounts& counts,
          std::function<bool()> beat);

  /// The URL of the source's robots.txt.
  std::string robots_url() const;
  /// Takes the rules from the stored robots.txt. False when none was looked at within a day (RFC 9309 §2.4).
  bool recall_robots();
  /// Are its rules unknown, or older than a day?
  bool robots_due() const;
  /// Fetches robots.txt and takes its rules, also over redirects to other hosts. RFC 9309 §2.3.1: 4xx allows
  /// everything; with 429, 5xx or no answer the outcome is kFailed, and nothing may be visited, whatever was stored.
  /// Otherwise `page` is to be stored.
  struct RobotsVisit {
    std::string_view outcome;
    FetchResult result;
    Page page;
  };
  RobotsVisit visit_robots();

  bool allows(const Url& url) const;
  /// The sitemaps of the same site that robots.txt names.
  std::vector<std::string> sitemaps() const;
  /// Waits for its turn and fetches; conditionally when `known` (may be null) has a body and validators. After `beat`
  /// said no the answer means nothing. A host that asks for a rest gets it before its next turn; a long one, like the
  /// end of the source's hours, makes the outcome `later`.
  FetchResult fetch(const Url& url, const Page* known);

 private:
  const Source& source_;
  const Revisit revisit_;
  const CrawlTools& tools_;
  JobCounts& counts_;
  std::function<bool()> beat_;
  Url start_;
  Fetcher fetcher_;
  Robots robots_;
  Instant robots_read_at_ = 0;
  Pace pace_;
  std::int64_t sent_ = 0;  ///< requests, since the job was taken

  void heed(FetchResult& result, const Url& url);
};

}  // namespace lawhub
