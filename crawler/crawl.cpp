#include "crawler/crawl.h"

#include <algorithm>
#include <chrono>
#include <optional>
#include <thread>

#include "base/charset.h"
#include "base/text.h"
#include "base/url.h"
#include "crawler/attachment.h"
#include "crawler/constants.h"
#include "crawler/extract.h"
#include "crawler/feed_page.h"
#include "crawler/frontier.h"
#include "crawler/propose.h"
#include "crawler/recipe.h"
#include "crawler/revisit.h"
#include "crawler/step.h"
#include "crawler/step_context.h"
#include "crawler/url_trap.h"
#include "crawler/visitor.h"

namespace lawhub {
namespace {

constexpr int kMostRedirects = 5;                  // one after another
constexpr int kMostFailuresInARow = 5;             // then the site is left alone until the next job
constexpr Instant kTokenAge = Instant{20} * 3600;  // tokens live for a day at least (docs/feed-format.md)

/// May what failed come well in some minutes? Timeouts, broken connections, and answers of a server in trouble.
bool is_passing(const FetchResult& result) {
  if (result.outcome != FetchOutcome::failed) return false;
  return result.status == 200 || result.status == 0 || result.status == 408 || result.status == 429 ||
         result.status >= 500;
}

/// By which failures are counted together: the answer's status, or the reason without its particulars.
std::string cause_of(const FetchResult& result) {
  if (result.reason.empty()) return {};
  if (result.status >= 400) return "http-" + std::to_string(result.status);
  std::size_t end = result.reason.size();
  for (const std::string_view mark : {"(", ":", "，", ",", "（", "："}) end = std::min(end, result.reason.find(mark));
  return std::string(trim(result.reason.substr(0, end)));
}

class Crawl {
 public:
  Crawl(const Source& source, const Job& job, Revisit revisit, const CrawlTools& tools)
      : source_(source),
        job_(job),
        tools_(tools),
        recipe_(tools.recipe != nullptr ? *tools.recipe : find_recipe(source.recipe)),
        revisit_(revisit),
        visitor_(source, revisit, tools, harvest_.counts, [this] { return beat(); }),
        frontier_(tools.pages, job.id, source.delay_ms > 0) {
    harvest_.counts = job.counts;
  }

  Harvest run() {
    plan();
    while (go_on()) {
      const auto item = frontier_.next();
      if (item && harvest_.counts.requests < source_.page_limit) {
        if (rested_for(item->attempts)) visit(*item);
      } else if (item || !plan_forgotten()) {
        break;
      }
    }
    frontier_.flush();
    if (go_on())
      propose(
          source_, job_, recipe_, tools_, [this] { return beat(); }, harvest_);
    report_steps(job_, tools_.pages, harvest_);
    return std::move(harvest_);
  }

 private:
  bool beat();
  bool go_on() { return beat() && harvest_.end == Harvest::End::done; }
  void fail(std::string why) {
    harvest_.end = Harvest::End::failed;
    harvest_.trouble = std::move(why);
  }

  /// The step under way is not done, and comes first when the job goes on.
  void put_off(const FetchResult& later) {
    harvest_.end = Harvest::End::put_off;
    harvest_.trouble = later.reason;
    harvest_.until = later.until;
  }

  void plan();
  bool plan_forgotten();
  bool rested_for(int attempts);
  bool pause_before_retry(int attempts);
  std::vector<FrontierItem> sitemaps() const;
  Result<Extract> read(const Page& page, const FrontierItem& item) const;
  Result<Extract> read_trusted(const Page& page, const FrontierItem& item);
  std::optional<std::string> distrust(const Page& page, const FrontierItem& item, Instant response_date);
  bool holds_old_token(const Page& page, const FrontierItem& item) const;

  void visit(const FrontierItem& item);
  void visit_robots(FrontierItem item);
  bool renew_robots();
  void take_body(const FrontierItem& item, FetchResult& result, const Page* known);
  FoundTrap missing_like(const Page& page, const std::vector<Line>& own);
  bool leads_on(const FrontierItem& next);
  void recall_texts();
  void take_unchanged(const FrontierItem& item, FetchResult& result, Page known, std::string_view outcome);
  bool take_resting(const FrontierItem& item, const std::optional<Page>& known);
  void take_redirect(const FrontierItem& item, FetchResult& result, const Page* known);
  void take_failure(const FrontierItem& item, const FetchResult& result);
  void count_in_a_row(const FrontierItem& item, bool failed);
  bool postponed(const FrontierItem& item, const FetchResult& result);
  void take_unusable(const FrontierItem& item, FetchResult& result, const Problem& problem);
  void keep(const FrontierItem& item, std::string_view outcome, const FetchResult& result, Page page,
            Extract& extracted);
  void end_step(const FrontierItem& item, std::string_view outcome, const FetchResult& result,
                std::optional<Page> page = {}, std::vector<FrontierItem> found = {}, bool quiet = false);

  const Source& source_;
  const Job& job_;
  const CrawlTools& tools_;
  const Recipe& recipe_;
  const Revisit revisit_;
  Harvest harvest_;
  Visitor visitor_;
  Frontier frontier_;
  std::string seed_;
  std::chrono::steady_clock::time_point last_beat_{};
  int failures_in_a_row_ = 0;
  int round_ = 0;  ///< of retries
  bool forgotten_planned_ = false;
  MissingPage missing_page_;
  SeenTexts texts_;
  UrlTraps url_traps_{china_time(tools_.clock.now()).date.year};
};

bool Crawl::beat() {
  if (harvest_.end == Harvest::End::stopped) return false;
  const auto now = std::chrono::steady_clock::now();
  if (now - last_beat_ < std::chrono::seconds(1)) return true;
  last_beat_ = now;
  harvest_.counts.planned = static_cast<std::int64_t>(tools_.pages.planned(job_.id));
  if (tools_.alive(harvest_.counts)) return true;
  harvest_.end = Harvest::End::stopped;
  return false;
}

void Crawl::plan() {
  const auto start = parse_url(source_.url);
  if (!start) return fail("来源的网址“" + source_.url + "”不正确");
  seed_ = canonical(*start).text();
  const bool robots_known = visitor_.recall_robots();
  if (tools_.pages.planned(job_.id) > 0) return recall_texts();  // it was killed, and goes on
  std::vector<FrontierItem> items;
  if (!robots_known) items.push_back({visitor_.robots_url(), std::string(kKindRobots), {}, 0, 0});
  if (source_.kind != SourceKind::site) {
    items.push_back(first_feed_step(source_, tools_.since));
    seed_ = items.back().url;
  } else {
    const std::string kind = recipe_.kind_of(*start);
    items.push_back({seed_, kind.empty() ? "list" : kind, {}, 0, 0});
  }
  for (auto& item : sitemaps()) items.push_back(std::move(item));
  tools_.pages.plan(job_.id, items);
}

/// Which texts the killed predecessor kept. What a missing page looks like is not asked for again.
void Crawl::recall_texts() {
  missing_page_.learn({});
  tools_.pages.for_each_step(job_.id, [this](const Pages::Step& step) {
    const auto page = tools_.pages.find(source_.id, step.item.url);
    if (page && page->findable && page->moved_to.empty()) texts_.seen(page->url, page->title, page->text);
  });
}

std::vector<FrontierItem> Crawl::sitemaps() const {
  std::vector<FrontierItem> items;
  if (source_.kind != SourceKind::site) return items;
  for (auto& url : visitor_.sitemaps()) items.push_back({std::move(url), std::string(kKindSitemap), {}, 0, 0});
  return items;
}

/// Pages of earlier crawls that nothing links any more: are they still there?
bool Crawl::plan_forgotten() {
  if (forgotten_planned_ || source_.kind != SourceKind::site) return false;
  forgotten_planned_ = true;
  std::vector<FrontierItem> items;
  for (auto& url : tools_.pages.known(source_.id)) {
    if (url != visitor_.robots_url()) items.push_back({std::move(url), std::string(kKindKnown), {}, 0, 0});
  }
  tools_.pages.plan(job_.id, items);
  return !items.empty();
}

/// Each round of retries waits, a further one longer. False when the job is to stop.
bool Crawl::rested_for(int attempts) {
  if (attempts <= round_) return true;
  round_ = attempts;
  return pause_before_retry(attempts);
}

bool Crawl::pause_before_retry(int attempts) {
  using std::chrono::steady_clock;
  std::int64_t pause = source_.delay_ms * crawling("retry_pause_turns");
  for (int i = 1; i < attempts; ++i) pause *= crawling("retry_pause_growth");
  const auto end = steady_clock::now() + std::chrono::milliseconds(pause);
  while (go_on() && steady_clock::now() < end) std::this_thread::sleep_for(std::chrono::milliseconds(200));
  return go_on();
}

void Crawl::visit(const FrontierItem& item) {
  harvest_.counts.phase = is_gathering(item.kind) ? JobPhase::gather : JobPhase::fetch;
  if (item.kind == kKindRobots) return visit_robots(item);
  if (visitor_.robots_due() && !renew_robots()) return;
  const Url url = *parse_url(item.url);
  if (!visitor_.allows(url)) {
    FetchResult refused;
    refused.outcome = FetchOutcome::refused;
    refused.reason = "robots.txt 不允许访问";
    return take_failure(item, refused);
  }
  auto known = tools_.pages.find(source_.id, item.url);
  if (take_resting(item, known)) return;
  auto result = visitor_.fetch(url, known && !holds_old_token(*known, item) ? &*known : nullptr);
  if (!go_on()) return;  // stopped in the middle: the step is done again when the job goes on
  switch (result.outcome) {
    case FetchOutcome::body:
      return take_body(item, result, known ? &*known : nullptr);
    case FetchOutcome::unchanged:
      known->checked_at = tools_.clock.now();
      return take_unchanged(item, result, std::move(*known), kNotModified);
    case FetchOutcome::redirect:
      return take_redirect(item, result, known ? &*known : nullptr);
    case FetchOutcome::later:
      return put_off(result);
    case FetchOutcome::gone:
    case FetchOutcome::refused:
    case FetchOutcome::failed:
      return take_failure(item, result);
  }
}

/// The rules are older than a day, or the job goes on after a long while. False when the job is to end.
bool Crawl::renew_robots() {
  const FrontierItem robots{visitor_.robots_url(), std::string(kKindRobots), {}, 0, 0};
  tools_.pages.plan(job_.id, {robots});
  visit_robots(robots);
  return go_on();
}

/// Tried again on the spot: nothing else may be visited before it.
void Crawl::visit_robots(FrontierItem item) {
  auto visit = visitor_.visit_robots();
  while (visit.outcome == kFailed && is_passing(visit.result) && item.attempts < crawling("retries") &&
         pause_before_retry(++item.attempts)) {
    visit = visitor_.visit_robots();
  }
  if (!go_on()) return;
  if (visit.result.outcome == FetchOutcome::later) return put_off(visit.result);
  if (visit.outcome != kFailed) return end_step(item, visit.outcome, visit.result, visit.page, sitemaps());
  end_step(item, kFailed, visit.result);
  fail("robots.txt 暂时读不到(" + visit.result.reason + "),按规定等待");
}

/// What the page holds. A page that nothing links is read as what its URL says it is.
Result<Extract> Crawl::read(const Page& page, const FrontierItem& item) const {
  return extract(page, item.kind == kKindKnown ? recipe_.kind_of(*parse_url(item.url)) : item.kind, source_, recipe_,
                 item.context);
}

/// A kept page of a list whose token for the next page may have expired: it must be had anew.
bool Crawl::holds_old_token(const Page& page, const FrontierItem& item) const {
  if (!is_feed_kind(item.kind) || tools_.clock.now() - page.fetched_at < kTokenAge) return false;
  const auto extracted = read(page, item);
  return !extracted || !extracted->links.empty();
}

/// The same for what just came: a feed that is not its source's newest word is a Problem.
Result<Extract> Crawl::read_trusted(const Page& page, const FrontierItem& item) {
  auto extracted = read(page, item);
  if (!extracted || item.kind != kKindFeed) return extracted;
  if (const auto why = distrust(page, item, extracted->response_date)) return problem("not-trusted", *why);
  return extracted;
}

std::optional<std::string> Crawl::distrust(const Page& page, const FrontierItem& item, Instant response_date) {
  if (!source_.keys.empty()) {
    Url url = *parse_url(item.url);
    url.path += ".sig";
    if (!visitor_.allows(url)) return "robots.txt 不允许读取签名文件 " + url.text();
    const auto signature = visitor_.fetch(url, nullptr);
    if (signature.outcome == FetchOutcome::later) put_off(signature);
    if (signature.outcome != FetchOutcome::body)
      return "没有取到签名文件 " + url.text() + (signature.reason.empty() ? "" : "," + signature.reason);
    if (auto fault = signature_fault(source_.keys, page.body, signature.body, tools_.clock.now())) return fault;
  }
  return date_fault(response_date, tools_.newest_response, tools_.clock.now());
}

/// Is the page what the site answers for any address? When one looks as if, a made-up address is asked for, once a job.
FoundTrap Crawl::missing_like(const Page& page, const std::vector<Line>& own) {
  if (source_.kind != SourceKind::site || is_document(page) || page.url == seed_) return {};
  if (missing_page_.wants_sample(own)) {
    Url url = *parse_url(page.url);
    url.path = MissingPage::made_up_path(url.path);
    url.query.clear();
    const auto answer = visitor_.allows(url) ? visitor_.fetch(url, nullptr) : FetchResult{};
    std::vector<Line> sample;
    if (answer.outcome == FetchOutcome::body)
      sample = lines(Html(decode(answer.body, charset_of(answer.content_type)).utf8));
    missing_page_.learn(sample);
  }
  if (!missing_page_.is_like(own)) return {};
  return {PageTrap::missing, "页面不存在(与网站对不存在网址的回答相同)"};
}

void Crawl::take_body(const FrontierItem& item, FetchResult& result, const Page* known) {
  Page page;
  page.url = item.url;
  page.source = source_.id;
  page.http_status = result.status;
  page.etag = result.etag;
  page.last_modified = result.last_modified;
  page.content_type = result.content_type;
  page.body = std::move(result.body);
  page.fetched_at = page.checked_at = tools_.clock.now();
  page.changed_at = known != nullptr && known->body == page.body ? known->changed_at : page.fetched_at;
  const bool expected = item.kind == kKindAttachment;
  if (!is_feed_kind(item.kind) && !turn_into_page(page, expected, [this] { return beat(); })) return;
  auto extracted = read_trusted(page, item);
  if (!go_on()) return;
  if (!extracted) return take_unusable(item, result, extracted.error());
  const bool says_something = extracted->trap.trap != PageTrap::none || !extracted->sightings.empty();
  if (!says_something && !is_feed_kind(item.kind) && item.kind != "list")
    extracted->trap = missing_like(page, extracted->lines);
  if (!go_on()) return;
  if (extracted->trap.trap != PageTrap::none) {
    const bool missing = extracted->trap.trap == PageTrap::missing;
    result.outcome = missing ? FetchOutcome::gone : FetchOutcome::refused;
    result.reason = extracted->trap.reason;
    return take_failure(item, result);
  }
  // A page that used to end as a page ends and now does not was cut off on its way.
  if (!extracted->whole && known != nullptr && !known->body.empty()) {
    const auto before = read(*known, item);
    if (before && before->whole) {
      result.outcome = FetchOutcome::failed;
      result.reason = "页面不完整,疑似被截断";
      return take_failure(item, result);
    }
  }
  // What was found to stand elsewhere stays so while the page says the same.
  if (known != nullptr && known->moved_to == extracted->canonical && !known->moved_to.empty())
    page.misses = known->misses;
  keep(item, kFetched, result, std::move(page), *extracted);
}

void Crawl::take_unchanged(const FrontierItem& item, FetchResult& result, Page known, std::string_view outcome) {
  auto extracted = read_trusted(known, item);
  if (!go_on()) return;
  if (!extracted) return take_unusable(item, result, extracted.error());
  known.body.clear();  // stays as it is stored
  if (known.moved_to != extracted->canonical || known.moved_to.empty()) known.misses = 0;
  keep(item, outcome, result, std::move(known), *extracted);
}

/// A page that changes seldom is read as it is stored.
bool Crawl::take_resting(const FrontierItem& item, const std::optional<Page>& known) {
  const Instant lastmod = step_context_of(item.context).lastmod;
  if (!known || revisit_ == Revisit::unconditional || !may_rest(*known, item.kind, lastmod, tools_.clock.now()))
    return false;
  FetchResult nothing;
  nothing.status = known->http_status;
  take_unchanged(item, nothing, *known, kUnvisited);
  return true;
}

/// A redirect inside the site is a link to the same kind of page; one that leads away is noted, not followed. A page
/// that was there and now leads to the first page is gone.
void Crawl::take_redirect(const FrontierItem& item, FetchResult& result, const Page* known) {
  const Url from = *parse_url(item.url);
  const auto to = parse_url(result.location, &from);
  // what is asked of a feed is not to be cut out of its address
  const std::string target = !to ? std::string() : is_feed_kind(item.kind) ? to->text() : canonical(*to).text();
  StepContext context = step_context_of(item.context);
  ++context.redirects;
  result.outcome = FetchOutcome::refused;
  if (!to || target == item.url || context.redirects > kMostRedirects) {
    result.reason = "跳转没有尽头或目标不正确";
  } else if (!same_site(*to, from)) {
    result.reason = "跳转到其他网站 " + to->origin() + ",未跟随";
  } else if (known != nullptr && target == seed_) {
    result.outcome = FetchOutcome::gone;
    result.reason = "页面不存在(跳转到首页)";
  } else {
    result.reason = "跳转到 " + target;
    if (item.url == seed_) seed_ = target;
    std::optional<Page> moved;
    if (known != nullptr) {  // what stood here stands there now
      moved = *known;
      moved->body.clear();
      moved->moved_to = target;
      moved->misses = std::min(known->misses + 1, kMissesUntilDropped);
    }
    return end_step(item, kFetched, result, std::move(moved), {{target, item.kind, to_text(context), 0, 0}});
  }
  take_failure(item, result);
}

/// What fails again among the retries says nothing of the rest of the site.
void Crawl::count_in_a_row(const FrontierItem& item, bool failed) {
  if (!failed) failures_in_a_row_ = 0;
  if (failed && item.attempts == 0) ++failures_in_a_row_;
}

/// Is it worth another try, later in this job?
bool Crawl::postponed(const FrontierItem& item, const FetchResult& result) {
  if (!is_passing(result) || item.attempts >= crawling("retries")) return false;
  if (item.attempts == 0 && failures_in_a_row_ + 1 >= kMostFailuresInARow) return false;  // the site is down
  count_in_a_row(item, true);
  frontier_.postpone(item);
  return true;
}

/// A feed or a sitemap that came, but broken.
void Crawl::take_unusable(const FrontierItem& item, FetchResult& result, const Problem& problem) {
  result.reason = problem.message;
  end_step(item, kFailed, result);
  if (is_feed_kind(item.kind)) fail("数据接口的内容无法采用(" + result.reason + ")");
}

void Crawl::take_failure(const FrontierItem& item, const FetchResult& result) {
  if (postponed(item, result)) return;
  const bool gone = result.outcome == FetchOutcome::gone;
  const bool refused = result.outcome == FetchOutcome::refused;
  end_step(item, gone ? kGone : refused ? kRefused : kFailed, result);
  if (is_feed_kind(item.kind)) return fail("数据接口读取失败(" + result.reason + ")");
  if (item.url == seed_) return fail("首页读取失败(" + result.reason + ")");
  if (failures_in_a_row_ >= kMostFailuresInARow)
    fail("连续 " + std::to_string(kMostFailuresInARow) + " 页读取失败(" + result.reason + ")");
}

/// Stores the page with the text that is worth finding, and plans its links; those of a page that nothing links are
/// not followed.
void Crawl::keep(const FrontierItem& item, std::string_view outcome, const FetchResult& result, Page page,
                 Extract& extracted) {
  page.findable = extracted.article.has_value();
  const Article article = std::move(extracted.article).value_or(Article{});
  FetchResult told;
  told.status = result.status;
  told.reason = result.reason;
  const bool own = page.findable && extracted.canonical.empty();  // else it names its original itself
  if (const auto first = own ? texts_.seen(item.url, article.title, article.text) : std::nullopt) {
    page.findable = false;
    told.reason = "与 " + *first + " 的内容相同,只保留一份";
  }
  page.title = article.title;
  page.text = article.text;
  page.date = article.date;
  page.column = article.column;
  page.division = page.findable ? source_.division : std::string();
  page.listings = static_cast<int>(extracted.sightings.size());
  page.moved_to = extracted.canonical;
  if (page.findable) ++harvest_.counts.pages;
  if (item.kind == kKindKnown) extracted.links.clear();
  end_step(item, outcome, told, std::move(page), std::move(extracted.links),
           !is_feed_kind(item.kind) && is_quiet(extracted));
}

/// Is it one of addresses without end? The first of each reason is told.
bool Crawl::leads_on(const FrontierItem& next) {
  const auto url = parse_url(next.url);
  const auto why = url ? url_traps_.refuse(*url) : std::nullopt;
  if (!why) return false;
  ++harvest_.findings["url-trap"];
  const bool told = std::any_of(harvest_.items.begin(), harvest_.items.end(),
                                [&](const JobItem& item) { return item.message == *why; });
  if (!told) harvest_.items.push_back({next.url, "finding", 0, *why});
  return true;
}

void Crawl::end_step(const FrontierItem& item, std::string_view outcome, const FetchResult& result,
                     std::optional<Page> page, std::vector<FrontierItem> found, bool quiet) {
  if (source_.kind == SourceKind::site)
    std::erase_if(found, [this](const FrontierItem& next) { return leads_on(next); });
  for (auto& next : found) {
    next.depth = item.depth + 1;
    if (!is_gathering(item.kind)) next.found_on = item.url;
  }
  auto& counts = harvest_.counts;
  if (outcome == kFetched) ++counts.fetched;
  if (outcome == kNotModified) ++counts.not_modified;
  if (outcome == kUnvisited) ++counts.unvisited;
  if (outcome == kGone) ++counts.gone;
  if (outcome == kFailed || outcome == kRefused) ++counts.failed;
  count_in_a_row(item, outcome == kFailed);
  const bool well = outcome == kFetched || outcome == kNotModified || outcome == kUnvisited;
  Pages::Step step{item, std::string(outcome), result.reason, result.status, well ? "" : cause_of(result), quiet};
  frontier_.end({std::move(step), std::move(page), std::move(found)});
}

}  // namespace

Harvest crawl(const Source& source, const Job& job, Revisit revisit, const CrawlTools& tools) {
  return Crawl(source, job, revisit, tools).run();
}

}  // namespace lawhub
