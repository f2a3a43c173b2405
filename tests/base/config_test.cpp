#include "base/config.h"

#include <catch2/catch.hpp>

#include "base/file.h"

namespace lawhub {
namespace {

class ConfigFile {
 public:
  explicit ConfigFile(std::string_view text) { write_file_atomically(path(), text); }
  std::filesystem::path path() const { return folder_.path() / "lawhub.conf"; }

 private:
  TemporaryFolder folder_;
};

}  // namespace

TEST_CASE("config: keys, remarks and defaults") {
  const ConfigFile file(
      "# 样例\n\n data = /var/lib/lawhub  # folder\nport=0\nhub_name = 样例枢纽\npublic_url = "
      "https://a.example/#x\nworkers = 4\r\n");
  const Config config = load_config(file.path());
  CHECK(config.data == "/var/lib/lawhub");
  CHECK(config.registry_db() == "/var/lib/lawhub/registry.db");
  CHECK(config.port == 0);
  CHECK(config.hub_name == "样例枢纽");
  CHECK(config.public_url == "https://a.example/#x");
  CHECK(config.workers == 4);
  CHECK(config.listen == "127.0.0.1");
}

TEST_CASE("config: an error names the file and the line") {
  const auto message_of = [](std::string_view text) {
    const ConfigFile file(text);
    try {
      load_config(file.path());
    } catch (const std::runtime_error& error) {
      const std::string message = error.what();
      REQUIRE(message.rfind(file.path().string() + ":", 0) == 0);
      return message.substr(file.path().string().size());
    }
    return std::string("no error");
  };
  CHECK(message_of("port = 80\nprot = 81\n") == ":2: unknown key 'prot'");
  CHECK(message_of("port = eighty\n") == ":1: port must be a number from 0 to 65535");
  CHECK(message_of("port = 65536\n") == ":1: port must be a number from 0 to 65535");
  CHECK(message_of("\nnonsense\n") == ":2: expected key = value");
  CHECK(message_of("log_level = loud\n") == ":1: log_level must be trace, debug, info, warn or error");
}

TEST_CASE("config: a missing file is an error") { CHECK_THROWS_AS(load_config("/no/such/file"), std::runtime_error); }

}  // namespace lawhub
