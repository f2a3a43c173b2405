// bench-pipeline [INSTITUTIONS]: a sample province of that size through registry, index and engine, in process and in a
// temporary folder; prints what each stage costs. Nothing is asserted. docs/performance.md records it; bench-search
// asks the questions.
#include <chrono>
#include <cstdio>
#include <thread>

#include "base/hash.h"
#include "base/log.h"
#include "indexer/follower.h"
#include "indexer/indexer.h"
#include "registry/register.h"
#include "registry/rollback.h"
#include "search/engine.h"
#include "search/json.h"
#include "tests/bench/province.h"

namespace {

using lawhub::megabytes;
using lawhub::Parameters;
using lawhub::seconds_of;
using lawhub::stage;

void one_change(lawhub::Database& registry, lawhub::Proposal& proposal, const lawhub::Config& config,
                const lawhub::Engine& engine) {
  proposal.said[0].record.phones = {{"0531-12345678", "", "voice", ""}};
  stage("one change accepted", seconds_of([&] { accept(registry, proposal, lawhub::system_clock()); }), "");
  const lawhub::Generations generations(config.index());
  lawhub::Follower follower(generations.path_of(generations.current().value()));
  stage("one change committed", seconds_of([&] { follower.step(registry); }), "");
  Parameters p;
  p.q = "12345678";
  stage("… until it is found", seconds_of([&] {
          while (engine.search(p).total == 0) std::this_thread::sleep_for(std::chrono::milliseconds(1));
        }),
        "");
}

/// What the API answers about every institution.
std::uint64_t digest(lawhub::Database& registry) {
  std::map<std::string, lawhub::Source> sources;
  std::string all;
  lawhub::Register(registry).for_each([&](const lawhub::Institution& i) {
    all = std::to_string(lawhub::hash64(all + lawhub::institution_json(i, sources, {}, 1)));
  });
  return lawhub::hash64(all);
}

/// Every `nth` record gets another phone and another address; a person approves it and takes it back.
void roll_back_share(lawhub::Database& registry, const lawhub::Proposal& good, std::size_t nth,
                     const lawhub::Config& config) {
  const auto& clock = lawhub::system_clock();
  const std::string share = " of " + std::to_string(good.said.size() / nth) + " records";
  const std::uint64_t before = digest(registry);
  const std::int64_t snapshot = lawhub::Register(registry).snapshots_of(good.source).front().id;
  lawhub::Proposal bad = good;
  for (std::size_t i = 0; i < bad.said.size(); i += nth) {
    bad.said[i].record.phones = {{"0531-" + std::to_string(10000000 + i), "", "voice", ""}};
    bad.said[i].record.website = "http://bad.example.cn/" + std::to_string(i);
  }
  const lawhub::Generations generations(config.index());
  lawhub::Follower follower(generations.path_of(generations.current().value()));
  const auto follow = [&] {
    while (follower.step(registry) > 0) {
    }
  };
  lawhub::Acceptance taken;
  double seconds = seconds_of([&] {
    taken = accept(registry, bad, clock);
    if (taken.state == lawhub::Acceptance::State::held) {
      taken = approve(registry, taken.snapshot, {"bench", ""}, clock);
    }
  });
  stage("change accepted", seconds, std::to_string(taken.changed) + share);
  stage("… in the index", seconds_of(follow), "");
  seconds = seconds_of([&] { roll_back(registry, snapshot, {"bench", "-"}, clock); });
  stage("rolled back", seconds, digest(registry) == before ? "answers equal" : "ANSWERS DIFFER");
  stage("… in the index", seconds_of(follow), megabytes(config.registry_db()));
}

}  // namespace

int main(int argc, char** argv) {
  lawhub::start_log("bench", "warn");
  lawhub::BenchProvince province(argc > 1 ? std::stoul(argv[1]) : 20000);
  stage("index", province.build_index(), megabytes(province.config.index()));
  const auto began = std::chrono::steady_clock::now();
  const lawhub::Engine engine(province.config.index(), lawhub::system_clock());
  stage("engine", std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count(),
        std::to_string(engine.size().institutions) + " institutions");
  one_change(*province.registry, province.proposal, province.config, engine);
  for (const std::size_t nth : {20U, 5U, 1U}) {
    roll_back_share(*province.registry, province.proposal, nth, province.config);
  }
  return 0;
}
