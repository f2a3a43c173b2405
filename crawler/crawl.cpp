#include "crawler/crawl.h"

#include <chrono>
#include <optional>

#include "base/text.h"
#include "base/url.h"
#include "crawler/extract.h"
#include "crawler/feed_page.h"
#include "crawler/propose.h"
#include "crawler/recipe.h"
#include "crawler/step.h"
#include "crawler/step_context.h"
#include "crawler/visitor.h"

namespace lawhub {
namespace {

constexpr int kMostRedirects = 5;                  // one after another
constexpr int kMostFailuresInARow = 5;             // then the site is left alone until the next job
constexpr Instant kTokenAge = Instant{20} * 3600;  // tokens live for a day at least (docs/feed-format.md)

class Crawl {
 public:
  Crawl(const Source& source, const Job& job, Revisit revisit, const CrawlTools& tools)
      : source_(source),
        job_(job),
        tools_(tools),
        recipe_(find_recipe(source.recipe)),
        visitor_(source, revisit, tools, harvest_.counts, [this] { return beat(); }) {
    harvest_.counts = job.counts;
  }

  Harvest run() {
    plan();
    while (go_on()) {
      const auto item = tools_.pages.next(job_.id);
      if (item && harvest_.counts.requests < source_.page_limit) {
        visit(*item);
      } else if (item || !plan_forgotten()) {
        break;
      }
    }
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

  void plan();
  bool plan_forgotten();
  std::vector<FrontierItem> sitemaps() const;
  Result<Extract> read(const Page& page, const FrontierItem& item) const;
  Result<Extract> read_trusted(const Page& page, const FrontierItem& item);
  std::optional<std::string> distrust(const Page& page, const FrontierItem& item, Instant response_date);
  bool holds_old_token(const Page& page, const FrontierItem& item) const;

  void visit(const FrontierItem& item);
  void visit_robots(const FrontierItem& item);
  bool renew_robots();
  void take_body(const FrontierItem& item, FetchResult& result, const Page* known);
  void take_unchanged(const FrontierItem& item, FetchResult& result, Page known);
  void take_redirect(const FrontierItem& item, FetchResult& result, const Page* known);
  void take_failure(const FrontierItem& item, const FetchResult& result);
  void take_unusable(const FrontierItem& item, FetchResult& result, const Problem& problem);
  void keep(const FrontierItem& item, std::string_view outcome, const FetchResult& result, Page& page,
            Extract& extracted);
  void end_step(const FrontierItem& item, std::string_view outcome, const FetchResult& result,
                const Page* page = nullptr, std::vector<FrontierItem> found = {});

  const Source& source_;
  const Job& job_;
  const CrawlTools& tools_;
  const Recipe& recipe_;
  Harvest harvest_;
  Visitor visitor_;
  std::string seed_;
  std::chrono::steady_clock::time_point last_beat_{};
  int failures_in_a_row_ = 0;
  bool forgotten_planned_ = false;
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
  if (tools_.pages.planned(job_.id) > 0) return;  // it was killed, and goes on
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

void Crawl::visit(const FrontierItem& item) {
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
  auto result = visitor_.fetch(url, known && !holds_old_token(*known, item) ? &*known : nullptr);
  if (!go_on()) return;  // stopped in the middle: the step is done again when the job goes on
  switch (result.outcome) {
    case FetchOutcome::body:
      return take_body(item, result, known ? &*known : nullptr);
    case FetchOutcome::unchanged:
      return take_unchanged(item, result, std::move(*known));
    case FetchOutcome::redirect:
      return take_redirect(item, result, known ? &*known : nullptr);
    case FetchOutcome::later:
      return fail(result.reason);
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

void Crawl::visit_robots(const FrontierItem& item) {
  const auto visit = visitor_.visit_robots();
  if (!go_on()) return;
  if (visit.result.outcome == FetchOutcome::later) return fail(visit.result.reason);
  if (visit.outcome != kFailed) return end_step(item, visit.outcome, visit.result, &visit.page, sitemaps());
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
    if (signature.outcome != FetchOutcome::body)
      return "没有取到签名文件 " + url.text() + (signature.reason.empty() ? "" : "," + signature.reason);
    if (auto fault = signature_fault(source_.keys, page.body, signature.body, tools_.clock.now())) return fault;
  }
  return date_fault(response_date, tools_.newest_response, tools_.clock.now());
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
  auto extracted = read_trusted(page, item);
  if (!go_on()) return;
  if (!extracted) return take_unusable(item, result, extracted.error());
  if (extracted->missing) {
    result.outcome = FetchOutcome::gone;
    result.reason = "页面不存在(网站返回 200,但页面这样写明)";
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
  keep(item, kFetched, result, page, *extracted);
}

void Crawl::take_unchanged(const FrontierItem& item, FetchResult& result, Page known) {
  auto extracted = read_trusted(known, item);
  if (!go_on()) return;
  if (!extracted) return take_unusable(item, result, extracted.error());
  known.body.clear();  // stays as it is stored
  known.checked_at = tools_.clock.now();
  known.misses = 0;
  keep(item, kNotModified, result, known, *extracted);
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
    Page moved = known == nullptr ? Page{} : *known;  // what stood here stands there now
    moved.body.clear();
    ++moved.misses;
    return end_step(item, kFetched, result, known == nullptr ? nullptr : &moved,
                    {{target, item.kind, to_text(context), 0, 0}});
  }
  take_failure(item, result);
}

/// A feed or a sitemap that came, but broken.
void Crawl::take_unusable(const FrontierItem& item, FetchResult& result, const Problem& problem) {
  result.reason = problem.message;
  end_step(item, kFailed, result);
  if (is_feed_kind(item.kind)) fail("数据接口的内容无法采用(" + result.reason + ")");
}

void Crawl::take_failure(const FrontierItem& item, const FetchResult& result) {
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
void Crawl::keep(const FrontierItem& item, std::string_view outcome, const FetchResult& result, Page& page,
                 Extract& extracted) {
  const Article article = extracted.article.value_or(Article{});
  page.findable = extracted.article.has_value();
  page.title = article.title;
  page.text = article.text;
  page.date = article.date;
  page.column = article.column;
  page.division = page.findable ? source_.division : std::string();
  if (page.findable) ++harvest_.counts.pages;
  if (item.kind == kKindKnown) extracted.links.clear();
  end_step(item, outcome, result, &page, std::move(extracted.links));
}

void Crawl::end_step(const FrontierItem& item, std::string_view outcome, const FetchResult& result, const Page* page,
                     std::vector<FrontierItem> found) {
  for (auto& next : found) next.depth = item.depth + 1;
  auto& counts = harvest_.counts;
  if (outcome == kFetched) ++counts.fetched;
  if (outcome == kNotModified) ++counts.not_modified;
  if (outcome == kGone) ++counts.gone;
  if (outcome == kFailed || outcome == kRefused) ++counts.failed;
  failures_in_a_row_ = outcome == kFailed ? failures_in_a_row_ + 1 : 0;
  tools_.pages.done(job_.id, item, outcome, result.status, result.reason, page, found);
}

}  // namespace

Harvest crawl(const Source& source, const Job& job, Revisit revisit, const CrawlTools& tools) {
  return Crawl(source, job, revisit, tools).run();
}

}  // namespace lawhub
