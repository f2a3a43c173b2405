#include "registry/guard.h"

#include <catch2/catch.hpp>

using namespace lawhub;

namespace {

Tally tally(std::size_t before, std::size_t said, std::size_t missing, std::size_t reidentified = 0,
            std::size_t withdrawn = 0) {
  return {before, said, missing, reidentified, withdrawn};
}

}  // namespace

TEST_CASE("a first snapshot always may be taken in") {
  CHECK_FALSE(reason_to_hold(tally(0, 0, 0), Source{}));
  CHECK_FALSE(reason_to_hold(tally(0, 5000, 0), Source{}));
}

TEST_CASE("an empty list never replaces one that is not") {
  CHECK(reason_to_hold(tally(1, 0, 1), Source{}));
  CHECK(reason_to_hold(tally(5000, 0, 5000), Source{}));
}

TEST_CASE("a list shrinks by more than the percentage and more than the records, or is not held") {
  const Source source;  // 20 %, 5 records
  CHECK_FALSE(reason_to_hold(tally(10, 5, 5), source));
  CHECK(reason_to_hold(tally(10, 4, 6), source));
  CHECK_FALSE(reason_to_hold(tally(100, 80, 20), source));
  CHECK(reason_to_hold(tally(100, 79, 21), source));
  CHECK_FALSE(reason_to_hold(tally(1000, 900, 100), source));
}

TEST_CASE("keys that suddenly mean other institutions count as lost") {
  CHECK(reason_to_hold(tally(100, 100, 0, 21), Source{}));
  CHECK(reason_to_hold(tally(100, 90, 10, 11), Source{}));
  CHECK_FALSE(reason_to_hold(tally(100, 90, 10, 10), Source{}));
}

TEST_CASE("withdrawals are no shrinkage, but a mass of them is held too") {
  CHECK_FALSE(reason_to_hold(tally(100, 80, 15, 0, 20), Source{}));
  CHECK(reason_to_hold(tally(100, 79, 0, 0, 21), Source{}));
}

TEST_CASE("the limit is the source's own") {
  Source source;
  source.shrink_percent = 50;
  source.shrink_records = 0;
  CHECK_FALSE(reason_to_hold(tally(4, 2, 2), source));
  CHECK(reason_to_hold(tally(4, 1, 3), source));
}

TEST_CASE("the reason gives a person the figures") {
  const auto reason = reason_to_hold(tally(120, 3, 117), Source{});
  REQUIRE(reason);
  CHECK(reason->find("120") != std::string::npos);
  CHECK(reason->find("117") != std::string::npos);
  CHECK(reason->find("98%") != std::string::npos);
}
