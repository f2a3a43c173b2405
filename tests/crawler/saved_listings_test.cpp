// Listings on saved pages in the shapes of real portals; every name and number in them is invented.
#include <catch2/catch.hpp>
#include <iostream>

#include "generated/test_paths.h"
#include "tests/support/listing_score.h"

using namespace lawhub;

TEST_CASE("listings of saved pages in the shapes of portals: every field as a person reads it") {
  const auto score = score_listings(std::string(TEST_DATA) + "/sites");
  INFO(score.mistakes);
  std::cout << "saved pages, " << score.listings << " listings, " << score.shapes.size() << " shapes: precision "
            << score.all().precision() << ", recall " << score.all().recall() << ", telephones "
            << score.field("phones").precision() << "\n";
  CHECK(score.listings >= 120);
  CHECK(score.shapes.size() >= 14);
  CHECK(score.all().precision() >= 0.995);
  CHECK(score.all().recall() >= 0.99);
  CHECK(score.field("phones").precision() >= 0.999);
}
