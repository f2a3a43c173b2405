#include "tests/bench/province.h"

#include <sys/resource.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <ctime>

#include "indexer/indexer.h"
#include "registry/record.h"
#include "registry/register.h"
#include "registry/source.h"
#include "tests/support/sample_listing.h"

namespace lawhub {

double seconds_of(const std::function<void()>& work) {
  const auto began = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
}

double cpu_ms_of(const std::function<void()>& work) {
  timespec began{}, ended{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &began);
  work();
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &ended);
  return 1e3 * static_cast<double>(ended.tv_sec - began.tv_sec) +
         1e-6 * static_cast<double>(ended.tv_nsec - began.tv_nsec);
}

void stage(const char* name, double seconds, const std::string& result) {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  std::printf("%-28s %8.2f s   peak %5ld MB   %s\n", name, seconds, usage.ru_maxrss / 1024, result.c_str());
  std::fflush(stdout);
}

std::uintmax_t bytes_of(const std::filesystem::path& path) {
  if (!std::filesystem::is_directory(path)) return std::filesystem::file_size(path);
  std::uintmax_t bytes = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(path)) {
    if (entry.is_regular_file()) bytes += entry.file_size();
  }
  return bytes;
}

std::string megabytes(const std::filesystem::path& path) { return std::to_string(bytes_of(path) >> 20) + " MB"; }

Spread spread_of(std::vector<double> times) {
  if (times.empty()) return {};
  std::sort(times.begin(), times.end());
  return {times[times.size() / 2], times[times.size() * 99 / 100], times.back()};
}

namespace {

constexpr std::size_t kSampleHolds = 70000;  // more than that the division tables do not give
constexpr std::string_view kCommittee = "人民调解委员会";
constexpr std::array kSectors{"婚姻家庭纠纷", "道路交通事故", "医疗纠纷", "物业纠纷",
                              "劳动争议",     "消费纠纷",     "土地纠纷", "邻里纠纷"};

/// The sample, and beyond what it holds committees for a sector beside those of the villages.
std::vector<SampleInstitution> institutions_of(std::size_t count) {
  SampleOptions options;
  options.institutions = std::min(count, kSampleHolds);
  std::vector<SampleInstitution> all = make_institutions(options);
  const std::size_t sample = all.size();
  for (std::size_t i = 0; all.size() < count; ++i) {
    const SampleInstitution& base = all[i % sample];
    const std::size_t round = i / sample;
    if (!base.name.ends_with(kCommittee)) continue;
    SampleInstitution more = base;
    more.id += "-" + std::to_string(round);
    std::string sector = kSectors[round % kSectors.size()];
    if (round >= kSectors.size()) sector = "第" + std::to_string(round / kSectors.size()) + sector;
    more.name.insert(more.name.size() - kCommittee.size(), sector);
    more.phone.clear();
    more.point.longitude += 0.0001 * static_cast<double>(1 + i % 97);
    more.point.latitude += 0.0001 * static_cast<double>(1 + i % 89);
    all.push_back(std::move(more));
  }
  return all;
}

}  // namespace

BenchProvince::BenchProvince(std::size_t institutions) {
  config.data = folder.path();
  double seconds = seconds_of([&] { truth = institutions_of(institutions); });
  stage("sample", seconds, std::to_string(truth.size()) + " institutions");
  registry = std::make_unique<Database>(config.registry_db(), Database::Access::write);
  Source source;
  source.id = "bench";
  source.name = "性能测试";
  source.division = "370000";
  Sources(*registry).put(source);
  proposal.source = "bench";
  proposal.taken_at = 1790000000;
  for (const auto& it : truth) proposal.said.push_back(sample_listing(it, "bench"));
  seconds = seconds_of([&] { accept(*registry, proposal, system_clock()); });
  stage("registry", seconds, megabytes(config.registry_db()));
}

double BenchProvince::json_bytes() const {
  std::size_t bytes = 0;
  Register(*registry).for_each([&](const Institution& it) { bytes += to_json(it.record).size(); });
  return static_cast<double>(bytes);
}

double BenchProvince::build_index() const {
  Indexer indexer(config, system_clock());
  return seconds_of([&] { indexer.rebuild(Indexer::Judge::obey); });
}

}  // namespace lawhub
