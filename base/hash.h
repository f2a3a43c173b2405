// Digests, random secrets and comparison in constant time (OpenSSL).
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace lawhub {

std::string sha256_hex(std::string_view bytes);
std::string hmac_sha256_hex(std::string_view key, std::string_view bytes);
/// FNV-1a, for tables and shards, never for trust.
std::uint64_t hash64(std::string_view bytes);
/// `length` characters of Crockford's base 32 in lower case, from the first bits of SHA-256. Length up to 50.
std::string short_hash(std::string_view bytes, std::size_t length);
/// `length` characters of lower-case base 32 from the system's random source.
std::string random_token(std::size_t length);
/// Takes the same time wherever the texts differ.
bool equal_secret(std::string_view a, std::string_view b);
/// zlib streams: deflate (by default at zlib's own level, 6), and inflate of zlib or gzip data up to `limit` bytes
/// (throws std::runtime_error past it or on damage).
std::string compress(std::string_view bytes, int level = 6);
std::string decompress(std::string_view bytes, std::size_t limit);

}  // namespace lawhub
