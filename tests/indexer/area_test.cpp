#include "indexer/area.h"

#include <catch2/catch.hpp>

using lawhub::area_code;
using lawhub::area_number;
using lawhub::area_range;
using lawhub::child_unit;

TEST_CASE("a division is a range that holds what lies inside it and nothing else") {
  CHECK(area_range("370400").contains(area_number("370403")));
  CHECK(area_range("370400").contains(area_number("370403001002")));
  CHECK_FALSE(area_range("370400").contains(area_number("370502")));
  CHECK(area_range("370403").contains(area_number("370403")));
  CHECK(area_range("370403001").contains(area_number("370403001002")));
  CHECK_FALSE(area_range("370403001").contains(area_number("370403002001")));
  CHECK(area_range("370000").contains(area_number("371702")));
  CHECK_FALSE(area_range("370000").contains(area_number("110101")));
}

TEST_CASE("a code comes back from its number") {
  for (const char* code : {"370000", "370400", "370403", "370403001", "370403001002"}) {
    CHECK(area_code(area_number(code)) == code);
  }
}

TEST_CASE("what is no code is no place") {
  for (const char* code : {"", "3704", "37040x", "370403001002003"}) {
    CHECK(area_number(code) == 0);
    CHECK_FALSE(area_range(code).contains(0));
  }
}

TEST_CASE("the units one level below a range") {
  CHECK(area_number("370000") + 4 * child_unit(area_range("370000")) == area_number("370400"));
  CHECK(area_number("370400") + 3 * child_unit(area_range("370400")) == area_number("370403"));
  CHECK(area_number("370403") + child_unit(area_range("370403")) == area_number("370403001"));
  CHECK(area_number("370403001") + 2 * child_unit(area_range("370403001")) == area_number("370403001002"));
}
