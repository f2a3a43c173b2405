#include "crawler/propose.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"
#include "crawler/extract.h"
#include "crawler/moves.h"
#include "crawler/step.h"
#include "crawler/step_context.h"
#include "feeds/assemble.h"

namespace lawhub {
namespace {

constexpr std::size_t kMostFindings = 1000;  // kept of one job

/// Of all that the pages of a feed say of one key the last word counts; of two of one time, that it is listed. What
/// comes twice and says the same is one.
void keep_newest(std::vector<Sighting>& said, std::vector<Withdrawal>& withdrawn) {
  std::map<std::string, Instant> newest;
  for (const Sighting& each : said) newest[each.said.key] = std::max(newest[each.said.key], each.said.asserted_at);
  for (const Withdrawal& each : withdrawn) newest[each.key] = std::max(newest[each.key], each.withdrawn_at);
  std::vector<Sighting> kept;
  std::map<std::string, std::size_t> places;
  for (Sighting& each : said) {
    if (each.said.asserted_at != newest[each.said.key]) continue;
    const auto [place, first] = places.emplace(each.said.key, kept.size());
    if (first || !(kept[place->second].said.record == each.said.record)) kept.push_back(std::move(each));
  }
  said = std::move(kept);
  std::erase_if(withdrawn, [&](const Withdrawal& each) {
    return each.withdrawn_at != newest[each.key] || places.contains(each.key);
  });
}

class Proposer {
 public:
  Proposer(const Source& source, const Job& job, const Recipe& recipe, const CrawlTools& tools,
           const std::function<bool()>& beat, Harvest& harvest)
      : source_(source), job_(job), recipe_(recipe), tools_(tools), beat_(beat), harvest_(harvest) {}

  void run() {
    bool alive = true;
    std::size_t steps = 0;
    tools_.pages.for_each_step(job_.id, [&](const Pages::Step& step) {
      ++steps;
      alive = alive && beat_();
      if (alive) take(step);
    });
    if (!alive) return;
    if (!read_anything_) {
      harvest_.end = Harvest::End::failed;
      harvest_.trouble = "没有读到任何页面";
      return;
    }
    if (steps < tools_.pages.planned(job_.id))
      miss("已达到每次最多 " + std::to_string(source_.page_limit) + " 页的上限");
    settle_moves(tools_.pages, source_.id);
    count_missing(steps);
    auto& proposal = harvest_.proposal;
    proposal.source = source_.id;
    proposal.job = job_.id;
    proposal.taken_at = tools_.clock.now();
    if (is_feed(source_.kind)) keep_newest(sightings_, proposal.withdrawn);
    const std::size_t noted = findings_.size();
    proposal.said = assemble(std::move(sightings_), source_, findings_);
    for (std::size_t i = noted; i < findings_.size(); ++i) ++harvest_.findings[findings_[i].rule];
    harvest_.counts.listings = static_cast<std::int64_t>(proposal.said.size());
    for (std::size_t i = 0; i < findings_.size(); ++i) {
      const auto& finding = findings_[i];
      const std::string words = finding.mend.empty() ? finding.message : finding.message + "。" + finding.mend;
      harvest_.items.push_back(
          {finding.place, "finding", 0, words, i < noted ? JobPhase::extract : JobPhase::propose, finding.rule, 1});
    }
  }

 private:
  /// A part of the source stays unread: what is missing must not count as gone.
  void miss(const std::string& why) {
    harvest_.proposal.complete = false;
    if (harvest_.trouble.empty()) harvest_.trouble = why;
  }

  void take(const Pages::Step& step) {
    const auto& kind = step.item.kind;
    if (kind == kKindRobots) return;
    note_dead_link(step);
    if (step.outcome == kGone) return gone_.push_back(step);
    if (is_gathering(kind) || kind == kKindKnown) return;
    const bool read = (step.outcome == kFetched && step.http_status == 200) || step.outcome == kNotModified ||
                      step.outcome == kUnvisited;
    if (read) return take_page(step);
    if (step.outcome == kFailed || (step.outcome == kRefused && was_there(step.item.url))) miss_page(step);
  }
  void miss_page(const Pages::Step& step) { miss("有页面未能读取(" + step.message + ")"); }

  void note_dead_link(const Pages::Step& step) {
    if (step.outcome != kGone && step.outcome != kFailed) return;
    for (const std::string_view page : split(step.item.found_on, '\n')) {
      if (page.empty()) continue;
      dead_links_.push_back({step.item.url, std::string(page), {}, step.http_status, step.cause, step.message});
    }
  }

  /// A dead link that never led anywhere takes nothing away, and what is gone for the second time is gone.
  bool was_there(const std::string& url) const {
    const auto page = tools_.pages.find(source_.id, url);
    return page && (page->misses == 0 || (page->misses == 1 && counted(*page)));
  }
  /// Its miss was counted before this job was killed.
  bool counted(const Page& page) const { return page.checked_at >= job_.ordered_at; }

  void take_page(const Pages::Step& step) {
    if (step.quiet) {
      read_anything_ = true;
      return;
    }
    const auto page = tools_.pages.find(source_.id, step.item.url);
    if (!page) return;
    auto extracted = extract(*page, step.item.kind, source_, recipe_, step.item.context);
    if (!extracted) return;  // it was a failure when it came
    read_anything_ = true;
    take_feed_page(step, *extracted);
    auto& withdrawn = harvest_.proposal.withdrawn;
    std::move(extracted->sightings.begin(), extracted->sightings.end(), std::back_inserter(sightings_));
    std::move(extracted->withdrawn.begin(), extracted->withdrawn.end(), std::back_inserter(withdrawn));
    for (auto& finding : extracted->report) {
      if (finding.place.empty()) finding.place = page->url;
      ++harvest_.findings[finding.rule];
      if (findings_.size() < kMostFindings) findings_.push_back(std::move(finding));
    }
  }

  void take_feed_page(const Pages::Step& step, const Extract& extracted) {
    auto& made = harvest_.proposal.response_date;
    if (extracted.response_date != 0 && (made == 0 || extracted.response_date < made)) made = extracted.response_date;
    if (!is_feed_kind(step.item.kind) || step.item.kind == kKindIdentify || step.item.kind == kKindEntry) return;
    const StepContext context = step_context_of(step.item.context);
    if (extracted.partial || context.since != 0) harvest_.proposal.complete = false;
    if (context.began != 0) return;
    harvest_.full = context.since == 0;
    harvest_.reached = extracted.incremental ? extracted.response_date : 0;
  }

  /// What is gone gets its miss, unless so much is that the site is broken. What stands elsewhere now is not gone.
  void count_missing(std::size_t steps) {
    std::set<std::string> urls;
    for (const auto& step : gone_) urls.insert(step.item.url);
    const auto moved = moved_pages(tools_.pages, source_.id, urls);
    for (const auto& [from, to] : moved) note_move(from, to);
    std::erase_if(gone_, [&](const Pages::Step& step) { return moved.contains(step.item.url); });
    for (const auto& step : gone_) {
      if (!is_gathering(step.item.kind) && step.item.kind != kKindKnown && was_there(step.item.url)) miss_page(step);
    }
    if (gone_.size() > static_cast<std::size_t>(source_.shrink_records) &&
        gone_.size() * 100 > steps * static_cast<std::size_t>(source_.shrink_percent))
      return miss(std::to_string(gone_.size()) + " 个页面同时不存在,按网站故障处理");
    for (const auto& step : gone_) {
      auto page = tools_.pages.find(source_.id, step.item.url);
      if (!page || counted(*page)) continue;
      page->body.clear();  // stays as it is stored
      page->checked_at = tools_.clock.now();
      ++page->misses;
      tools_.pages.put(std::move(*page));
    }
    if (!is_feed(source_.kind)) harvest_.dead_links = std::move(dead_links_);
  }

  void note_move(const std::string& from, const std::string& to) {
    for (DeadLink& link : dead_links_) {
      if (link.url == from) link.moved_to = to;
    }
    auto page = tools_.pages.find(source_.id, from);
    page->body.clear();  // stays as it is stored
    page->moved_to = to;
    page->misses = kMissesUntilDropped;
    tools_.pages.put(std::move(*page));
  }

  const Source& source_;
  const Job& job_;
  const Recipe& recipe_;
  const CrawlTools& tools_;
  const std::function<bool()>& beat_;
  Harvest& harvest_;
  std::vector<Sighting> sightings_;
  std::vector<Pages::Step> gone_;
  std::vector<DeadLink> dead_links_;
  Report findings_;
  bool read_anything_ = false;
};

}  // namespace

void propose(const Source& source, const Job& job, const Recipe& recipe, const CrawlTools& tools,
             const std::function<bool()>& beat, Harvest& harvest) {
  harvest.counts.phase = JobPhase::extract;
  Proposer(source, job, recipe, tools, beat, harvest).run();
}

void report_steps(const Job& job, const Pages& pages, Harvest& harvest) {
  auto& counts = harvest.counts;
  std::vector<JobItem> items;
  counts.fetched = counts.not_modified = counts.unvisited = counts.gone = counts.failed = 0;
  pages.for_each_step(job.id, [&](const Pages::Step& step) {
    counts.fetched += step.outcome == kFetched ? 1 : 0;
    counts.not_modified += step.outcome == kNotModified ? 1 : 0;
    counts.unvisited += step.outcome == kUnvisited ? 1 : 0;
    counts.gone += step.outcome == kGone ? 1 : 0;
    counts.failed += step.outcome == kFailed || step.outcome == kRefused ? 1 : 0;
    items.push_back({step.item.url, step.outcome, step.http_status, step.message,
                     is_gathering(step.item.kind) ? JobPhase::gather : JobPhase::fetch, step.cause,
                     step.item.attempts + 1});
  });
  counts.planned = static_cast<std::int64_t>(pages.planned(job.id));
  // What a killed predecessor did after its last heartbeat was never counted, but its steps are there.
  counts.requests = std::max(counts.requests, counts.fetched + counts.not_modified + counts.gone);
  counts.conditional = std::max(counts.conditional, counts.not_modified);
  items.insert(items.end(), std::make_move_iterator(harvest.items.begin()),
               std::make_move_iterator(harvest.items.end()));
  harvest.items = std::move(items);
}

}  // namespace lawhub
