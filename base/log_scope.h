// What the lines of a log are about.
#pragma once
#include <string>
#include <string_view>

namespace lawhub {

/// What every line of this thread is about while this lives: LogScope("job", "17") puts job=17 into each. One inside
/// another takes its place for so long.
class LogScope {
 public:
  LogScope(std::string_view what, std::string_view id);
  ~LogScope();
  LogScope(const LogScope&) = delete;
  LogScope& operator=(const LogScope&) = delete;

 private:
  std::string before_;
};

}  // namespace lawhub
