// The arrows between folders, checked on every #include line against the list that CMake links by.
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <sstream>
#include <string>

#include "generated/test_paths.h"

namespace fs = std::filesystem;

namespace {

/// "registry:base search:indexer,feeds" → for each folder, every folder it may include, directly or through another.
std::map<std::string, std::set<std::string>> permitted() {
  std::map<std::string, std::set<std::string>> result;
  std::istringstream words(LAYERS);
  for (std::string word; words >> word;) {
    const auto colon = word.find(':');
    auto& mine = result[word.substr(0, colon)];
    std::istringstream used(word.substr(colon + 1));
    for (std::string name; std::getline(used, name, ',');) {
      mine.insert(name);
      mine.insert(result[name].begin(), result[name].end());
    }
  }
  return result;
}

bool is_source(const fs::path& path) { return path.extension() == ".h" || path.extension() == ".cpp"; }

}  // namespace

TEST_CASE("every include follows the layers") {
  const std::regex include_line(R"re(^\s*#\s*include\s*"(\w+)/)re");
  const auto layers = permitted();
  REQUIRE(layers.size() == 6);
  for (const auto& [folder, may_include] : layers) {
    for (const auto& entry : fs::recursive_directory_iterator(fs::path(SOURCE_DIR) / folder)) {
      if (!is_source(entry.path())) continue;
      std::ifstream in(entry.path());
      for (std::string line; std::getline(in, line);) {
        std::smatch match;
        if (!std::regex_search(line, match, include_line) || match[1] == folder) continue;
        INFO(entry.path().string() << ": " << line);
        CHECK(may_include.count(match[1]) == 1);
      }
    }
  }
}
