#include "base/network.h"

#include <arpa/inet.h>

#include <algorithm>
#include <optional>
#include <string>

#include "base/text.h"

namespace lawhub {
namespace {

/// 4 or 16 bytes.
std::optional<std::string> bytes_of(std::string_view address) {
  const std::string text(address);
  std::string bytes(16, '\0');
  if (inet_pton(AF_INET, text.c_str(), bytes.data()) == 1) return bytes.substr(0, 4);
  if (inet_pton(AF_INET6, text.c_str(), bytes.data()) != 1) return std::nullopt;
  const bool mapped = bytes.compare(0, 12, std::string(10, '\0') + "\xff\xff") == 0;
  return mapped ? bytes.substr(12) : bytes;
}

struct Network {
  std::string bytes;
  std::size_t bits = 0;
};

std::optional<Network> parse(std::string_view text) {
  const auto slash = text.find('/');
  const auto bytes = bytes_of(text.substr(0, slash));
  if (!bytes) return std::nullopt;
  Network network{*bytes, bytes->size() * 8};
  if (slash == std::string_view::npos) return network;
  std::int64_t bits = 0;
  if (!parse_number(text.substr(slash + 1), bits) || bits < 0 || bits > static_cast<std::int64_t>(network.bits))
    return std::nullopt;
  network.bits = static_cast<std::size_t>(bits);
  return network;
}

}  // namespace

bool is_network(std::string_view text) { return parse(text).has_value(); }

bool is_within(std::string_view address, std::string_view network) {
  const auto inside = bytes_of(address);
  const auto around = parse(network);
  if (!inside || !around || inside->size() != around->bytes.size()) return false;
  const std::size_t whole = around->bits / 8, rest = around->bits % 8;
  if (inside->compare(0, whole, around->bytes, 0, whole) != 0) return false;
  if (rest == 0) return true;
  const int shift = static_cast<int>(8 - rest);
  return static_cast<unsigned char>((*inside)[whole]) >> shift ==
         static_cast<unsigned char>(around->bytes[whole]) >> shift;
}

}  // namespace lawhub
