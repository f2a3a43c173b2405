// SHA-256 (OpenSSL) of what does not fit into memory.
#pragma once
#include <string>
#include <string_view>

namespace lawhub {

/// SHA-256 of what comes piece by piece.
class Sha256 {
 public:
  Sha256();
  ~Sha256();
  Sha256(const Sha256&) = delete;
  Sha256& operator=(const Sha256&) = delete;
  void add(std::string_view bytes);
  /// Of all that was added; once.
  std::string hex();

 private:
  void* context_;  // of OpenSSL
};

}  // namespace lawhub
