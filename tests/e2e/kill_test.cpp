#include <catch2/catch.hpp>

#include "tests/support/killed_crawl.h"

TEST_CASE("a crawler that is killed again and again ends like an undisturbed one, and asks little twice") {
  const auto result = lawhub::crawl_killed(150, 10, 300);
  INFO(result.difference);
  CHECK(result.difference.empty());
  CHECK(result.kills >= 2);
  CHECK(result.requests <= result.pages + static_cast<std::size_t>(result.kills));
}
