#include "registry/totp.h"

#include <catch2/catch.hpp>

using namespace lawhub;

TEST_CASE("RFC 6238 appendix B: SHA-1, the last six digits") {
  const std::string secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";  // "12345678901234567890"
  const std::pair<std::int64_t, const char*> cases[] = {{59, "287082"},         {1111111109, "081804"},
                                                        {1111111111, "050471"}, {1234567890, "005924"},
                                                        {2000000000, "279037"}, {20000000000, "353130"}};
  for (const auto& [at, code] : cases) CHECK(totp_code(secret, at / 30) == code);
}

TEST_CASE("a clock may be half a minute off, and a step that was used is over") {
  const auto secret = new_totp_secret();
  CHECK(is_totp_secret(secret));
  CHECK(new_totp_secret() != secret);
  const Instant now = 1800000000;
  const auto step = now / 30;
  CHECK(totp_step_of(secret, totp_code(secret, step - 1), now, 0) == step - 1);
  CHECK(totp_step_of(secret, totp_code(secret, step + 1), now, 0) == step + 1);
  CHECK_FALSE(totp_step_of(secret, totp_code(secret, step - 2), now, 0));
  CHECK_FALSE(totp_step_of(secret, totp_code(secret, step), now, step));
  CHECK_FALSE(totp_step_of(secret, "", now, 0));
  CHECK_FALSE(is_totp_secret("0189"));
}
