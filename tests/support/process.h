// Other programs, started and stopped by tests.
#pragma once
#include <sys/types.h>

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace lawhub {

/// A running program; killed when destroyed.
class Process {
 public:
  /// Starts `argv`; both outputs are appended to `log`. Throws std::system_error when it cannot be started.
  Process(const std::vector<std::string>& argv, const std::filesystem::path& log);
  ~Process();
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;

  bool running();
  /// SIGKILL, and waits for its end.
  void kill_hard();
  /// SIGTERM, and waits for its end; its exit code.
  int stop();

 private:
  int wait_for_end();
  pid_t pid_;
};

struct Finished {
  int exit_code = -1;
  std::string output;      ///< standard output
  double seconds = 0;      ///< by the wall clock
  double cpu_seconds = 0;  ///< user and system
  long peak_mb = 0;        ///< largest resident memory
};
/// Runs `argv` to its end; standard error goes to the test's own.
Finished run_to_end(const std::vector<std::string>& argv);

/// Asks `holds` every 20 ms until it is true or `seconds` have passed; the last answer.
bool wait_until(const std::function<bool()>& holds, int seconds);

/// The first of `count` neighbouring ports of 127.0.0.1 that are free now.
int free_ports(int count);

}  // namespace lawhub
