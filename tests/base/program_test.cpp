#include "base/program.h"

#include <catch2/catch.hpp>
#include <csignal>

#include "base/file.h"

namespace lawhub {
namespace {

/// Runs a program of one verb "go" with the flags --name VALUE and --now; keeps what the verb got.
struct Trial {
  Arguments got;
  Exit answer = Exit::done;
  bool ran = false;

  int run(std::vector<std::string> words) {
    words.insert(words.begin(), "lawhub-trial");
    std::vector<char*> argv;
    for (std::string& word : words) argv.push_back(word.data());
    const std::vector<Verb> verbs = {
        {"go",
         "WORD… [--name N] [--now]  跑一下",
         {"name", "now!"},
         [this](const Arguments& arguments) {
           ran = true;
           got = arguments;
           return answer;
         }},
        {"fail", " 出错", {}, [](const Arguments&) -> Exit { throw std::runtime_error("disk full"); }}};
    return run_program("lawhub-trial", verbs, static_cast<int>(argv.size()), argv.data());
  }
};

}  // namespace

TEST_CASE("program: words, flags with and without values") {
  Trial trial;
  CHECK(trial.run({"go", "a", "--name", "x", "--now", "b", "--data=/d", "--", "--c"}) == 0);
  CHECK(trial.got.words == std::vector<std::string>{"a", "b", "--c"});
  CHECK(trial.got.get("name") == "x");
  CHECK(trial.got.get("now") == "true");
  CHECK(trial.got.get("other", "default") == "default");
  CHECK(trial.got.config.data == "/d");
  CHECK(trial.got.number("limit", 5) == 5);
  CHECK_THROWS_AS(trial.got.number("name", 5), UsageError);
}

TEST_CASE("program: exit codes") {
  Trial trial;
  CHECK(trial.run({}) == 2);
  CHECK(trial.run({"stay"}) == 2);
  CHECK(trial.run({"go", "--unknown"}) == 2);
  CHECK(trial.run({"go", "--now=1"}) == 2);
  CHECK(trial.run({"go", "--name"}) == 2);
  CHECK_FALSE(trial.ran);
  CHECK(trial.run({"--help"}) == 0);
  CHECK(trial.run({"go", "--help"}) == 0);
  CHECK(trial.run({"--version"}) == 0);
  CHECK_FALSE(trial.ran);
  CHECK(trial.run({"fail"}) == 3);
  CHECK(trial.run({"go", "--config", "/no/such/file"}) == 3);
  trial.answer = Exit::negative;
  CHECK(trial.run({"go"}) == 1);
}

TEST_CASE("program: --data stands over the configuration file") {
  const TemporaryFolder folder;
  const std::filesystem::path file = folder.path() / "conf";
  write_file_atomically(file, "data = /from/file\nport = 9\n");
  Trial trial;
  CHECK(trial.run({"go", "--config", file.string()}) == 0);
  CHECK(trial.got.config.data == "/from/file");
  CHECK(trial.run({"go", "--data", "/from/flag", "--config", file.string()}) == 0);
  CHECK(trial.got.config.data == "/from/flag");
  CHECK(trial.got.config.port == 9);
}

TEST_CASE("program: SIGTERM asks to stop, SIGPIPE does nothing") {
  Trial trial;
  CHECK(trial.run({"go"}) == 0);
  REQUIRE_FALSE(stop_requested());
  std::raise(SIGPIPE);
  CHECK_FALSE(stop_requested());
  std::raise(SIGTERM);
  CHECK(stop_requested());
}

}  // namespace lawhub
