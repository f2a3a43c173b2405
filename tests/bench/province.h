// A sample province in registry and index, in a temporary folder: what the benches of questions stand on.
#pragma once
#include <functional>
#include <string>
#include <vector>

#include "base/config.h"
#include "base/file.h"
#include "feeds/sample_institutions.h"
#include "registry/accept.h"
#include "registry/database.h"

namespace lawhub {

double seconds_of(const std::function<void()>& work);
/// CPU time of this thread alone, so that a busy machine does not blur it.
double cpu_ms_of(const std::function<void()>& work);
/// One line: what was done, how long it took, the process's peak of memory.
void stage(const char* name, double seconds, const std::string& result);
std::uintmax_t bytes_of(const std::filesystem::path& path);
std::string megabytes(const std::filesystem::path& path);

/// p50, p99 and maximum of a row of times.
struct Spread {
  double p50 = 0, p99 = 0, max = 0;
};
Spread spread_of(std::vector<double> times);

struct BenchProvince {
  /// Prints what each stage costs.
  explicit BenchProvince(std::size_t institutions);
  /// Builds a generation and switches to it; the seconds it took.
  double build_index() const;
  /// Of the records as they are kept.
  double json_bytes() const;

  TemporaryFolder folder;
  Config config;
  std::vector<SampleInstitution> truth;
  Proposal proposal;  ///< the one snapshot that registry holds
  std::unique_ptr<Database> registry;
};

}  // namespace lawhub
