// Networks as people write them: "192.0.2.7", "10.0.0.0/8", "2001:db8::/32" (RFC 4632, RFC 4291 §2.3).
#pragma once
#include <string_view>

namespace lawhub {

bool is_network(std::string_view text);
/// Is `address` (literal, no zone) inside `network`? An IPv4 address inside IPv6 (::ffff:192.0.2.7) is the IPv4 one.
/// False when either is not understood.
bool is_within(std::string_view address, std::string_view network);

}  // namespace lawhub
