#include "crawler/address_guard.h"

#include <arpa/inet.h>
#include <netinet/in.h>

#include <algorithm>
#include <array>
#include <cstring>

namespace lawhub {
namespace {

/// The bytes of an address in network order; empty for other families.
std::string bytes_of(const sockaddr* address) {
  if (address->sa_family == AF_INET) {
    sockaddr_in in{};
    std::memcpy(&in, address, sizeof in);
    return {reinterpret_cast<const char*>(&in.sin_addr), 4};
  }
  if (address->sa_family == AF_INET6) {
    sockaddr_in6 in{};
    std::memcpy(&in, address, sizeof in);
    return {reinterpret_cast<const char*>(&in.sin6_addr), 16};
  }
  return {};
}

std::string bytes_of(const std::string& literal) {
  std::array<char, 16> bytes{};
  if (inet_pton(AF_INET, literal.c_str(), bytes.data()) == 1) return {bytes.data(), 4};
  if (inet_pton(AF_INET6, literal.c_str(), bytes.data()) == 1) return {bytes.data(), 16};
  return {};
}

struct Block {
  const char* network;
  unsigned prefix;  ///< bits
};

bool inside(const std::string& bytes, const Block& block) {
  const std::string network = bytes_of(std::string(block.network));
  if (network.size() != bytes.size()) return false;
  for (unsigned bit = 0; bit < block.prefix; ++bit) {
    const auto mask = 0x80U >> (bit % 8);
    if (((static_cast<unsigned char>(bytes[bit / 8]) ^ static_cast<unsigned char>(network[bit / 8])) & mask) != 0)
      return false;
  }
  return true;
}

// https://www.iana.org/assignments/iana-ipv4-special-registry and iana-ipv6-special-registry; multicast and reserved
// space with them. Of IPv6 only 2000::/3 is global unicast at all.
constexpr Block kNotGlobal[] = {
    {"0.0.0.0", 8},     {"10.0.0.0", 8},      {"100.64.0.0", 10},  {"127.0.0.0", 8},    {"169.254.0.0", 16},
    {"172.16.0.0", 12}, {"192.0.0.0", 24},    {"192.0.2.0", 24},   {"192.88.99.0", 24}, {"192.168.0.0", 16},
    {"198.18.0.0", 15}, {"198.51.100.0", 24}, {"203.0.113.0", 24}, {"224.0.0.0", 4},    {"240.0.0.0", 4},
    {"2001::", 23},     {"2001:db8::", 32},   {"2002::", 16},      {"3fff::", 20},
};
constexpr Block kGlobalIpv6{"2000::", 3};

}  // namespace

AddressGuard::AddressGuard(const std::vector<std::string>& allow) {
  for (const auto& literal : allow) {
    if (auto bytes = bytes_of(literal); !bytes.empty()) allowed_.push_back(std::move(bytes));
  }
}

bool AddressGuard::permits(const sockaddr* address) const {
  const std::string bytes = bytes_of(address);
  if (bytes.empty()) return false;
  if (std::find(allowed_.begin(), allowed_.end(), bytes) != allowed_.end()) return true;
  if (bytes.size() == 16 && !inside(bytes, kGlobalIpv6)) return false;
  return std::none_of(std::begin(kNotGlobal), std::end(kNotGlobal), [&](const Block& b) { return inside(bytes, b); });
}

}  // namespace lawhub
