#include "search/client_address.h"

#include <algorithm>
#include <atomic>
#include <cstdint>

#include "base/hash.h"
#include "base/network.h"
#include "base/text.h"

namespace lawhub {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; }

bool is_word(std::string_view text, std::string_view word) {
  return std::equal(text.begin(), text.end(), word.begin(), word.end(), [](char a, char b) { return lower(a) == b; });
}

/// All lines of that header are one list (RFC 9110 §5.3); its last element.
std::string_view last_of(const Request& request, std::string_view name) {
  std::string_view out;
  for (const auto& [key, value] : request.headers) {
    if (key == name) out = value;
  }
  return trim(out.substr(out.rfind(',') + 1));
}

/// "192.0.2.7", "192.0.2.7:4711", "[2001:db8::1]:4711" (RFC 7239 §6, quotes taken away) as an address.
std::string address_of(std::string_view node) {
  if (node.size() >= 2 && node.front() == '"' && node.back() == '"') node = node.substr(1, node.size() - 2);
  if (!node.empty() && node.front() == '[') {
    node = node.substr(1, node.find(']') - 1);
  } else if (std::count(node.begin(), node.end(), ':') == 1) {
    node = node.substr(0, node.find(':'));
  }
  return is_network(node) && node.find('/') == std::string_view::npos ? std::string(node) : std::string();
}

std::string_view for_of(std::string_view element) {
  for (const auto pair : split(element, ';')) {
    const auto equals = pair.find('=');
    if (equals != std::string_view::npos && is_word(trim(pair.substr(0, equals)), "for"))
      return trim(pair.substr(equals + 1));
  }
  return {};
}

bool is_trusted(std::string_view trusted, const Request& request) {
  const auto networks = split(trusted, ',');
  const auto holds = [&](std::string_view network) { return is_within(request.peer, trim(network)); };
  return std::any_of(networks.begin(), networks.end(), holds);
}

bool is_id(std::string_view text) {
  constexpr std::size_t kLongest = 64;
  const auto fits = [](char c) { return (c >= '0' && c <= '9') || (lower(c) >= 'a' && lower(c) <= 'z') || c == '-'; };
  return !text.empty() && text.size() <= kLongest && std::all_of(text.begin(), text.end(), fits);
}

}  // namespace

std::string request_id(std::string_view trusted, const Request& request) {
  const auto given = request.header("x-request-id");
  if (is_id(given) && is_trusted(trusted, request)) return std::string(given);
  static const std::string kProcess = random_token(6);
  static std::atomic<std::uint64_t> count{0};
  return kProcess + "-" + std::to_string(++count);
}

std::string client_address(std::string_view trusted, const Request& request) {
  if (!is_trusted(trusted, request)) return request.peer;
  const auto hop = address_of(last_of(request, "x-forwarded-for"));
  const auto forwarded = address_of(for_of(last_of(request, "forwarded")));
  if (hop.empty() && forwarded.empty()) return request.peer;
  if (!hop.empty() && !forwarded.empty() && hop != forwarded) return request.peer;
  return hop.empty() ? forwarded : hop;
}

}  // namespace lawhub
