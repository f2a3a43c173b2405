// A TCP client that sends exactly the bytes it is told, for tests of the server's edge.
#pragma once
#include <string>
#include <string_view>

namespace lawhub {

/// Throws std::runtime_error when the connection cannot be made, or when nothing comes for 10 seconds.
class RawClient {
 public:
  explicit RawClient(int port);
  ~RawClient();
  RawClient(RawClient&& other) noexcept;
  RawClient(const RawClient&) = delete;
  RawClient& operator=(const RawClient&) = delete;

  /// False when the server no longer takes anything.
  bool send(std::string_view bytes);
  /// Says that nothing more will be sent.
  void finish();
  /// The next whole response: head and as many bytes of body as Content-Length says. Empty when the server closed.
  std::string response();
  /// Everything until `text` was received, or until the server closed.
  std::string until(std::string_view text);
  /// Everything until the server closes.
  std::string rest() { return until(""); }

 private:
  bool receive();
  int socket_;
  std::string in_;
};

/// "HTTP/1.1 200 OK…" → 200; 0 for anything else.
int status_of(std::string_view response);
/// The value of a header, by its lower-case name; empty when there is none.
std::string header_of(std::string_view response, std::string_view name);
std::string body_of(std::string_view response);

}  // namespace lawhub
