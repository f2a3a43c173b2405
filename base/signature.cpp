#include "base/signature.h"

#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>

#include <memory>
#include <stdexcept>

namespace lawhub {
namespace {

constexpr std::size_t kKeyBytes = 32, kSignatureBytes = 64;  // RFC 8032 §5.1.5, §5.1.6
constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

struct Free {
  void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
  void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
  void operator()(BIO* bio) const { BIO_free(bio); }
};
using Key = std::unique_ptr<EVP_PKEY, Free>;
using Context = std::unique_ptr<EVP_MD_CTX, Free>;
using Memory = std::unique_ptr<BIO, Free>;

const unsigned char* as_bytes(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }
unsigned char* as_bytes(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

Key private_key_of(const std::string& pem) {
  const Memory memory(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
  // No password: the default would ask at the terminal.
  Key key(PEM_read_bio_PrivateKey(
      memory.get(), nullptr, [](char*, int, int, void*) { return 0; }, nullptr));
  if (!key || EVP_PKEY_id(key.get()) != EVP_PKEY_ED25519) throw std::runtime_error("not an Ed25519 private key in PEM");
  return key;
}

Key public_key_of(std::string_view base64) {
  const auto bytes = from_base64(base64);
  if (!bytes || bytes->size() != kKeyBytes) return nullptr;
  return Key(EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, as_bytes(*bytes), bytes->size()));
}

}  // namespace

KeyPair make_key_pair() {
  const Key key(EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519"));
  if (!key) throw std::runtime_error("cannot make a key");
  const Memory memory(BIO_new(BIO_s_mem()));
  if (PEM_write_bio_PrivateKey(memory.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr) != 1)
    throw std::runtime_error("cannot write a key");
  char* text = nullptr;
  const auto length = BIO_get_mem_data(memory.get(), &text);
  std::string raw(kKeyBytes, '\0');
  std::size_t size = raw.size();
  EVP_PKEY_get_raw_public_key(key.get(), as_bytes(raw), &size);
  return {std::string(text, static_cast<std::size_t>(length)), to_base64(raw)};
}

std::string sign(std::string_view bytes, const std::string& private_key) {
  const Key key = private_key_of(private_key);
  const Context context(EVP_MD_CTX_new());
  std::string signature(kSignatureBytes, '\0');
  std::size_t size = signature.size();
  if (EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, key.get()) != 1 ||
      EVP_DigestSign(context.get(), as_bytes(signature), &size, as_bytes(bytes), bytes.size()) != 1)
    throw std::runtime_error("cannot sign");
  return signature;
}

bool is_signed(std::string_view bytes, std::string_view signature, std::string_view public_key) {
  const Key key = public_key_of(public_key);
  if (!key || signature.size() != kSignatureBytes) return false;
  const Context context(EVP_MD_CTX_new());
  return EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, key.get()) == 1 &&
         EVP_DigestVerify(context.get(), as_bytes(signature), signature.size(), as_bytes(bytes), bytes.size()) == 1;
}

bool is_public_key(std::string_view text) { return public_key_of(text) != nullptr; }

std::string to_base64(std::string_view bytes) {
  std::string out((bytes.size() + 2) / 3 * 4, '\0');
  // One byte more than it says: EVP_EncodeBlock ends with a NUL, for which std::string has room.
  EVP_EncodeBlock(as_bytes(out), as_bytes(bytes), static_cast<int>(bytes.size()));
  return out;
}

std::optional<std::string> from_base64(std::string_view text) {
  std::string out;
  unsigned bits = 0, held = 0, padding = 0, digits = 0;
  for (const char c : text) {
    if (c == ' ' || c == '\n' || c == '\r' || c == '\t') continue;
    ++digits;
    if (c == '=') {
      ++padding;
      continue;
    }
    const auto digit = kDigits.find(c);
    if (digit == kDigits.npos || padding > 0) return std::nullopt;
    held = (held << 6U | static_cast<unsigned>(digit)) & 0xFFFFU;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      out += static_cast<char>(held >> bits & 0xFFU);
    }
  }
  if (digits % 4 != 0 || padding > 2) return std::nullopt;
  return out;
}

}  // namespace lawhub
