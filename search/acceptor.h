// The server's connections. One thread owns every waiting socket in an event loop, frames whole requests (framing.h)
// and hands only those to a small pool of workers; responses that a client reads slowly are sent by the loop as well.
// So idle and slow clients cost a descriptor and nothing else, and a worker is never held by a network.
#pragma once
#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include "search/framing.h"
#include "search/responder.h"

namespace lawhub {

struct AcceptorOptions {
  int workers = 2;                                 ///< threads that answer
  RequestLimits request;                           ///< of one request
  std::size_t connections = 4'096;                 ///< open at once; past it those that wait longest are closed
  std::size_t queue = 128;                         ///< whole requests that wait for a worker; past it 503 at once
  std::size_t file_bytes = 64 << 20;               ///< of all files being received; past it 503
  std::size_t unsent_bytes = 64 << 20;             ///< of all responses; past it clients that do not read are closed
  std::size_t streams = 64;                        ///< event streams open at once; past it 503
  std::chrono::milliseconds request_time{10'000};  ///< from the first byte of a request to its last
  std::chrono::milliseconds file_time{60'000};     ///< the same for a file: 16 MiB over a county's line
  std::chrono::milliseconds idle_time{30'000};     ///< a kept connection without a request
  std::chrono::milliseconds send_time{30'000};     ///< from a response to the client's taking all of it
  std::chrono::milliseconds stream_pause{500};     ///< between two looks at an event stream
  std::chrono::milliseconds stop_time{3'000};      ///< most time that stop() gives to requests under way
};

/// What happened since the start, for /metrics.
struct Traffic {
  std::atomic<std::uint64_t> accepted{0};    ///< connections
  std::atomic<std::uint64_t> requests{0};    ///< handed to a worker
  std::atomic<std::uint64_t> refused{0};     ///< by framing.h
  std::atomic<std::uint64_t> overloaded{0};  ///< answered 503, or closed to make room
  std::atomic<std::uint64_t> timed_out{0};   ///< closed at a deadline
  std::atomic<std::uint64_t> open{0};        ///< connections now
};

/// listen(), serve() and stop() from one thread; the handler is called by all workers at once.
class Acceptor {
 public:
  /// `traffic` must outlive it.
  Acceptor(AcceptorOptions options, RequestHandler handler, Traffic& traffic);
  /// Stops.
  ~Acceptor();
  Acceptor(const Acceptor&) = delete;
  Acceptor& operator=(const Acceptor&) = delete;

  /// Binds and returns the port (for 0 the one the system chose); clients wait until serve(). Throws
  /// std::runtime_error when it cannot.
  int listen(const std::string& address, int port);
  /// Starts the threads. Once, after listen().
  void serve();
  /// Takes no more, closes idle connections and event streams at once, finishes the requests under way.
  void stop();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace lawhub
