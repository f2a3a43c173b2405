// bench-identity [INSTITUTIONS] [SEED]: what all sources of a sample province say, as they spell it, through the
// registry in process; prints precision and recall against the truth, what it costs, and whether another order of the
// sources makes the same register. Nothing is asserted. docs/performance.md records it.
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <functional>
#include <memory>
#include <random>
#include <sstream>

#include "base/file.h"
#include "base/hash.h"
#include "base/log.h"
#include "registry/accept.h"
#include "registry/database.h"
#include "registry/decisions.h"
#include "registry/dump.h"
#include "registry/source.h"
#include "tests/support/sample_province.h"

namespace {

double seconds_of(const std::function<void()>& work) {
  const auto began = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
}

void stage(const char* name, double seconds, const std::string& result = "") {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  std::printf("%-34s %8.2f s   peak %5ld MB   %s\n", name, seconds, usage.ru_maxrss / 1024, result.c_str());
  std::fflush(stdout);
}

void take_all(lawhub::Database& db, const lawhub::SampleProvince& province, const std::vector<std::size_t>& order) {
  for (const lawhub::SampleSource& source : province.sources) lawhub::Sources(db).put(source.source);
  for (std::size_t i : order) accept(db, province.proposals[i], lawhub::system_clock());
}

std::string digest(lawhub::Database& db) {
  std::ostringstream text;
  dump(db, text);
  return lawhub::sha256_hex(text.str());
}

void print_some(const char* title, const std::vector<std::string>& lines) {
  for (std::size_t i = 0; i < lines.size() && i < 20; ++i) std::printf("  %s %s\n", title, lines[i].c_str());
}

void print_score(const lawhub::IdentityScore& score, std::size_t truth) {
  std::printf("institutions %zu of %zu; pairs of listings together %zu, wrong %zu, same by the truth %zu\n",
              score.institutions, truth, score.together, score.wrong, score.same);
  std::printf("precision %.4f   recall %.4f\n", score.precision(), score.recall());
  print_some("merged:", score.merged);
  print_some("divided:", score.divided);
}

}  // namespace

int main(int argc, char** argv) {
  lawhub::start_log("bench", "warn");
  const std::size_t size = argc > 1 ? std::stoul(argv[1]) : 20000;
  const std::uint64_t seed = argc > 2 ? std::stoul(argv[2]) : 7;
  const lawhub::TemporaryFolder folder;
  std::vector<std::size_t> order;
  std::unique_ptr<lawhub::SampleProvince> province;
  double seconds = seconds_of([&] { province = std::make_unique<lawhub::SampleProvince>(size, seed); });
  stage("sample", seconds, std::to_string(province->listings) + " listings");
  for (std::size_t i = 0; i < province->proposals.size(); ++i) order.push_back(i);

  lawhub::Database db(folder.path() / "registry.db", lawhub::Database::Access::write);
  stage("all sources accepted", seconds_of([&] { take_all(db, *province, order); }));
  print_score(score_identity(lawhub::Register(db), *province), province->truth.size());
  std::printf("open questions %zu\n", lawhub::Decisions(db).count_questions());

  auto& largest = *std::max_element(province->proposals.begin(), province->proposals.end(),
                                    [](const auto& a, const auto& b) { return a.said.size() < b.said.size(); });
  lawhub::Proposal one = largest;
  one.said = {largest.said.front()};
  one.said[0].record.email = "a@example.cn";
  one.complete = false;
  stage("one changed listing alone", seconds_of([&] { accept(db, one, lawhub::system_clock()); }));
  largest.said[1].record.email = "b@example.cn";
  largest.said[0].record.email = "a@example.cn";
  stage("one changed in the largest list", seconds_of([&] { accept(db, largest, lawhub::system_clock()); }),
        std::to_string(largest.said.size()) + " listings");
  const std::string before = digest(db);
  stage("everything made anew", seconds_of([&] { rebuild(db, lawhub::system_clock()); }));
  std::printf("the same after that: %s\n", digest(db) == before ? "yes" : "NO");

  std::mt19937 random(1);
  std::shuffle(order.begin(), order.end(), random);
  lawhub::Database other(folder.path() / "other.db", lawhub::Database::Access::write);
  stage("sources in another order", seconds_of([&] { take_all(other, *province, order); }));
  std::printf("the same register: %s\n", digest(other) == before ? "yes" : "NO");
  return 0;
}
