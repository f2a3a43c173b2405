#include "base/network.h"

#include <catch2/catch.hpp>

using namespace lawhub;

TEST_CASE("an address is inside its network and no other") {
  CHECK(is_within("10.1.2.3", "10.0.0.0/8"));
  CHECK_FALSE(is_within("11.1.2.3", "10.0.0.0/8"));
  CHECK(is_within("192.0.2.129", "192.0.2.128/25"));
  CHECK_FALSE(is_within("192.0.2.127", "192.0.2.128/25"));
  CHECK(is_within("192.0.2.7", "192.0.2.7"));
  CHECK_FALSE(is_within("192.0.2.8", "192.0.2.7"));
  CHECK(is_within("2001:db8::1", "2001:db8::/32"));
  CHECK(is_within("::ffff:10.1.2.3", "10.0.0.0/8"));
  CHECK(is_within("10.1.2.3", "0.0.0.0/0"));
  CHECK_FALSE(is_within("2001:db8::1", "0.0.0.0/0"));
  CHECK_FALSE(is_within("somewhere", "0.0.0.0/0"));
}

TEST_CASE("what is no network is known for none") {
  for (const auto* text : {"10.0.0.0/8", "::/0", "192.0.2.7"}) CHECK(is_network(text));
  for (const auto* text : {"", "10.0.0.0/33", "10.0.0.0/", "10.0.0/8", "hub.example", "10.0.0.0/-1"})
    CHECK_FALSE(is_network(text));
}
