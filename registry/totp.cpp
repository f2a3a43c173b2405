#include "registry/totp.h"

#include <fmt/format.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>

#include <array>
#include <stdexcept>

#include "base/hash.h"

namespace lawhub {
namespace {

constexpr std::string_view kBase32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
constexpr std::int64_t kStepSeconds = 30;
constexpr std::size_t kSecretBytes = 20;       // RFC 4226 §4 recommends 160 bits
constexpr std::size_t kShortestSecret = 26;    // 128 bits
constexpr std::uint32_t kModulus = 1'000'000;  // 6 digits

std::string decode(std::string_view secret) {
  std::string out;
  std::uint32_t bits = 0;
  int held = 0;
  for (const char c : secret) {
    bits = bits << 5 | static_cast<std::uint32_t>(kBase32.find(c));
    held += 5;
    if (held < 8) continue;
    held -= 8;
    out.push_back(static_cast<char>(bits >> held & 0xff));
  }
  return out;
}

}  // namespace

std::string new_totp_secret() {
  std::array<unsigned char, kSecretBytes> bytes{};
  if (RAND_bytes(bytes.data(), static_cast<int>(bytes.size())) != 1)
    throw std::runtime_error("OpenSSL: no random bytes");
  std::string out;
  for (std::size_t bit = 0; bit < bytes.size() * 8; bit += 5) {
    unsigned value = 0;
    for (std::size_t i = bit; i < bit + 5; ++i) value = value << 1 | (bytes[i / 8] >> (7 - i % 8) & 1U);
    out.push_back(kBase32[value]);
  }
  return out;
}

bool is_totp_secret(std::string_view secret) {
  return secret.size() >= kShortestSecret && secret.find_first_not_of(kBase32) == std::string_view::npos;
}

std::string totp_code(std::string_view secret, std::int64_t step) {
  const std::string key = decode(secret);
  std::array<unsigned char, 8> counter{};
  for (std::size_t i = 0; i < counter.size(); ++i)
    counter[i] = static_cast<unsigned char>(static_cast<std::uint64_t>(step) >> (56 - 8 * i) & 0xff);
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned length = 0;
  if (HMAC(EVP_sha1(), key.data(), static_cast<int>(key.size()), counter.data(), counter.size(), digest.data(),
           &length) == nullptr)
    throw std::runtime_error("OpenSSL: HMAC failed");
  const std::size_t at = digest[length - 1] & 0x0fU;  // RFC 4226 §5.3
  const std::uint32_t value = (digest[at] & 0x7fU) << 24 | static_cast<std::uint32_t>(digest[at + 1]) << 16 |
                              static_cast<std::uint32_t>(digest[at + 2]) << 8 | digest[at + 3];
  return fmt::format("{:06}", value % kModulus);
}

std::optional<std::int64_t> totp_step_of(std::string_view secret, std::string_view code, Instant now,
                                         std::int64_t after) {
  std::optional<std::int64_t> found;
  const std::int64_t present = now / kStepSeconds;
  for (std::int64_t step = present - 1; step <= present + 1; ++step) {
    if (step > after && equal_secret(totp_code(secret, step), code)) found = step;
  }
  return found;
}

}  // namespace lawhub
