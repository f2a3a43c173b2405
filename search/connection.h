// One client's connection: its socket, what came, what is to be sent. One thread has it at a time.
#pragma once
#include <chrono>
#include <cstddef>
#include <string>

#include "search/http.h"

namespace lawhub {

/// A file descriptor, closed at the end.
class Descriptor {
 public:
  explicit Descriptor(int number = -1) : number_(number) {}
  ~Descriptor();
  Descriptor(Descriptor&& other) noexcept;
  Descriptor& operator=(Descriptor&& other) noexcept;
  int number() const { return number_; }

 private:
  int number_;
};

struct Connection {
  Descriptor socket;
  std::string peer;     ///< the client's address
  std::string in;       ///< received, not yet framed
  std::string request;  ///< Frame::text a worker is to answer
  std::string out;      ///< to be sent
  std::size_t sent = 0;
  EventStream stream;    ///< goes on behind `out`
  bool ended = false;    ///< the client sends no more
  bool closing = false;  ///< to be closed once `out` is sent
  bool counted = false;  ///< as an open stream
  std::size_t file = 0;  ///< bytes of the request with a file that is being received or answered; 0: it has none

  /// What it waits for; `answering` means that a worker has it.
  enum class Phase {
    fresh,
    idle,
    reading,
    reading_file,
    answering,
    sending,
    streaming,
    lingering
  } phase = Phase::fresh;
  std::chrono::steady_clock::time_point since;     ///< when the phase began
  std::chrono::steady_clock::time_point deadline;  ///< of the phase
  bool registered = false;                         ///< epoll knows the socket

  std::size_t unsent() const { return out.size() - sent; }
  /// Sends what the socket takes without waiting. False when the client is gone.
  bool send();
  /// Receives what is there, until `in` holds `limit` bytes. False when the connection broke.
  bool receive(std::size_t limit);
};

/// "203.0.113.7" or "2001:db8::1" of the other end; empty when it is gone.
std::string peer_of(int socket);

}  // namespace lawhub
