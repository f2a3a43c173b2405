// bench-pipeline [INSTITUTIONS] [QUESTIONS]: a sample province of that size through registry, index and engine, in
// process and in a temporary folder; prints what each stage costs. Nothing is asserted. docs/performance.md records it.
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <functional>
#include <random>
#include <thread>

#include "base/file.h"
#include "base/hash.h"
#include "base/log.h"
#include "base/text.h"
#include "feeds/sample_institutions.h"
#include "indexer/follower.h"
#include "indexer/indexer.h"
#include "registry/accept.h"
#include "registry/database.h"
#include "registry/division.h"
#include "registry/register.h"
#include "registry/rollback.h"
#include "registry/services.h"
#include "registry/source.h"
#include "search/engine.h"
#include "search/json.h"
#include "tests/support/sample_listing.h"

namespace {

using lawhub::Parameters;

double seconds_of(const std::function<void()>& work) {
  const auto began = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
}

void stage(const char* name, double seconds, const std::string& result) {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  std::printf("%-28s %8.2f s   peak %5ld MB   %s\n", name, seconds, usage.ru_maxrss / 1024, result.c_str());
  std::fflush(stdout);
}

std::string megabytes(const std::filesystem::path& path) {
  std::uintmax_t bytes = 0;
  if (std::filesystem::is_directory(path)) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(path)) {
      if (entry.is_regular_file()) bytes += entry.file_size();
    }
  } else {
    bytes = std::filesystem::file_size(path);
  }
  return std::to_string(bytes >> 20) + " MB";
}

/// Of this thread alone, so that a busy machine does not blur it.
double cpu_ms_of(const std::function<void()>& work) {
  timespec began{}, ended{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &began);
  work();
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &ended);
  return 1e3 * static_cast<double>(ended.tv_sec - began.tv_sec) +
         1e-6 * static_cast<double>(ended.tv_nsec - began.tv_nsec);
}

/// Asks each question once after a short warm-up and prints the spread of the CPU time.
void ask(const char* what, const lawhub::Engine& engine, const std::vector<Parameters>& questions) {
  std::vector<double> ms;
  std::size_t found = 0;
  for (std::size_t i = 0; i < std::min<std::size_t>(20, questions.size()); ++i) engine.search(questions[i]);
  ms.reserve(questions.size());
  for (const Parameters& p : questions) {
    ms.push_back(cpu_ms_of([&] { found += engine.search(p).total; }));
  }
  std::sort(ms.begin(), ms.end());
  std::printf("%-28s p50 %7.3f ms   p99 %7.3f ms   max %7.3f ms   %.0f found on average\n", what, ms[ms.size() / 2],
              ms[ms.size() * 99 / 100], ms.back(), static_cast<double>(found) / static_cast<double>(ms.size()));
  std::fflush(stdout);
}

class Questions {
 public:
  Questions(const std::vector<lawhub::SampleInstitution>& truth, std::size_t count) : truth_(truth), count_(count) {}

  std::vector<Parameters> of(const std::function<void(Parameters&, const lawhub::SampleInstitution&)>& fill) {
    std::vector<Parameters> questions;
    for (std::size_t i = 0; i < count_; ++i) {
      Parameters p;
      fill(p, truth_[random_() % truth_.size()]);
      questions.push_back(p);
    }
    return questions;
  }
  /// Two to four neighbouring characters of a name.
  std::string piece(const std::string& name) {
    const std::u32string characters = lawhub::to_code_points(name);
    const std::size_t length = std::min<std::size_t>(characters.size(), 2 + random_() % 3);
    const std::size_t at = random_() % (characters.size() - length + 1);
    return lawhub::to_utf8(characters.substr(at, length));
  }
  lawhub::Point around(lawhub::Point p) {
    std::uniform_real_distribution<double> shift(-0.2, 0.2);
    return {p.longitude + shift(random_), p.latitude + shift(random_)};
  }

 private:
  const std::vector<lawhub::SampleInstitution>& truth_;
  std::size_t count_;
  std::mt19937 random_{1};
};

void ask_all(const lawhub::Engine& engine, const std::vector<lawhub::SampleInstitution>& truth, std::size_t count) {
  using It = lawhub::SampleInstitution;
  Questions q(truth, count);
  ask("whole name", engine, q.of([](Parameters& p, const It& it) { p.q = it.name; }));
  ask("piece of a name", engine, q.of([&](Parameters& p, const It& it) { p.q = q.piece(it.name); }));
  ask("place and type", engine, q.of([](Parameters& p, const It& it) {
    p.q = lawhub::sample_place_name(lawhub::Divisions::get().county_of(it.division)) + " " +
          std::string(lawhub::label_of(it.type));
  }));
  ask("matter", engine, q.of([](Parameters& p, const It& it) {
    p.q = lawhub::vocabulary()[lawhub::Divisions::get().county_of(it.division).back() % 80].label;
  }));
  ask("filter and facets", engine, q.of([](Parameters& p, const It& it) {
    p.types = {it.type};
    p.division = lawhub::Divisions::get().county_of(it.division).substr(0, 4) + "00";
  }));
  ask("text and radius", engine, q.of([&](Parameters& p, const It& it) {
    p.q = q.piece(it.name);
    p.near = q.around(it.point);
    p.radius_m = 10000;
  }));
  ask("nearest ten of a type", engine, q.of([&](Parameters& p, const It& it) {
    p.types = {it.type};
    p.near = q.around(it.point);
  }));
  ask("page 100", engine, q.of([&](Parameters& p, const It& it) {
    p.q = q.piece(it.name);
    p.page = 100;
  }));
  std::vector<double> ms;
  for (std::size_t i = 0; i < count; ++i) {
    const std::string typed = q.piece(truth[i * 7919 % truth.size()].name);
    ms.push_back(cpu_ms_of([&] { engine.suggest(typed, 8); }));
  }
  std::sort(ms.begin(), ms.end());
  std::printf("%-28s p50 %7.3f ms   p99 %7.3f ms\n", "suggestion", ms[ms.size() / 2], ms[ms.size() * 99 / 100]);
}

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
  lawhub::SampleOptions options;
  options.institutions = argc > 1 ? std::stoul(argv[1]) : 20000;
  const std::size_t count = argc > 2 ? std::stoul(argv[2]) : 1000;
  const lawhub::TemporaryFolder folder;
  lawhub::Config config;
  config.data = folder.path();

  std::vector<lawhub::SampleInstitution> truth;
  double seconds = seconds_of([&] { truth = lawhub::make_institutions(options); });
  stage("sample", seconds, std::to_string(truth.size()) + " institutions");
  lawhub::Database registry(config.registry_db(), lawhub::Database::Access::write);
  lawhub::Source source;
  source.id = "bench";
  source.name = "性能测试";
  source.division = "370000";
  lawhub::Sources(registry).put(source);
  lawhub::Proposal proposal;
  proposal.source = "bench";
  proposal.taken_at = 1790000000;
  for (const auto& it : truth) proposal.said.push_back(lawhub::sample_listing(it, "bench"));
  seconds = seconds_of([&] { accept(registry, proposal, lawhub::system_clock()); });
  stage("registry", seconds, megabytes(config.registry_db()));
  lawhub::Indexer indexer(config, lawhub::system_clock());
  seconds = seconds_of([&] { indexer.rebuild(lawhub::Indexer::Judge::obey); });
  stage("index", seconds, megabytes(config.index()));
  const auto began = std::chrono::steady_clock::now();
  const lawhub::Engine engine(config.index(), lawhub::system_clock());
  stage("engine", std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count(),
        std::to_string(engine.size().institutions) + " institutions");
  ask_all(engine, truth, count);
  one_change(registry, proposal, config, engine);
  for (const std::size_t nth : {20U, 5U, 1U}) roll_back_share(registry, proposal, nth, config);
  return 0;
}
