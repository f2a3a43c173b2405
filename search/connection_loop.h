// The event loop that owns every waiting connection: collects requests, sends slow responses, keeps deadlines.
#pragma once
#include <atomic>
#include <string>
#include <unordered_map>

#include "search/acceptor.h"
#include "search/connection_queue.h"

namespace lawhub {

/// run() is one thread's; add() and stop() are safe from any. What waits is touched by run()'s thread alone, so nothing
/// but the inbox is locked.
class ConnectionLoop {
 public:
  /// Whole requests go to `work`; whoever takes one gives the connection back with add().
  ConnectionLoop(const AcceptorOptions& options, Traffic& traffic, ConnectionQueue& work);
  /// A new connection, or one whose request was answered.
  void add(Connection connection);
  /// Until stop(), and then until requests under way are answered or Options::stop_time is over.
  void run();
  void stop();

 private:
  using Phase = Connection::Phase;
  using Duration = std::chrono::milliseconds;

  void take_inbox();
  void on_event(int socket);
  void proceed(Connection c);
  void proceed_stream(Connection c);
  void read_request(Connection c);
  void read_file(Connection c, std::size_t length);
  void forget_file(Connection& c);
  void send_to_worker(Connection c);
  void refuse(Connection c, int status, std::string_view reason);
  void linger(Connection c);
  /// Waits for `events`; a phase that goes on keeps its deadline.
  void wait(Connection c, Phase phase, Duration time, unsigned events);
  Connection take(std::unordered_map<int, Connection>::iterator at);
  void drop(Connection c);
  void sweep();
  void on_deadline(Connection c);
  void make_room();
  void begin_stop();
  bool has_work() const;

  const AcceptorOptions& options_;
  Traffic& traffic_;
  ConnectionQueue& work_;
  ConnectionQueue inbox_;
  Descriptor epoll_, bell_;
  std::unordered_map<int, Connection> waiting_;  // by descriptor
  std::size_t in_flight_ = 0;                    // queued for or held by workers
  std::size_t unsent_ = 0;                       // bytes that the waiting have not taken
  std::size_t files_ = 0;                        // bytes of files being received or answered
  std::size_t streams_ = 0;
  std::atomic<bool> stopping_{false};
};

}  // namespace lawhub
