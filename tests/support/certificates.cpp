#include "tests/support/certificates.h"

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <stdexcept>

namespace lawhub {
namespace {

using Key = std::shared_ptr<EVP_PKEY>;
using Certificate = std::shared_ptr<X509>;

Key make_key() { return {EVP_EC_gen("P-256"), EVP_PKEY_free}; }

void extend(X509* certificate, int kind, const std::string& value) {
  X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, nullptr, kind, value.c_str());
  if (extension == nullptr) throw std::runtime_error("bad extension " + value);
  X509_add_ext(certificate, extension, -1);
  X509_EXTENSION_free(extension);
}

/// `issuer` null: signed by itself.
Certificate issue(const CertificateWish& wish, const Key& key, X509* issuer, const Key& issuer_key, bool authority) {
  static long serial = 1;
  Certificate made(X509_new(), X509_free);
  X509_set_version(made.get(), 2);
  ASN1_INTEGER_set(X509_get_serialNumber(made.get()), serial++);
  X509_gmtime_adj(X509_getm_notBefore(made.get()), wish.from);
  X509_gmtime_adj(X509_getm_notAfter(made.get()), wish.to);
  X509_set_pubkey(made.get(), key.get());
  X509_NAME* name = X509_get_subject_name(made.get());
  X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, reinterpret_cast<const unsigned char*>(wish.name.c_str()), -1,
                             -1, 0);
  X509_set_issuer_name(made.get(), issuer == nullptr ? name : X509_get_subject_name(issuer));
  if (authority) {
    extend(made.get(), NID_basic_constraints, "critical,CA:TRUE");
  } else {
    const bool address = wish.name.find_first_not_of("0123456789.") == std::string::npos;
    extend(made.get(), NID_subject_alt_name, (address ? "IP:" : "DNS:") + wish.name);
  }
  if (X509_sign(made.get(), issuer_key.get(), EVP_sha256()) == 0) throw std::runtime_error("cannot sign");
  return made;
}

}  // namespace

struct Certificates::Impl {
  Key trusted_key = make_key(), unknown_key = make_key();
  Certificate trusted = issue({"Test Authority"}, trusted_key, nullptr, trusted_key, true);
  Certificate unknown = issue({"Unknown Authority"}, unknown_key, nullptr, unknown_key, true);
};

Certificates::Certificates() : impl_(std::make_unique<Impl>()) {}
Certificates::~Certificates() = default;

std::string Certificates::authority() const {
  const std::unique_ptr<BIO, decltype(&BIO_free)> out(BIO_new(BIO_s_mem()), &BIO_free);
  PEM_write_bio_X509(out.get(), impl_->trusted.get());
  char* text = nullptr;
  const long size = BIO_get_mem_data(out.get(), &text);
  return {text, static_cast<std::size_t>(size)};
}

std::shared_ptr<SSL_CTX> Certificates::server(const CertificateWish& wish) const {
  const Key key = make_key();
  Certificate shown;
  if (wish.issuer == CertificateWish::Issuer::trusted)
    shown = issue(wish, key, impl_->trusted.get(), impl_->trusted_key, false);
  if (wish.issuer == CertificateWish::Issuer::unknown)
    shown = issue(wish, key, impl_->unknown.get(), impl_->unknown_key, false);
  if (wish.issuer == CertificateWish::Issuer::itself) shown = issue(wish, key, nullptr, key, false);
  std::shared_ptr<SSL_CTX> context(SSL_CTX_new(TLS_server_method()), SSL_CTX_free);
  if (SSL_CTX_use_certificate(context.get(), shown.get()) != 1 || SSL_CTX_use_PrivateKey(context.get(), key.get()) != 1)
    throw std::runtime_error("cannot use the certificate");
  return context;
}

}  // namespace lawhub
