#include "base/program.h"

#include <pwd.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <iostream>
#include <stdexcept>

#include "base/log.h"
#include "base/text.h"

namespace lawhub {
namespace {

std::atomic<bool> stop_flag{false};
static_assert(std::atomic<bool>::is_always_lock_free);  // else no signal handler could set it

extern "C" void on_signal(int /*number*/) { stop_flag = true; }

void install_signals() {
  struct sigaction stop {};
  stop.sa_handler = on_signal;  // without SA_RESTART: a blocking call wakes up and its loop looks at the flag
  sigemptyset(&stop.sa_mask);
  sigaction(SIGINT, &stop, nullptr);
  sigaction(SIGTERM, &stop, nullptr);
  struct sigaction ignore {};
  ignore.sa_handler = SIG_IGN;
  sigemptyset(&ignore.sa_mask);
  sigaction(SIGPIPE, &ignore, nullptr);
}

void print_verbs(std::ostream& out, const std::string& name, const std::vector<Verb>& verbs) {
  out << name << " " << LAWHUB_VERSION << "\n\n";
  for (const Verb& verb : verbs) out << "  " << name << " " << verb.name << " " << verb.help << "\n";
  out << "\n  --config FILE   配置文件\n  --data DIR      数据目录(优先于配置文件)\n";
}

enum class FlagKind { unknown, switch_only, with_value };

FlagKind kind_of(const Verb& verb, const std::string& flag) {
  if (flag == "config" || flag == "data") return FlagKind::with_value;
  const auto listed = [&](const std::string& name) {
    return std::find(verb.flags.begin(), verb.flags.end(), name) != verb.flags.end();
  };
  if (listed(flag + "!")) return FlagKind::switch_only;
  return listed(flag) ? FlagKind::with_value : FlagKind::unknown;
}

/// The words behind the verb; throws UsageError.
Arguments parse_arguments(const Verb& verb, const std::vector<std::string>& words) {
  Arguments arguments;
  bool only_words = false;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string& word = words[i];
    if (only_words || word.rfind("--", 0) != 0) {
      arguments.words.push_back(word);
      continue;
    }
    if (word == "--") {
      only_words = true;
      continue;
    }
    const std::size_t equals = word.find('=');
    const std::string flag = word.substr(2, equals == std::string::npos ? equals : equals - 2);
    const FlagKind kind = kind_of(verb, flag);
    if (kind == FlagKind::unknown) throw UsageError("unknown flag --" + flag);
    if (kind == FlagKind::switch_only) {
      if (equals != std::string::npos) throw UsageError("--" + flag + " takes no value");
      arguments.flags[flag] = "true";
    } else if (equals != std::string::npos) {
      arguments.flags[flag] = word.substr(equals + 1);
    } else {
      if (i + 1 == words.size()) throw UsageError("--" + flag + " needs a value");
      arguments.flags[flag] = words[++i];
    }
  }
  return arguments;
}

Exit run_verb(const std::string& name, const Verb& verb, const std::vector<std::string>& words) {
  try {
    Arguments arguments = parse_arguments(verb, words);
    if (arguments.has("config")) arguments.config = load_config(arguments.get("config"));
    if (arguments.has("data")) arguments.config.data = arguments.get("data");
    start_log(name, arguments.config.log_level);
    install_signals();
    return verb.run(arguments);
  } catch (const UsageError& error) {
    std::cerr << name << " " << verb.name << ": " << error.what() << "\n  " << name << " " << verb.name << " "
              << verb.help << "\n";
    return Exit::usage;
  } catch (const std::exception& error) {
    spdlog::error("{}", error.what());
    return Exit::environment;
  }
}

}  // namespace

std::string Arguments::get(const std::string& name, const std::string& otherwise) const {
  const auto found = flags.find(name);
  return found == flags.end() ? otherwise : found->second;
}

long long Arguments::number(const std::string& name, long long otherwise) const {
  if (!has(name)) return otherwise;
  std::int64_t value = 0;
  if (!parse_number(get(name), value)) throw UsageError("--" + name + " needs a number, not '" + get(name) + "'");
  return value;
}

std::string system_account() {
  const auto* account = getpwuid(getuid());
  return account != nullptr ? account->pw_name : std::to_string(getuid());
}

const std::atomic<bool>& stop_requested() { return stop_flag; }

int run_program(const std::string& name, const std::vector<Verb>& verbs, int argc, char** argv) {
  start_log(name, "info");
  const std::vector<std::string> words(argv + std::min(argc, 1), argv + argc);
  if (words.empty()) {
    print_verbs(std::cerr, name, verbs);
    return static_cast<int>(Exit::usage);
  }
  const auto asked = [&](const char* flag) { return std::find(words.begin(), words.end(), flag) != words.end(); };
  if (asked("--help") || asked("--version")) {
    print_verbs(std::cout, name, verbs);
    return static_cast<int>(Exit::done);
  }
  const auto verb = std::find_if(verbs.begin(), verbs.end(), [&](const Verb& v) { return v.name == words[0]; });
  if (verb == verbs.end()) {
    std::cerr << name << ": no verb '" << words[0] << "'\n\n";
    print_verbs(std::cerr, name, verbs);
    return static_cast<int>(Exit::usage);
  }
  return static_cast<int>(run_verb(name, *verb, {words.begin() + 1, words.end()}));
}

}  // namespace lawhub
