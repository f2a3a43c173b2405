// Codes of a second factor: RFC 6238 with what every authenticator app takes as given (SHA-1, 30 seconds, 6 digits).
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"

namespace lawhub {

/// 160 random bits in base 32 (RFC 4648 §6), as apps want them typed.
std::string new_totp_secret();
/// Is it base 32 of at least 128 bits?
bool is_totp_secret(std::string_view secret);
/// The code of a step of 30 seconds since 1970. `secret` as above.
std::string totp_code(std::string_view secret, std::int64_t step);
/// The step whose code this is: the present one, the one before or the one after, and later than `after`, so that no
/// code counts twice.
std::optional<std::int64_t> totp_step_of(std::string_view secret, std::string_view code, Instant now,
                                         std::int64_t after);

}  // namespace lawhub
