// Ed25519 signatures (RFC 8032) over the exact bytes of a file, and base64 (RFC 4648 §4).
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace lawhub {

struct KeyPair {
  std::string private_key;  ///< PEM (PKCS #8), as `openssl genpkey -algorithm ed25519` writes it
  std::string public_key;   ///< base64 of the 32 bytes
};
KeyPair make_key_pair();

/// The 64 bytes of the signature. Throws std::runtime_error when `private_key` is no Ed25519 key in PEM.
std::string sign(std::string_view bytes, const std::string& private_key);
/// Did the owner of the public key (base64) sign these bytes? False for anything malformed.
bool is_signed(std::string_view bytes, std::string_view signature, std::string_view public_key);
/// A public key as it is registered: base64 of 32 bytes that are one.
bool is_public_key(std::string_view text);

std::string to_base64(std::string_view bytes);
/// White space is read over; nothing for anything else that is no base64.
std::optional<std::string> from_base64(std::string_view text);

}  // namespace lawhub
