#include "crawler/visitor.h"

#include <algorithm>
#include <chrono>
#include <stdexcept>

#include "crawler/extract.h"
#include "crawler/step.h"

namespace lawhub {
namespace {

constexpr Instant kRobotsAge = Instant{24} * 3600;  // RFC 9309 §2.4
constexpr int kMostRobotsHops = 5;                  // RFC 9309 §2.3.1.2
constexpr double kLongestCrawlDelay = 300;          // seconds; a site that wishes more is visited this slowly

/// A static feed may hold all of a province, some 100 MB, and comes over a county's line.
FetchLimits limits_of(const Source& source) {
  FetchLimits limits;
  if (source.kind == SourceKind::xml_feed) {
    limits.body_bytes = std::size_t{256} << 20;
    limits.total_ms = 600'000;
  }
  return limits;
}

/// The port of its own URL is a source's anyway.
Reach reach_of(const Source& source, const Url& start) {
  Reach reach{source.allow, source.ports};
  reach.ports.push_back(start.port);
  return reach;
}

}  // namespace

Visitor::Visitor(const Source& source, Revisit revisit, const CrawlTools& tools, JobCounts& counts,
                 std::function<bool()> beat)
    : source_(source),
      revisit_(revisit),
      tools_(tools),
      counts_(counts),
      beat_(std::move(beat)),
      start_(parse_url(source.url).value_or(Url{})),
      fetcher_(tools.user_agent, reach_of(source, start_), beat_, limits_of(source)) {}

std::string Visitor::robots_url() const { return start_.origin() + "/robots.txt"; }

bool Visitor::recall_robots() {
  const auto stored = tools_.pages.find(source_.id, robots_url());
  if (!stored || tools_.clock.now() - stored->checked_at >= kRobotsAge) return false;
  robots_ = stored->http_status == 200 ? Robots(stored->body, kProductToken) : Robots();
  return true;
}

Visitor::RobotsVisit Visitor::visit_robots() {
  const auto known = tools_.pages.find(source_.id, robots_url());
  Url url = *parse_url(robots_url());
  auto result = fetch(url, known && known->http_status == 200 ? &*known : nullptr);
  for (int hops = 0; result.outcome == FetchOutcome::redirect && hops < kMostRobotsHops; ++hops) {
    const auto next = parse_url(result.location, &url);
    if (!next || !same_site(*next, url)) break;
    url = *next;
    result = fetch(url, nullptr);
  }
  Page page = known.value_or(Page{});
  page.url = robots_url();
  page.source = source_.id;
  page.checked_at = tools_.clock.now();
  if (result.outcome == FetchOutcome::unchanged) {
    robots_ = Robots(page.body, kProductToken);
    page.body.clear();  // stays as it is stored
    return {kNotModified, std::move(result), std::move(page)};
  }
  if (result.outcome == FetchOutcome::body) {
    robots_ = Robots(result.body, kProductToken);
    page.http_status = 200;
    page.etag = result.etag;
    page.last_modified = result.last_modified;
    page.content_type = result.content_type;
    page.body = result.body;
    page.fetched_at = page.checked_at;
    return {kFetched, std::move(result), std::move(page)};
  }
  const bool answered = result.status >= 200 && result.status < 500;
  if (!answered) return {kFailed, std::move(result), {}};
  robots_ = Robots();
  page.http_status = 404;
  page.body.clear();
  result.reason = "没有 robots.txt,全部可以访问";
  return {kFetched, std::move(result), std::move(page)};
}

bool Visitor::allows(const Url& url) const { return robots_.allows(url.text()); }

std::vector<std::string> Visitor::sitemaps() const {
  std::vector<std::string> urls;
  for (const auto& written : robots_.sitemaps()) {
    const auto url = parse_url(written, &start_);
    if (url && same_site(*url, start_)) urls.push_back(url->text());
  }
  return urls;
}

FetchResult Visitor::fetch(const Url& url, const Page* known) {
  const bool ask = known != nullptr && revisit_ == Revisit::conditional && !known->body.empty() &&
                   !(known->etag.empty() && known->last_modified.empty());
  const double wished = std::min(robots_.crawl_delay().value_or(0), kLongestCrawlDelay) * 1000;
  const std::chrono::milliseconds pause(std::max<std::int64_t>(source_.delay_ms, static_cast<std::int64_t>(wished)));
  const auto turn = tools_.turns.take(url.origin(), pause, beat_);
  if (!turn) return {};
  auto result = ask ? fetcher_.get(url, known->etag, known->last_modified) : fetcher_.get(url);
  ++counts_.requests;
  if (ask) ++counts_.conditional;
  counts_.bytes += static_cast<std::int64_t>(result.body.size());
  return result;
}

}  // namespace lawhub
