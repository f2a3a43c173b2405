#include "crawler/address_guard.h"

#include <arpa/inet.h>
#include <netinet/in.h>

#include <catch2/catch.hpp>
#include <cstring>

using lawhub::AddressGuard;

namespace {

bool permits(const AddressGuard& guard, const char* address) {
  sockaddr_storage storage{};
  auto* v4 = reinterpret_cast<sockaddr_in*>(&storage);
  auto* v6 = reinterpret_cast<sockaddr_in6*>(&storage);
  if (inet_pton(AF_INET, address, &v4->sin_addr) == 1) {
    v4->sin_family = AF_INET;
  } else {
    REQUIRE(inet_pton(AF_INET6, address, &v6->sin6_addr) == 1);
    v6->sin6_family = AF_INET6;
  }
  return guard.permits(reinterpret_cast<const sockaddr*>(&storage));
}

}  // namespace

TEST_CASE("only global unicast addresses are connected to") {
  const AddressGuard guard({});
  for (const char* open : {"8.8.8.8", "223.5.5.5", "172.32.0.1", "100.128.0.1", "2400:3200::1", "2606:4700::1111"}) {
    INFO(open);
    CHECK(permits(guard, open));
  }
  for (const char* closed : {"127.0.0.1",
                             "127.9.9.9",
                             "10.1.2.3",
                             "172.16.0.1",
                             "172.31.255.255",
                             "192.168.1.1",
                             "169.254.169.254",
                             "0.0.0.0",
                             "100.64.0.1",
                             "192.0.2.1",
                             "198.18.0.1",
                             "203.0.113.9",
                             "224.0.0.1",
                             "240.0.0.1",
                             "255.255.255.255",
                             "::1",
                             "::",
                             "fe80::1",
                             "fd00::1",
                             "ff02::1",
                             "::ffff:127.0.0.1",
                             "::ffff:8.8.8.8",
                             "64:ff9b::7f00:1",
                             "2002:7f00:1::1",
                             "2001:db8::1",
                             "2001::1"}) {
    INFO(closed);
    CHECK_FALSE(permits(guard, closed));
  }
}

TEST_CASE("a source's list opens exactly the addresses it names") {
  const AddressGuard guard({"127.0.0.1", "::1", "not an address"});
  CHECK(permits(guard, "127.0.0.1"));
  CHECK(permits(guard, "::1"));
  CHECK_FALSE(permits(guard, "127.0.0.2"));
  CHECK_FALSE(permits(guard, "::ffff:127.0.0.1"));
}

TEST_CASE("other families are refused") {
  sockaddr local{};
  local.sa_family = AF_UNIX;
  CHECK_FALSE(AddressGuard({}).permits(&local));
}
