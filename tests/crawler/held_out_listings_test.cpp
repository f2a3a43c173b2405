// Listings on pages that nobody looked at while the detectors were written. Prints counts only, so that it stays so.
#include <catch2/catch.hpp>
#include <iostream>

#include "generated/test_paths.h"
#include "tests/support/listing_score.h"

using namespace lawhub;

TEST_CASE("listings of unseen pages: fields 0.98 precise, 0.95 complete, telephones 0.995 precise", "[.][held-out]") {
  const auto score = score_listings(std::string(TEST_DATA) + "/held_out");
  std::cout << score.lines();
  CHECK(score.listings >= 300);
  CHECK(score.shapes.size() >= 12);
  CHECK(score.all().precision() >= 0.98);
  CHECK(score.all().recall() >= 0.95);
  CHECK(score.field("phones").precision() >= 0.995);
}
