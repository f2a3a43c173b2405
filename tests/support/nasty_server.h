// A server on loopback that misbehaves in one way.
#pragma once
#include <atomic>
#include <functional>
#include <string>
#include <string_view>
#include <thread>

#include "crawler/fetcher.h"

namespace lawhub {

/// One accepted connection, as the misbehaviour drives it.
class Wire {
 public:
  Wire(int socket, const std::atomic<bool>& stopping) : socket_(socket), stopping_(stopping) {}
  /// Reads the head of the request; empty when the other side went.
  std::string request();
  /// False once the other side has gone, or the server is to stop.
  bool send(std::string_view bytes);
  /// Sends `bytes` over and over until nobody takes them any more, with a pause before each.
  void send_forever(std::string_view bytes, int pause_ms = 0);
  /// Until the other side goes or the server is to stop.
  void be_silent();
  /// Ends the connection with RST instead of FIN.
  void reset();
  int socket() const { return socket_; }

 private:
  int socket_;
  const std::atomic<bool>& stopping_;
};

class NastyServer {
 public:
  /// `act` gets each connection before anything was read, one after another.
  explicit NastyServer(std::function<void(Wire&)> act, const char* at = "127.0.0.1");
  ~NastyServer();
  NastyServer(const NastyServer&) = delete;
  NastyServer& operator=(const NastyServer&) = delete;
  int port() const { return port_; }

 private:
  void serve();

  std::function<void(Wire&)> act_;
  std::atomic<bool> stopping_ = false;
  int socket_ = -1, port_ = 0;
  std::thread thread_;
};

}  // namespace lawhub
