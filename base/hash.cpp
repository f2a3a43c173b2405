#include "base/hash.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>
#include <zlib.h>

#include <array>
#include <cassert>
#include <stdexcept>

namespace lawhub {
namespace {

constexpr char kHex[] = "0123456789abcdef";
constexpr char kBase32[] = "0123456789abcdefghjkmnpqrstvwxyz";  // Crockford: no i, l, o, u

using Digest = std::array<unsigned char, 32>;

std::string hex(const Digest& digest) {
  std::string out;
  for (const unsigned char byte : digest) {
    out.push_back(kHex[byte >> 4]);
    out.push_back(kHex[byte & 15]);
  }
  return out;
}

Digest sha256(std::string_view bytes) {
  Digest digest{};
  if (EVP_Digest(bytes.data(), bytes.size(), digest.data(), nullptr, EVP_sha256(), nullptr) != 1) {
    throw std::runtime_error("OpenSSL: SHA-256 failed");
  }
  return digest;
}

/// The first `length` × 5 bits.
std::string base32(const unsigned char* bytes, std::size_t length) {
  std::string out;
  for (std::size_t i = 0; i < length; ++i) {
    const std::size_t bit = i * 5;
    const unsigned pair = bytes[bit / 8] << 8 | (bit % 8 > 3 ? bytes[bit / 8 + 1] : 0);
    out.push_back(kBase32[pair >> (11 - bit % 8) & 31]);
  }
  return out;
}

}  // namespace

std::string sha256_hex(std::string_view bytes) { return hex(sha256(bytes)); }

std::string hmac_sha256_hex(std::string_view key, std::string_view bytes) {
  Digest digest{};
  unsigned length = 0;
  if (HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()), reinterpret_cast<const unsigned char*>(bytes.data()),
           bytes.size(), digest.data(), &length) == nullptr) {
    throw std::runtime_error("OpenSSL: HMAC failed");
  }
  return hex(digest);
}

std::uint64_t hash64(std::string_view bytes) {
  std::uint64_t hash = 14695981039346656037U;
  for (const char c : bytes) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211U;
  return hash;
}

std::string short_hash(std::string_view bytes, std::size_t length) {
  assert(length <= 50);
  return base32(sha256(bytes).data(), length);
}

std::string random_token(std::size_t length) {
  std::string bytes(length * 5 / 8 + 1, '\0');
  if (RAND_bytes(reinterpret_cast<unsigned char*>(bytes.data()), static_cast<int>(bytes.size())) != 1) {
    throw std::runtime_error("OpenSSL: no random bytes");
  }
  return base32(reinterpret_cast<const unsigned char*>(bytes.data()), length);
}

bool equal_secret(std::string_view a, std::string_view b) {
  return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

std::string compress(std::string_view bytes, int level) {
  uLongf size = compressBound(bytes.size());
  std::string out(size, '\0');
  if (compress2(reinterpret_cast<Bytef*>(out.data()), &size, reinterpret_cast<const Bytef*>(bytes.data()), bytes.size(),
                level) != Z_OK) {
    throw std::runtime_error("zlib: cannot compress");
  }
  out.resize(size);
  return out;
}

std::string decompress(std::string_view bytes, std::size_t limit) {
  z_stream stream{};
  if (inflateInit2(&stream, 15 + 32) != Z_OK) throw std::runtime_error("zlib: cannot start");  // zlib or gzip by head
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  std::string out;
  int state = Z_OK;
  while (state == Z_OK && out.size() <= limit) {
    std::array<char, 65536> buffer{};
    stream.next_out = reinterpret_cast<Bytef*>(buffer.data());
    stream.avail_out = buffer.size();
    state = inflate(&stream, Z_NO_FLUSH);
    out.append(buffer.data(), buffer.size() - stream.avail_out);
  }
  inflateEnd(&stream);
  if (out.size() > limit) throw std::runtime_error("zlib: more than the limit of " + std::to_string(limit) + " bytes");
  if (state != Z_STREAM_END) throw std::runtime_error("zlib: damaged or truncated data");
  return out;
}

}  // namespace lawhub
