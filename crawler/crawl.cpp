#include "crawler/crawl.h"

#include <algorithm>
#include <chrono>
#include <optional>

#include "base/text.h"
#include "base/url.h"
#include "crawler/assemble.h"
#include "crawler/extract.h"
#include "crawler/fetcher.h"
#include "crawler/recipe.h"
#include "crawler/robots.h"

namespace lawhub {
namespace {

using Clocked = std::chrono::steady_clock;

constexpr Instant kRobotsAge = 24 * 3600;              // RFC 9309 §2.4
constexpr double kLongestCrawlDelay = 300;             // seconds; a site that wishes more is visited this slowly
constexpr int kMostRedirects = 5;                      // one after another
constexpr int kMostFailuresInARow = 5;                 // then the site is left alone until the next job
constexpr std::size_t kMostFindings = 1000;            // kept of one job
constexpr std::string_view kRedirects = "redirects=";  // context of a URL that a redirect led to

/// How a step of the frontier ended (JobItem::outcome).
constexpr std::string_view kFetched = "fetched", kNotModified = "not-modified", kGone = "gone", kRefused = "refused",
                           kFailed = "failed";

std::int64_t redirects_before(const FrontierItem& item) {
  std::int64_t count = 0;
  if (item.context.rfind(kRedirects, 0) == 0)
    parse_number(std::string_view(item.context).substr(kRedirects.size()), count);
  return count;
}

class Crawl {
 public:
  Crawl(const Source& source, const Job& job, Revisit revisit, const CrawlTools& tools)
      : source_(source),
        job_(job),
        revisit_(revisit),
        tools_(tools),
        recipe_(find_recipe(source.recipe)),
        fetcher_(tools.user_agent, source.allow, [this] { return beat(); }) {
    harvest_.counts = job.counts;
  }

  Harvest run() {
    plan();
    while (go_on()) {
      const auto item = tools_.pages.next(job_.id);
      if (item) {
        visit(*item);
      } else if (!plan_forgotten()) {
        break;
      }
    }
    if (harvest_.end == Harvest::End::done) propose();
    report();
    return std::move(harvest_);
  }

 private:
  // Life and end of the job.
  bool beat();
  bool go_on() { return beat() && harvest_.end == Harvest::End::done; }
  void fail(std::string why) {
    harvest_.end = Harvest::End::failed;
    harvest_.trouble = std::move(why);
  }
  /// A part of the source stays unread: what is missing must not count as gone.
  void miss(const std::string& why) {
    harvest_.proposal.complete = false;
    if (harvest_.trouble.empty()) harvest_.trouble = why;
  }

  // plan
  void plan();
  bool plan_forgotten();
  std::string kind_of(const FrontierItem& item) const;

  // fetch
  void visit(const FrontierItem& item);
  void visit_robots(const FrontierItem& item);
  FetchResult fetch(const Url& url, const Page* known);
  void end_step(const FrontierItem& item, std::string_view outcome, const FetchResult& result,
                const Page* page = nullptr, std::vector<FrontierItem> found = {});
  void take_body(const FrontierItem& item, FetchResult& result, const std::optional<Page>& known);
  void take_unchanged(const FrontierItem& item, const FetchResult& result, Page known);
  void take_redirect(const FrontierItem& item, FetchResult& result, const Page* known);
  void take_failure(const FrontierItem& item, const FetchResult& result, const Page* known);

  // extract and propose
  static void keep_article(Page& page, const Extract& extracted, const Source& source);
  void propose();
  void count_missing();
  void report();
  void tally(const Pages::Step& step);

  const Source& source_;
  const Job& job_;
  const Revisit revisit_;
  const CrawlTools& tools_;
  const Recipe& recipe_;
  Fetcher fetcher_;
  Robots robots_;
  std::string seed_;
  Clocked::time_point last_beat_{};
  int failures_in_a_row_ = 0;
  bool forgotten_planned_ = false;
  Report findings_;
  Harvest harvest_;
};

bool Crawl::beat() {
  if (harvest_.end == Harvest::End::stopped) return false;
  const auto now = Clocked::now();
  if (now - last_beat_ < std::chrono::seconds(1)) return true;
  last_beat_ = now;
  harvest_.counts.planned = static_cast<std::int64_t>(tools_.pages.planned(job_.id));
  if (tools_.alive(harvest_.counts)) return true;
  harvest_.end = Harvest::End::stopped;
  return false;
}

// ------------------------------------------------------------------------------------------------------------ plan

void Crawl::plan() {
  const auto start = parse_url(source_.url);
  if (!start) return fail("来源的网址“" + source_.url + "”不正确");
  seed_ = canonical(*start).text();
  const std::string robots_url = start->origin() + "/robots.txt";
  const auto robots = tools_.pages.find(source_.id, robots_url);
  const bool fresh = robots && tools_.clock.now() - robots->checked_at < kRobotsAge;
  if (fresh && robots->http_status == 200) robots_ = Robots(robots->body, "LawhubCrawler");
  if (tools_.pages.planned(job_.id) > 0) return;  // it was killed, and goes on
  std::vector<FrontierItem> items;
  if (!fresh) items.push_back({robots_url, std::string(kind::robots), {}, 0, 0});
  std::string seed_kind = source_.kind == SourceKind::xml_feed ? std::string(kind::feed) : recipe_.kind_of(*start);
  items.push_back({seed_, seed_kind.empty() ? "list" : std::move(seed_kind), {}, 0, 0});
  if (source_.kind == SourceKind::site) {
    for (const auto& sitemap : robots_.sitemaps()) {
      const auto url = parse_url(sitemap, &*start);
      if (url && same_site(*url, *start)) items.push_back({url->text(), std::string(kind::sitemap), {}, 1, 0});
    }
  }
  tools_.pages.plan(job_.id, items);
}

/// Pages of earlier crawls that nothing links any more: are they still there?
bool Crawl::plan_forgotten() {
  if (forgotten_planned_ || source_.kind != SourceKind::site) return false;
  forgotten_planned_ = true;
  std::vector<FrontierItem> items;
  for (auto& url : tools_.pages.known(source_.id)) {
    const auto parsed = parse_url(url);
    if (parsed && parsed->path != "/robots.txt") items.push_back({std::move(url), std::string(kind::known), {}, 0, 0});
  }
  tools_.pages.plan(job_.id, items);
  return !items.empty();
}

std::string Crawl::kind_of(const FrontierItem& item) const {
  return item.kind == kind::known ? recipe_.kind_of(*parse_url(item.url)) : item.kind;
}

// ----------------------------------------------------------------------------------------------------------- fetch

FetchResult Crawl::fetch(const Url& url, const Page* known) {
  const bool ask = known != nullptr && revisit_ == Revisit::conditional && !known->body.empty();
  const double wished = std::min(robots_.crawl_delay().value_or(0), kLongestCrawlDelay) * 1000;
  const std::chrono::milliseconds pause(std::max<std::int64_t>(source_.delay_ms, static_cast<std::int64_t>(wished)));
  const auto turn = tools_.turns.take(url.origin(), pause, [this] { return beat(); });
  if (!turn) return {};
  auto result = ask ? fetcher_.get(url, known->etag, known->last_modified) : fetcher_.get(url);
  ++harvest_.counts.requests;
  if (ask && !(known->etag.empty() && known->last_modified.empty())) ++harvest_.counts.conditional;
  harvest_.counts.bytes += static_cast<std::int64_t>(result.body.size());
  return result;
}

void Crawl::visit(const FrontierItem& item) {
  if (item.kind == kind::robots) return visit_robots(item);
  const Url url = *parse_url(item.url);
  if (!robots_.allows(url.query.empty() ? url.path : url.path + "?" + url.query)) {
    FetchResult refused;
    refused.reason = "robots.txt 不允许访问";
    end_step(item, kRefused, refused);
    if (item.url == seed_) fail("该网站的 robots.txt 不允许访问首页");
    return;
  }
  if (harvest_.counts.requests >= source_.page_limit) {
    miss("已达到每次最多 " + std::to_string(source_.page_limit) + " 页的上限");
    FetchResult refused;
    refused.reason = "已达到本次的页数上限";
    return end_step(item, kRefused, refused);
  }
  auto known = tools_.pages.find(source_.id, item.url);
  auto result = fetch(url, known ? &*known : nullptr);
  if (!go_on()) return;  // stopped in the middle: the step is done again when the job goes on
  switch (result.outcome) {
    case FetchOutcome::body:
      return take_body(item, result, known);
    case FetchOutcome::unchanged:
      return take_unchanged(item, result, std::move(*known));
    case FetchOutcome::redirect:
      return take_redirect(item, result, known ? &*known : nullptr);
    case FetchOutcome::gone:
    case FetchOutcome::refused:
    case FetchOutcome::failed:
      return take_failure(item, result, known ? &*known : nullptr);
  }
}

/// §2.3.1 of RFC 9309: 4xx means everything is allowed, 5xx or no answer means wait.
void Crawl::visit_robots(const FrontierItem& item) {
  auto known = tools_.pages.find(source_.id, item.url);
  Url url = *parse_url(item.url);
  auto result = fetch(url, known && known->http_status == 200 ? &*known : nullptr);
  for (int hops = 0; result.outcome == FetchOutcome::redirect && hops < kMostRedirects; ++hops) {
    const auto next = parse_url(result.location, &url);
    if (!next || !same_site(*next, url)) break;
    url = *next;
    result = fetch(url, nullptr);
  }
  if (!go_on()) return;
  Page page = known.value_or(Page{});
  page.url = item.url;
  page.source = source_.id;
  page.checked_at = tools_.clock.now();
  page.body.clear();
  const bool read = result.outcome == FetchOutcome::body;
  if (read) {
    page.etag = result.etag;
    page.last_modified = result.last_modified;
    page.content_type = result.content_type;
    page.body = result.body;
    page.fetched_at = page.checked_at;
  }
  const bool nothing_there = result.outcome == FetchOutcome::redirect ||
                             (result.status >= 400 && result.status < 500) || result.outcome == FetchOutcome::refused ||
                             result.status == 200;
  if (!read && result.outcome != FetchOutcome::unchanged && !nothing_there) {
    end_step(item, kFailed, result);
    return fail("robots.txt 暂时读不到(" + result.reason + "),按规定等待");
  }
  page.http_status = read || result.outcome == FetchOutcome::unchanged ? 200 : 404;
  if (page.http_status == 200) robots_ = Robots(read ? result.body : known->body, "LawhubCrawler");
  std::vector<FrontierItem> sitemaps;
  for (const auto& sitemap : robots_.sitemaps()) {
    const auto found = source_.kind == SourceKind::site ? parse_url(sitemap, &url) : std::nullopt;
    if (found && same_site(*found, url)) sitemaps.push_back({found->text(), std::string(kind::sitemap), {}, 1, 0});
  }
  if (page.http_status != 200) result.reason = "没有 robots.txt,全部可以访问";
  const auto outcome = result.outcome == FetchOutcome::unchanged ? kNotModified : kFetched;
  end_step(item, outcome, result, &page, std::move(sitemaps));
}

void Crawl::end_step(const FrontierItem& item, std::string_view outcome, const FetchResult& result, const Page* page,
                     std::vector<FrontierItem> found) {
  for (auto& next : found) next.depth = item.depth + 1;
  if (page != nullptr && page->findable) ++harvest_.counts.pages;
  if (outcome == kFetched) ++harvest_.counts.fetched;
  if (outcome == kNotModified) ++harvest_.counts.not_modified;
  if (outcome == kGone) ++harvest_.counts.gone;
  if (outcome == kFailed || outcome == kRefused) ++harvest_.counts.failed;
  failures_in_a_row_ = outcome == kFailed ? failures_in_a_row_ + 1 : 0;
  tools_.pages.done(job_.id, item, outcome, result.status, result.reason, page, found);
}

void Crawl::keep_article(Page& page, const Extract& extracted, const Source& source) {
  page.findable = extracted.article.has_value();
  if (!extracted.article) {
    page.title.clear(), page.text.clear(), page.date.clear(), page.column.clear();
    return;
  }
  page.title = extracted.article->title;
  page.text = extracted.article->text;
  page.date = extracted.article->date;
  page.column = extracted.article->column;
  page.division = source.division;
}

void Crawl::take_body(const FrontierItem& item, FetchResult& result, const std::optional<Page>& known) {
  Page page;
  page.url = item.url;
  page.source = source_.id;
  page.http_status = result.status;
  page.etag = result.etag;
  page.last_modified = result.last_modified;
  page.content_type = result.content_type;
  page.body = std::move(result.body);
  page.fetched_at = page.checked_at = tools_.clock.now();
  auto extracted = extract(page, kind_of(item), source_, recipe_);
  if (!extracted) {
    result.reason = extracted.error().message;
    end_step(item, kFailed, result);
    if (item.kind == kind::feed) fail("数据接口的内容无法采用(" + result.reason + ")");
    return;
  }
  if (extracted->missing) {
    result.outcome = FetchOutcome::gone;
    result.reason = "页面不存在(网站返回 200,但页面这样写明)";
    return take_failure(item, result, known ? &*known : nullptr);
  }
  // A page that used to end as a page ends and now does not was cut off on its way.
  if (!extracted->whole && known && !known->body.empty()) {
    const auto before = extract(*known, kind_of(item), source_, recipe_);
    if (before && before->whole) {
      result.outcome = FetchOutcome::failed;
      result.reason = "页面不完整,疑似被截断";
      return take_failure(item, result, &*known);
    }
  }
  keep_article(page, *extracted, source_);
  end_step(item, kFetched, result, &page,
           item.kind == kind::known ? std::vector<FrontierItem>() : std::move(extracted->links));
}

void Crawl::take_unchanged(const FrontierItem& item, const FetchResult& result, Page known) {
  auto extracted = extract(known, kind_of(item), source_, recipe_);
  if (!extracted) {  // stored before we knew better
    end_step(item, kFailed, result);
    if (item.kind == kind::feed) fail("数据接口的内容无法采用(" + extracted.error().message + ")");
    return;
  }
  known.body.clear();  // stays as it is stored
  known.checked_at = tools_.clock.now();
  known.misses = 0;
  keep_article(known, *extracted, source_);
  end_step(item, kNotModified, result, &known,
           item.kind == kind::known ? std::vector<FrontierItem>() : std::move(extracted->links));
}

/// A redirect inside the site is a link to the same kind of page; one that leads away is noted, not followed. A page
/// that was there and now leads to the first page is gone.
void Crawl::take_redirect(const FrontierItem& item, FetchResult& result, const Page* known) {
  const Url from = *parse_url(item.url);
  const auto to = parse_url(result.location, &from);
  const std::string target = to ? canonical(*to).text() : std::string();
  const auto count = redirects_before(item) + 1;
  result.outcome = FetchOutcome::refused;
  if (!to || target == item.url || count > kMostRedirects) {
    result.reason = "跳转没有尽头或目标不正确";
  } else if (!same_site(*to, from)) {
    result.reason = "跳转到其他网站 " + to->origin() + ",未跟随";
  } else if (known != nullptr && target == seed_) {
    result.outcome = FetchOutcome::gone;
    result.reason = "页面不存在(跳转到首页)";
  } else {
    result.reason = "跳转到 " + target;
    if (item.url == seed_) seed_ = target;
    Page moved = known == nullptr ? Page{} : *known;  // what stood here stands there now
    moved.body.clear();
    ++moved.misses;
    return end_step(item, kFetched, result, known == nullptr ? nullptr : &moved,
                    {{target, item.kind, std::string(kRedirects) + std::to_string(count), 0, 0}});
  }
  take_failure(item, result, known);
}

/// Whether the job can go on, and whether what the page said before is only missing.
void Crawl::take_failure(const FrontierItem& item, const FetchResult& result, const Page* known) {
  const bool gone = result.outcome == FetchOutcome::gone;
  const bool refused = result.outcome == FetchOutcome::refused;
  end_step(item, gone ? kGone : refused ? kRefused : kFailed, result);
  if (item.kind == kind::feed) return fail("数据接口读取失败(" + result.reason + ")");
  if (item.url == seed_) return fail("首页读取失败(" + result.reason + ")");
  if (failures_in_a_row_ >= kMostFailuresInARow)
    return fail("连续 " + std::to_string(kMostFailuresInARow) + " 页读取失败(" + result.reason + ")");
  if (item.kind == kind::sitemap || item.kind == kind::known) return;
  // A dead link that never led anywhere takes nothing away, and what is gone for the second time is gone.
  const bool was_there = known != nullptr && known->misses == 0;
  if (gone || refused ? was_there : true) miss("有页面未能读取(" + result.reason + ")");
}

// --------------------------------------------------------------------------------------------- extract and propose

/// Everything the job read, in the order it was read, put together.
void Crawl::propose() {
  std::vector<Sighting> sightings;
  bool read_anything = false;
  tools_.pages.for_each_step(job_.id, [&](const Pages::Step& step) {
    const bool read = (step.outcome == kFetched && step.http_status == 200) || step.outcome == kNotModified;
    if (!read || step.item.kind == kind::robots || step.item.kind == kind::sitemap || step.item.kind == kind::known)
      return;
    if (!beat()) return;
    const auto page = tools_.pages.find(source_.id, step.item.url);
    if (!page) return;
    read_anything = true;
    auto extracted = extract(*page, step.item.kind, source_, recipe_);
    if (!extracted) return;  // it was a failure when it came
    auto& withdrawn = harvest_.proposal.withdrawn;
    std::move(extracted->sightings.begin(), extracted->sightings.end(), std::back_inserter(sightings));
    std::move(extracted->withdrawn.begin(), extracted->withdrawn.end(), std::back_inserter(withdrawn));
    for (auto& finding : extracted->report) {
      if (finding.place.empty()) finding.place = page->url;
      if (findings_.size() < kMostFindings) findings_.push_back(std::move(finding));
    }
  });
  if (harvest_.end == Harvest::End::stopped) return;
  if (!read_anything) return fail("没有读到任何页面");
  harvest_.proposal.source = source_.id;
  harvest_.proposal.job = job_.id;
  harvest_.proposal.taken_at = tools_.clock.now();
  harvest_.proposal.said = assemble(std::move(sightings), source_, findings_);
  harvest_.counts.listings = static_cast<std::int64_t>(harvest_.proposal.said.size());
  count_missing();
}

/// Pages that answered "gone" miss once more. Many at once are a broken site, not many farewells.
void Crawl::count_missing() {
  std::vector<Pages::Step> gone;
  std::int64_t all = 0;
  tools_.pages.for_each_step(job_.id, [&](const Pages::Step& step) {
    ++all;
    if (step.outcome == kGone && step.item.kind != kind::robots) gone.push_back(step);
  });
  const auto count = static_cast<std::int64_t>(gone.size());
  if (count > source_.shrink_records && count * 100 > all * source_.shrink_percent) {
    miss(std::to_string(count) + " 个页面同时不存在,按网站故障处理");
    return;
  }
  for (const auto& step : gone) {
    auto page = tools_.pages.find(source_.id, step.item.url);
    if (!page || page->checked_at >= job_.ordered_at) continue;  // counted before this job was killed
    page->body.clear();
    page->checked_at = tools_.clock.now();
    ++page->misses;
    tools_.pages.done(job_.id, step.item, step.outcome, step.http_status, step.message, &*page, {});
  }
}

/// The items of the job, and counts that are right also when the job was killed on its way.
void Crawl::report() {
  auto& counts = harvest_.counts;
  counts.fetched = counts.not_modified = counts.gone = counts.failed = 0;
  tools_.pages.for_each_step(job_.id, [&](const Pages::Step& step) { tally(step); });
  counts.planned = static_cast<std::int64_t>(tools_.pages.planned(job_.id));
  counts.requests = std::max(counts.requests, counts.fetched + counts.not_modified + counts.gone);
  counts.conditional = std::max(counts.conditional, counts.not_modified);
  for (const auto& finding : findings_)
    harvest_.items.push_back(
        {finding.place, "finding", 0, finding.mend.empty() ? finding.message : finding.message + "。" + finding.mend});
}

void Crawl::tally(const Pages::Step& step) {
  auto& counts = harvest_.counts;
  counts.fetched += step.outcome == kFetched ? 1 : 0;
  counts.not_modified += step.outcome == kNotModified ? 1 : 0;
  counts.gone += step.outcome == kGone ? 1 : 0;
  counts.failed += step.outcome == kFailed || step.outcome == kRefused ? 1 : 0;
  harvest_.items.push_back({step.item.url, step.outcome, step.http_status, step.message});
}

}  // namespace

Harvest crawl(const Source& source, const Job& job, Revisit revisit, const CrawlTools& tools) {
  return Crawl(source, job, revisit, tools).run();
}

}  // namespace lawhub
