// What every main() shares: verbs, flags, configuration, log, signals, exit codes.
#pragma once
#include <atomic>
#include <functional>
#include <map>
#include <stdexcept>
#include <string>
#include <vector>

#include "base/config.h"

namespace lawhub {

/// Exit codes, documented in docs/operations.md: 0 done; 1 the data was bad or the answer is "no"; 2 wrong usage;
/// 3 broken environment (disk, store, network, configuration).
enum class Exit { done = 0, negative = 1, usage = 2, environment = 3 };

/// What a verb gets: the configuration (`--config FILE`, then `--data DIR` over it), the words behind the verb that are
/// not flags, and its flags.
struct Arguments {
  Config config;
  std::vector<std::string> words;
  std::map<std::string, std::string> flags;  ///< "--name value" or "--name=value" → name; a lone "--name" → "true"
  bool has(const std::string& name) const { return flags.count(name) != 0; }
  std::string get(const std::string& name, const std::string& otherwise = "") const;
  /// Throws UsageError when the value is not a number.
  long long number(const std::string& name, long long otherwise) const;
};

/// Thrown by a verb on wrong usage; answered with the message, the verb's line of help and exit code 2.
struct UsageError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

struct Verb {
  std::string name;
  std::string help;                ///< one line: arguments, then what it does
  std::vector<std::string> flags;  ///< the flags it knows; a name that ends in "!" takes no value. Others are an error
  std::function<Exit(const Arguments&)> run;
};

/// The name of the system account that runs this.
std::string system_account();

/// True once SIGINT or SIGTERM came; long verbs look at it. run_program installs the handlers, and ignores SIGPIPE.
const std::atomic<bool>& stop_requested();

/// Runs the verb that argv names. `--help`, `--version` and no verb print the table of verbs. An exception that leaves
/// a verb is logged once, exit code 3.
int run_program(const std::string& name, const std::vector<Verb>& verbs, int argc, char** argv);

}  // namespace lawhub
