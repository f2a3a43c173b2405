#include "tests/support/raw_client.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <stdexcept>
#include <utility>

namespace lawhub {

RawClient::RawClient(int port) : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  timeval patience{10, 0};
  ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) {
    ::close(socket_);
    throw std::runtime_error("cannot connect to port " + std::to_string(port));
  }
}

RawClient::~RawClient() {
  if (socket_ >= 0) ::close(socket_);
}

RawClient::RawClient(RawClient&& other) noexcept
    : socket_(std::exchange(other.socket_, -1)), in_(std::move(other.in_)) {}

void RawClient::finish() { ::shutdown(socket_, SHUT_WR); }

bool RawClient::send(std::string_view bytes) {
  while (!bytes.empty()) {
    auto n = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (n < 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(n));
  }
  return true;
}

bool RawClient::receive() {
  std::array<char, 65'536> buffer;
  auto n = ::recv(socket_, buffer.data(), buffer.size(), 0);
  if (n < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) throw std::runtime_error("nothing came for 10 seconds");
  if (n <= 0) return false;
  in_.append(buffer.data(), static_cast<std::size_t>(n));
  return true;
}

std::string RawClient::until(std::string_view text) {
  std::size_t end = std::string::npos;
  while (text.empty() || (end = in_.find(text)) == std::string::npos) {
    if (!receive()) return std::exchange(in_, {});
  }
  auto out = in_.substr(0, end + text.size());
  in_.erase(0, out.size());
  return out;
}

std::string RawClient::response() {
  auto out = until("\r\n\r\n");
  if (out.find("\r\n\r\n") == std::string::npos) return out;
  auto length = header_of(out, "content-length");
  std::size_t size = length.empty() ? 0 : std::stoul(length);
  while (in_.size() < size && receive()) continue;
  size = std::min(size, in_.size());
  out += in_.substr(0, size);
  in_.erase(0, size);
  return out;
}

int status_of(std::string_view response) {
  if (response.substr(0, 9) != "HTTP/1.1 ") return 0;
  return std::stoi(std::string(response.substr(9, 3)));
}

std::string header_of(std::string_view response, std::string_view name) {
  auto head = std::string(response.substr(0, response.find("\r\n\r\n"))) + "\r\n";
  std::transform(head.begin(), head.end(), head.begin(),
                 [](unsigned char c) { return static_cast<char>(c < 0x80 ? std::tolower(c) : c); });
  auto at = head.find("\r\n" + std::string(name) + ": ");
  if (at == std::string::npos) return {};
  at += name.size() + 4;
  return std::string(response.substr(at, head.find("\r\n", at) - at));
}

std::string body_of(std::string_view response) {
  auto end = response.find("\r\n\r\n");
  return end == std::string_view::npos ? std::string() : std::string(response.substr(end + 4));
}

}  // namespace lawhub
