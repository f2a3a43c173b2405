// A client that keeps many connections busy: each sends its next request when the last was answered.
#pragma once
#include <string>
#include <vector>

namespace lawhub {

struct HttpLoad {
  std::vector<double> ms;  ///< of each answer
  std::size_t failed = 0;  ///< answers that are not 200, and broken connections
  double seconds = 0;
};

/// Asks `targets` in turn over `connections` keep-alive connections to 127.0.0.1:`port` for so long. One thread.
HttpLoad load(int port, const std::vector<std::string>& targets, std::size_t connections, double seconds);

}  // namespace lawhub
