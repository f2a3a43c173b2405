#include "tests/support/hub.h"

#include <stdexcept>

#include "indexer/follower.h"
#include "indexer/indexer.h"
#include "registry/source.h"
#include "tests/support/world.h"

namespace lawhub {
Hub::Hub() {
  config_.data = folder_.path();
  registry_ = std::make_unique<Database>(config_.registry_db(), Database::Access::write);
  pages_ = std::make_unique<Pages>(config_.pages_db(), Pages::Access::write);
}

Acceptance Hub::take(std::string_view source, Proposal proposal) {
  if (!Sources(*registry_).find(source)) {
    Source s;
    s.id = source;
    s.name = "来源" + s.id;
    s.division = "370000";
    Sources(*registry_).put(s);
  }
  proposal.source = source;
  proposal.job = ++job_;
  proposal.taken_at = clock.now();
  return accept(*registry_, proposal, clock);
}

Acceptance Hub::listed(std::string_view source, const std::vector<std::string>& lines) {
  std::vector<std::string>& before = keys_[std::string(source)];
  Proposal proposal;
  for (const std::string& line : lines) {
    Observation o;
    o.source = source;
    o.record = listing(line);
    o.key = o.record.name;
    o.url = "http://" + o.source + ".example/" + std::to_string(proposal.said.size());
    o.asserted_at = clock.now();
    proposal.said.push_back(o);
    std::erase(before, o.key);
  }
  for (const std::string& key : before) proposal.withdrawn.push_back({key, "cancelled", "", {}});
  before.clear();
  for (const Observation& o : proposal.said) before.push_back(o.key);
  return take(source, std::move(proposal));
}

void Hub::published(std::string_view url, std::string_view title, std::string_view text, std::string_view date,
                    std::string_view division) {
  Page page;
  page.url = url;
  page.source = "site";
  page.http_status = 200;
  page.body = "x";
  page.findable = true;
  page.title = title;
  page.text = text;
  page.date = date;
  page.division = division;
  FrontierItem item{page.url, "article", "", 0, 0};
  pages_->plan(++job_, {item});
  pages_->done(job_, {{{item, "fetched", "", 200}, page}});
}

void Hub::gone(std::string_view url) {
  Page page = pages_->find("site", url).value();
  page.body.clear();
  page.misses = 2;
  FrontierItem item{page.url, "article", "", 0, 0};
  pages_->plan(++job_, {item});
  pages_->done(job_, {{{item, "gone", "", 404}, page}});
}

std::string Hub::build() {
  Indexer::Made made = Indexer(config_, clock).rebuild(Indexer::Judge::obey);
  if (!made.switched) throw std::runtime_error(made.report.front().message);
  return made.name;
}

void Hub::follow() {
  Generations generations(config_.index());
  Follower follower(generations.path_of(generations.current().value()));
  while (follower.step(*registry_) + follower.step(*registry_, *pages_) > 0) {
  }
}

Engine& Hub::engine() {
  if (!engine_) engine_ = std::make_unique<Engine>(config_.index(), clock);
  return *engine_;
}

Answer Hub::search(const Parameters& p) { return engine().search(p); }

Answer Hub::search(std::string_view q) {
  Parameters p;
  p.q = q;
  return search(p);
}

std::vector<std::string> shown(const Answer& answer) {
  std::vector<std::string> names;
  for (const Item& item : answer.items) names.push_back(item.kind == Item::Kind::page ? item.title : item.name);
  return names;
}

}  // namespace lawhub
