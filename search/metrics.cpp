#include "search/metrics.h"

#include <fmt/format.h>

#include <algorithm>

namespace lawhub {
namespace {

std::string heading(std::string_view name, std::string_view type, std::string_view help) {
  return fmt::format("# HELP {0} {2}\n# TYPE {0} {1}\n", name, type, help);
}

}  // namespace

void Metrics::count(std::string_view route, int status, std::chrono::duration<double> took) {
  auto bound = std::lower_bound(kBounds.begin(), kBounds.end(), took.count()) - kBounds.begin();
  std::lock_guard lock(mutex_);
  ++requests_[{std::string(route), status}];
  ++faster_[static_cast<std::size_t>(bound)];
  seconds_ += took.count();
}

std::string Metrics::text() const {
  std::lock_guard lock(mutex_);
  std::string out = heading("lawhub_http_requests_total", "counter", "Requests answered.");
  for (const auto& [key, count] : requests_) {
    out += fmt::format("lawhub_http_requests_total{{route=\"{}\",status=\"{}\"}} {}\n", key.first, key.second, count);
  }
  out += heading("lawhub_http_request_seconds", "histogram", "Time to make an answer.");
  std::uint64_t sum = 0;
  for (std::size_t i = 0; i < faster_.size(); ++i) {
    sum += faster_[i];
    auto bound = i < kBounds.size() ? fmt::format("{}", kBounds[i]) : "+Inf";
    out += fmt::format("lawhub_http_request_seconds_bucket{{le=\"{}\"}} {}\n", bound, sum);
  }
  return out + fmt::format("lawhub_http_request_seconds_sum {}\nlawhub_http_request_seconds_count {}\n", seconds_, sum);
}

std::string metric(std::string_view name, std::string_view type, std::string_view help, double value) {
  return heading(name, type, help) + fmt::format("{} {}\n", name, value);
}

}  // namespace lawhub
