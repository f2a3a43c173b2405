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
      fetcher_(tools.user_agent, reach_of(source, start_), beat_, limits_of(source)),
      pace_(source.delay_ms) {}

std::string Visitor::robots_url() const { return start_.origin() + "/robots.txt"; }

bool Visitor::recall_robots() {
  const auto stored = tools_.pages.find(source_.id, robots_url());
  if (!stored || tools_.clock.now() - stored->checked_at >= kRobotsAge) return false;
  robots_ = stored->http_status == 200 ? Robots(stored->body, kProductToken) : Robots();
  robots_read_at_ = stored->checked_at;
  return true;
}

bool Visitor::robots_due() const { return tools_.clock.now() - robots_read_at_ >= kRobotsAge; }

Visitor::RobotsVisit Visitor::visit_robots() {
  const auto known = tools_.pages.find(source_.id, robots_url());
  Url url = *parse_url(robots_url());
  auto result = fetch(url, known && known->http_status == 200 ? &*known : nullptr);
  for (int hops = 0; result.outcome == FetchOutcome::redirect && hops < kMostRobotsHops; ++hops) {
    const auto next = parse_url(result.location, &url);
    if (!next) break;
    url = *next;
    result = fetch(url, nullptr);
  }
  Page page = known.value_or(Page{});
  page.url = robots_url();
  page.source = source_.id;
  page.checked_at = tools_.clock.now();
  const bool answered = result.status >= 200 && result.status < 500 && result.status != 429;
  if (!answered || result.outcome == FetchOutcome::later) return {kFailed, std::move(result), {}};
  robots_read_at_ = page.checked_at;
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
  const auto end = tools_.allowance.end(sent_, tools_.clock.now());
  if (end) {
    FetchResult later;
    later.outcome = FetchOutcome::later;
    later.reason = end->reason;
    later.until = end->until;
    return later;
  }
  const bool ask = known != nullptr && revisit_ == Revisit::conditional && !known->body.empty() &&
                   !(known->etag.empty() && known->last_modified.empty());
  const auto turn = tools_.turns.take(url.origin(), pace_.pause(robots_.crawl_delay()), beat_);
  if (!turn) return {};
  auto result = ask ? fetcher_.get(url, known->etag, known->last_modified) : fetcher_.get(url);
  ++sent_;
  ++counts_.requests;
  if (ask) ++counts_.conditional;
  counts_.bytes += static_cast<std::int64_t>(result.body.size());
  pace_.answered(result.seconds);
  if (result.status == 429 || result.status == 503) heed(result, url);
  return result;
}

/// The server is busy: it says for how long, or is left alone for a while.
void Visitor::heed(FetchResult& result, const Url& url) {
  const Instant now = tools_.clock.now();
  const auto asked = retry_after_seconds(result.retry_after, now);
  const auto seconds = asked.value_or(source_.delay_ms > 0 ? manners("refusal_rest_seconds") : 0);
  if (seconds <= manners("longest_rest_seconds")) return tools_.turns.rest(url.origin(), std::chrono::seconds(seconds));
  result.outcome = FetchOutcome::later;
  result.until = now + std::min(seconds, manners("longest_postponement_hours") * 3600);
  result.reason = "服务器要求 " + std::to_string((seconds + 59) / 60) + " 分钟后再访问";
}

}  // namespace lawhub
