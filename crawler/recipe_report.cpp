#include "crawler/recipe_report.h"

#include <map>
#include <set>

#include "crawler/extract.h"
#include "crawler/step.h"

namespace lawhub {
namespace {

constexpr std::size_t kMostShown = 50;  // of addresses in one list

std::string said_of(const Sighting& sighting) {
  std::string text = "  " + sighting.said.record.name + "(" + sighting.said.evidence + "):";
  std::size_t fields = 0;
  for (const Field field : all_fields()) {
    if (field == Field::name || field_json(sighting.said.record, field).empty()) continue;
    text += (fields++ == 0 ? "" : "、") + std::string(field_label(field));
  }
  return text + "\n";
}

std::string list_of(const std::string& title, const std::set<std::string>& urls) {
  if (urls.empty()) return {};
  std::string text = title + " " + std::to_string(urls.size()) + " 个:\n";
  std::size_t shown = 0;
  for (const auto& url : urls) {
    if (++shown > kMostShown) return text + "  ……\n";
    text += "  " + url + "\n";
  }
  return text;
}

class Reporter {
 public:
  Reporter(const Source& source, const Recipe& recipe, const Pages& pages)
      : source_(source), recipe_(recipe), pages_(pages) {}

  std::string run(std::int64_t job) {
    pages_.for_each_step(job, [&](const Pages::Step& step) { take(step); });
    for (const auto& rule : recipe_.rules)
      text_ +=
          "规则 " + rule.pattern + "(" + rule.kind + "):" + std::to_string(links_[rule.pattern].size()) + " 个链接\n";
    text_ += list_of("没有规则可用的链接", passed_over_);
    text_ += list_of("没有读出任何内容的页面", empty_);
    return std::move(text_);
  }

 private:
  void take(const Pages::Step& step) {
    if (step.outcome != kFetched || step.item.kind == kKindRobots || step.item.kind == kKindSitemap) return;
    const auto page = pages_.find(source_.id, step.item.url);
    if (!page) return;
    const auto found = extract(*page, step.item.kind, source_, recipe_, step.item.context);
    if (!found) return;
    for (const auto& link : found->links) {
      const auto* rule = recipe_.rule_of(*parse_url(link.url));
      links_[rule == nullptr ? std::string() : rule->pattern].insert(link.url);
    }
    passed_over_.insert(found->passed_over.begin(), found->passed_over.end());
    if (!found->sightings.empty()) text_ += step.item.url + "(" + step.item.kind + ")\n";
    for (const auto& sighting : found->sightings) text_ += said_of(sighting);
    if (found->sightings.empty() && found->links.empty() && !found->article) empty_.insert(step.item.url);
  }

  const Source& source_;
  const Recipe& recipe_;
  const Pages& pages_;
  std::string text_;
  std::map<std::string, std::set<std::string>> links_;
  std::set<std::string> passed_over_, empty_;
};

}  // namespace

std::string recipe_report(const Source& source, const Recipe& recipe, const Pages& pages, std::int64_t job) {
  return Reporter(source, recipe, pages).run(job);
}

}  // namespace lawhub
