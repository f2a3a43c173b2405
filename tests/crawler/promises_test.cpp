#include <catch2/catch.hpp>
#include <filesystem>
#include <regex>

#include "base/file.h"
#include "generated/test_paths.h"

namespace lawhub {

TEST_CASE("promises: every test that docs/crawling.md names exists") {
  std::string tests;
  for (const auto& file : std::filesystem::recursive_directory_iterator(std::string(SOURCE_DIR) + "/tests")) {
    if (file.path().extension() == ".cpp") tests += read_file(file.path());
  }
  const std::string page = read_file(std::string(SOURCE_DIR) + "/docs/crawling.md");
  const std::string table = page.substr(page.find("| promise | test |"));
  std::size_t named = 0;
  const std::regex test("`([^`]*[a-z] [^`]*)`(, | \\|)");
  for (std::sregex_iterator at(table.begin(), table.end(), test), end; at != end; ++at) {
    INFO((*at)[1].str());
    CHECK(tests.find("TEST_CASE(\"" + (*at)[1].str() + "\")") != std::string::npos);
    ++named;
  }
  CHECK(named >= 15);
}

}  // namespace lawhub
