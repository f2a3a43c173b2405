#include "tests/bench/http_load.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <stdexcept>

#include "base/text.h"

namespace lawhub {
namespace {

using Clock = std::chrono::steady_clock;

int connect_to(int port) {
  const int fd = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  const int on = 1;
  ::setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  if (::connect(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
    throw std::runtime_error("cannot connect");
  }
  return fd;
}

struct Connection {
  int fd = -1;
  std::string received;
  Clock::time_point sent;

  void ask(const std::string& target) {
    const std::string request = "GET " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
    sent = Clock::now();
    if (::send(fd, request.data(), request.size(), MSG_NOSIGNAL) != static_cast<ssize_t>(request.size())) {
      throw std::runtime_error("cannot send");
    }
  }

  /// Is the whole answer there?
  bool complete() const {
    const std::size_t end = received.find("\r\n\r\n");
    if (end == std::string::npos) return false;
    const std::size_t at = received.find("Content-Length: ");
    std::int64_t length = 0;
    if (at == std::string::npos || at > end) return true;
    parse_number(std::string_view(received).substr(at + 16, received.find('\r', at) - at - 16), length);
    return received.size() >= end + 4 + static_cast<std::size_t>(length);
  }
};

}  // namespace

HttpLoad load(int port, const std::vector<std::string>& targets, std::size_t connections, double seconds) {
  HttpLoad result;
  std::vector<Connection> open(connections);
  std::vector<pollfd> polled;
  std::size_t next = 0;
  for (Connection& connection : open) {
    connection.fd = connect_to(port);
    polled.push_back({connection.fd, POLLIN, 0});
    connection.ask(targets[next++ % targets.size()]);
  }
  const Clock::time_point began = Clock::now();
  const auto elapsed = [&] { return std::chrono::duration<double>(Clock::now() - began).count(); };
  std::string buffer(65536, '\0');
  while (elapsed() < seconds) {
    ::poll(polled.data(), polled.size(), 100);
    for (std::size_t i = 0; i < open.size(); ++i) {
      if ((polled[i].revents & POLLIN) == 0) continue;
      Connection& connection = open[i];
      const ssize_t count = ::recv(connection.fd, buffer.data(), buffer.size(), 0);
      if (count <= 0) throw std::runtime_error("the server closed a connection");
      connection.received.append(buffer, 0, static_cast<std::size_t>(count));
      if (!connection.complete()) continue;
      result.ms.push_back(std::chrono::duration<double, std::milli>(Clock::now() - connection.sent).count());
      result.failed += connection.received.starts_with("HTTP/1.1 200") ? 0 : 1;
      connection.received.clear();
      connection.ask(targets[next++ % targets.size()]);
    }
  }
  result.seconds = elapsed();
  for (const Connection& connection : open) ::close(connection.fd);
  return result;
}

}  // namespace lawhub
