#include "base/signature.h"

#include <catch2/catch.hpp>

using namespace lawhub;

namespace {

std::string from_hex(std::string_view hex) {
  std::string out;
  for (std::size_t i = 0; i + 1 < hex.size(); i += 2)
    out += static_cast<char>(std::stoi(std::string(hex.substr(i, 2)), nullptr, 16));
  return out;
}

}  // namespace

TEST_CASE("RFC 8032 §7.1, test 2: a signature made elsewhere is known") {
  const auto key = to_base64(from_hex("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c"));
  const auto signature = from_hex(
      "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
      "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00");
  CHECK(is_public_key(key));
  CHECK(is_signed(from_hex("72"), signature, key));
  CHECK_FALSE(is_signed(from_hex("73"), signature, key));
  CHECK_FALSE(is_signed(from_hex("72"), signature.substr(1), key));
  CHECK_FALSE(is_signed(from_hex("72"), signature, "AAAA"));
}

TEST_CASE("a new pair signs and is known by its public key only") {
  const KeyPair mine = make_key_pair(), other = make_key_pair();
  const auto signature = sign("法律服务", mine.private_key);
  CHECK(signature.size() == 64);
  CHECK(is_signed("法律服务", signature, mine.public_key));
  CHECK_FALSE(is_signed("法律服务", signature, other.public_key));
  CHECK_FALSE(is_signed("法律服务 ", signature, mine.public_key));
  CHECK_THROWS(sign("x", mine.public_key));
}

TEST_CASE("RFC 4648 §10: base64 both ways") {
  for (const auto& [plain, coded] : {std::pair("", ""), std::pair("f", "Zg=="), std::pair("fo", "Zm8="),
                                     std::pair("foo", "Zm9v"), std::pair("foobar", "Zm9vYmFy")}) {
    CHECK(to_base64(plain) == coded);
    CHECK(from_base64(coded) == plain);
  }
  CHECK(from_base64("Zm9v\r\nYmFy\n") == "foobar");
  for (const auto* bad : {"Zg", "Zg=a", "Z===", "Z*==", "Zg==Zg=="}) CHECK_FALSE(from_base64(bad));
}
