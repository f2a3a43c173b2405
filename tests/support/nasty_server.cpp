#include "tests/support/nasty_server.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <stdexcept>

namespace lawhub {

std::string Wire::request() {
  std::string head;
  char buffer[4096];
  while (head.find("\r\n\r\n") == head.npos) {
    const auto got = ::recv(socket_, buffer, sizeof buffer, 0);
    if (got <= 0) return {};
    head.append(buffer, static_cast<std::size_t>(got));
  }
  return head;
}

bool Wire::send(std::string_view bytes) {
  while (!bytes.empty() && !stopping_) {
    const auto sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) continue;  // the time-out, to look whether to stop
    if (sent <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return !stopping_;
}

void Wire::send_forever(std::string_view bytes, int pause_ms) {
  do {
    pollfd other{socket_, POLLRDHUP, 0};
    if (pause_ms > 0 && ::poll(&other, 1, pause_ms) > 0) return;
  } while (send(bytes));
}

void Wire::be_silent() {
  pollfd other{socket_, POLLRDHUP, 0};
  while (!stopping_ && ::poll(&other, 1, 20) == 0) {
  }
}

void Wire::reset() {
  const linger now{1, 0};
  ::setsockopt(socket_, SOL_SOCKET, SO_LINGER, &now, sizeof now);
}

NastyServer::NastyServer(std::function<void(Wire&)> act, const char* at) : act_(std::move(act)) {
  socket_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  inet_pton(AF_INET, at, &address.sin_addr);
  socklen_t size = sizeof address;
  if (::bind(socket_, reinterpret_cast<sockaddr*>(&address), size) != 0 || ::listen(socket_, 64) != 0 ||
      ::getsockname(socket_, reinterpret_cast<sockaddr*>(&address), &size) != 0)
    throw std::runtime_error("cannot listen on loopback");
  port_ = ntohs(address.sin_port);
  thread_ = std::thread([this] { serve(); });
}

NastyServer::~NastyServer() {
  stopping_ = true;
  ::shutdown(socket_, SHUT_RDWR);
  thread_.join();
  ::close(socket_);
}

void NastyServer::serve() {
  while (true) {
    const int connection = ::accept4(socket_, nullptr, nullptr, SOCK_CLOEXEC);
    if (connection < 0) return;
    const timeval patience{0, 100'000};
    ::setsockopt(connection, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
    Wire wire(connection, stopping_);
    act_(wire);
    ::close(connection);
  }
}

}  // namespace lawhub
