#include "base/hash.h"

#include <catch2/catch.hpp>
#include <set>
#include <stdexcept>

namespace lawhub {

TEST_CASE("FIPS 180-4 and RFC 4231: known answers") {
  CHECK(sha256_hex("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK(hmac_sha256_hex("Jefe", "what do ya want for nothing?") ==
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  CHECK(hash64("foobar") == 0x85944171f73967e8U);
}

TEST_CASE("short_hash: a prefix property, lower-case base 32") {
  const std::string full = short_hash("公证处", 50);
  CHECK(full.size() == 50);
  CHECK(full.substr(0, 10) == short_hash("公证处", 10));
  CHECK(full.find_first_not_of("0123456789abcdefghjkmnpqrstvwxyz") == std::string::npos);
  CHECK(short_hash("abc", 3) == "q9w");  // ba78… = 10111 01001 11100
  CHECK(short_hash("a", 10) != short_hash("b", 10));
}

TEST_CASE("random_token: length and no repetition") {
  std::set<std::string> seen;
  for (int i = 0; i < 100; ++i) seen.insert(random_token(20));
  CHECK(seen.size() == 100);
  for (std::size_t length : {0U, 1U, 7U, 8U, 9U, 64U}) CHECK(random_token(length).size() == length);
}

TEST_CASE("equal_secret") {
  CHECK(equal_secret("abc", "abc"));
  CHECK_FALSE(equal_secret("abc", "abd"));
  CHECK_FALSE(equal_secret("abc", "abcd"));
  CHECK(equal_secret("", ""));
}

TEST_CASE("compress: round trip; a bomb and damage are refused") {
  const std::string text(100000, 'x');
  const std::string packed = compress(text);
  CHECK(packed.size() < 1000);
  CHECK(decompress(packed, text.size()) == text);
  CHECK(decompress(compress(""), 0).empty());
  CHECK_THROWS_AS(decompress(packed, text.size() - 1), std::runtime_error);
  CHECK_THROWS_AS(decompress(packed.substr(0, packed.size() - 4), 1000000), std::runtime_error);
  CHECK_THROWS_AS(decompress("not zlib", 100), std::runtime_error);
  CHECK_THROWS_AS(decompress("", 100), std::runtime_error);
}

}  // namespace lawhub
