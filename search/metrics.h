// What the server did, in the text format of Prometheus 0.0.4. No question and no address is ever counted by its text.
#pragma once
#include <array>
#include <chrono>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>

namespace lawhub {

/// Safe from any thread.
class Metrics {
 public:
  /// `route` is a pattern of the route table.
  void count(std::string_view route, int status, std::chrono::duration<double> took);
  /// Lines of lawhub_http_requests_total and lawhub_http_request_seconds.
  std::string text() const;

 private:
  static constexpr std::array<double, 9> kBounds{0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5};
  mutable std::mutex mutex_;
  std::map<std::pair<std::string, int>, std::uint64_t> requests_;  // by route and status
  std::array<std::uint64_t, kBounds.size() + 1> faster_{};         // by the first bound that is not less
  double seconds_ = 0;
};

/// "# HELP", "# TYPE" and one sample.
std::string metric(std::string_view name, std::string_view type, std::string_view help, double value);

}  // namespace lawhub
