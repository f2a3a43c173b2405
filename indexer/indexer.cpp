#include "indexer/indexer.h"

#include <chrono>
#include <thread>

#include "base/file.h"
#include "base/log.h"
#include "base/program.h"
#include "indexer/analysis.h"
#include "indexer/builder.h"
#include "indexer/check.h"
#include "indexer/follower.h"

namespace lawhub {
namespace {

constexpr std::chrono::milliseconds kPause(150);  // between two looks; also lets readers reopen between two commits
constexpr std::size_t kKeep = 3;                  // generations

bool fits(const Generations& generations, const std::string& name) {
  return generations.describe(name).fingerprint == analysis_fingerprint();
}

void pause() { std::this_thread::sleep_for(kPause); }

}  // namespace

Indexer::Indexer(const Config& config, const Clock& clock)
    : config_(config), clock_(clock), generations_(config.index()) {}

Database& Indexer::registry() {
  if (!registry_) registry_ = std::make_unique<Database>(config_.registry_db(), Database::Access::read);
  return *registry_;
}

const Pages* Indexer::pages() {
  if (!pages_ && std::filesystem::exists(config_.pages_db())) {
    pages_ = std::make_unique<Pages>(config_.pages_db(), Pages::Access::read);
  }
  return pages_.get();
}

Indexer::Made Indexer::rebuild(Judge judge) {
  FileLock one_build(config_.index() / "build.lock");
  Made made;
  made.name = build(generations_, registry(), pages(), clock_);
  made.report = check(generations_, made.name, registry(), generations_.current());
  made.switched = judge == Judge::ignore || !has_error(made.report);
  if (made.switched) generations_.switch_to(made.name);
  generations_.prune(kKeep);
  return made;
}

std::string Indexer::fitting_generation() {
  std::optional<std::string> name = generations_.current();
  if (name && fits(generations_, *name)) return *name;
  spdlog::info("building: {}", name ? "the index is of another version" : "there is no index yet");
  return rebuild(Judge::ignore).name;  // there is nothing better to fall back to
}

void Indexer::follow(Follower& follower, const std::string& generation,
                     const std::function<void(const Commit&)>& on_commit) {
  if (follower.step(registry()) > 0) on_commit({generation, follower.institution_sequence(), "institutions"});
  if (pages() != nullptr && follower.step(registry(), *pages()) > 0) {
    on_commit({generation, follower.page_sequence(), "pages"});
  }
}

bool Indexer::lost(const Follower& follower) {
  return follower.lost(registry()) || (pages() != nullptr && follower.lost(*pages()));
}

void Indexer::watch(const std::function<void(const Commit&)>& on_commit) {
  FileLock one_watcher(config_.index() / "watch.lock");
  while (!stop_requested() && !std::filesystem::exists(config_.registry_db())) pause();
  while (!stop_requested()) {
    std::string generation = fitting_generation();
    Follower follower(generations_.path_of(generation));
    if (lost(follower)) {
      spdlog::warn("the registry is younger than the index: building anew");
      rebuild(Judge::ignore);
      continue;
    }
    spdlog::info("following from {}", generation);
    while (!stop_requested() && generations_.current() == generation) {
      follow(follower, generation, on_commit);
      pause();
    }
  }
}

Result<std::string> roll_back(const Generations& generations, std::int64_t number) {
  for (const std::string& name : generations.all()) {
    if (generation_number(name) != number) continue;
    if (!fits(generations, name)) return problem("other-version", name + " 由另一版本的程序建立,不能启用。");
    generations.switch_to(name);
    return name;
  }
  return problem("no-such-generation", "没有这一代索引,list 可以查看有哪些。");
}

}  // namespace lawhub
