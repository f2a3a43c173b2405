#include "search/text_block.h"

#include <catch2/catch.hpp>
#include <map>
#include <random>

TEST_CASE("a text block holds the last text of each id, however often they change") {
  lawhub::TextBlock block;
  std::map<std::uint32_t, std::string> expected;
  std::mt19937 random(3);
  for (int i = 0; i < 20000; ++i) {
    const std::uint32_t id = 1 + random() % 300;
    expected[id] = std::string(random() % 40, static_cast<char>('a' + random() % 26));
    block.set(id, expected[id]);
  }
  for (const auto& [id, text] : expected) REQUIRE(block[id] == text);
  CHECK(block[0].empty());
  CHECK(block[100000].empty());
}
