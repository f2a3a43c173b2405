// Which network addresses the crawler may connect to: a page of a bureau must never lead it into our own network.
#pragma once
#include <sys/socket.h>

#include <string>
#include <vector>

namespace lawhub {

/// Judges the address that is really connected to, so a name that resolves differently the second time gains nothing.
class AddressGuard {
 public:
  /// `allow`: literal addresses ("127.0.0.1", "::1") a source may be reached at although they are not public.
  /// Entries that are no address are ignored.
  explicit AddressGuard(const std::vector<std::string>& allow);
  /// True for global unicast addresses (IANA special-purpose registries of IPv4 and IPv6) and for the allowed ones.
  /// IPv4 inside IPv6 (mapped, NAT64, 6to4, Teredo) and every family but IPv4 and IPv6 are refused.
  bool permits(const sockaddr* address) const;

 private:
  std::vector<std::string> allowed_;  ///< 4 or 16 bytes each
};

}  // namespace lawhub
