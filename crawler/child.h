// Other programs that read what strangers wrote: bounded in memory, time and output, without network, and gone with us.
#pragma once
#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace lawhub {

struct ChildLimits {
  std::size_t memory_bytes = 0;  ///< of address space (RLIMIT_AS)
  int cpu_seconds = 0;           ///< RLIMIT_CPU
  int wall_seconds = 0;
  std::size_t output_bytes = 0;  ///< of standard output
};

struct ChildResult {
  /// done: it ended with 0. broken: it said no, crashed or was too greedy, which is the document's fault. missing: the
  /// program could not be started, which is ours. stopped: `alive` said no.
  enum class End { done, broken, missing, stopped };
  End end = End::broken;
  std::string output;  ///< what it wrote to standard output, when done
  std::string why;     ///< plain Chinese without a full stop, when not done
};

/// Runs `argv` (argv[0] is looked up in /usr/local/bin, /usr/bin and /bin when it has no slash) with `input` as a
/// seekable standard input, an empty environment but for a UTF-8 locale, and standard error thrown away. It can write
/// no files and make no sockets (seccomp), leaves no core, and is killed when the calling thread ends. `alive` is asked
/// several times a second. Any thread may call it. Throws std::system_error when the system gives no process.
ChildResult run_limited(const std::vector<std::string>& argv, std::string_view input, const ChildLimits& limits,
                        const std::function<bool()>& alive);

}  // namespace lawhub
