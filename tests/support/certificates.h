// Certificates for tests, made on the spot.
#pragma once
#include <openssl/ssl.h>

#include <memory>
#include <string>

namespace lawhub {

/// What a server shows: who it says it is ("127.0.0.1" or "other.example"), from when to when in seconds from now, and
/// by whom it was issued.
struct CertificateWish {
  std::string name = "127.0.0.1";
  long from = -86'400, to = 86'400;
  enum class Issuer { trusted, unknown, itself } issuer = Issuer::trusted;
};

/// An authority of its own, trusted by whoever is given its file, and the servers it vouches for.
class Certificates {
 public:
  Certificates();
  ~Certificates();
  Certificates(const Certificates&) = delete;
  Certificates& operator=(const Certificates&) = delete;
  /// The authority's certificate, PEM.
  std::string authority() const;
  std::shared_ptr<SSL_CTX> server(const CertificateWish& wish) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace lawhub
