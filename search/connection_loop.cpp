#include "search/connection_loop.h"

#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <system_error>
#include <vector>

namespace lawhub {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr milliseconds kLinger{2'000};  // for the client to read a last answer and close
constexpr int kSweepMs = 100;           // how exactly deadlines are kept
constexpr std::size_t kRoom = 64;       // connections closed at once when there are too many

/// A complete response for what never reaches a handler.
std::string bare_response(int status, std::string_view reason) {
  std::string code = status == 503 ? "busy" : status == 408 ? "too-slow" : "bad-request";
  std::string body =
      R"({"error":{"code":")" + code + R"(","message":")" + std::string(reason) + R"(","parameter":"","position":0}})";
  std::string head = "HTTP/1.1 " + std::to_string(status) + " Refused\r\n";
  if (status == 503) head += "Retry-After: 1\r\n";
  if (status == 405) head += "Allow: GET, HEAD, POST\r\n";
  return head + "Content-Type: application/json; charset=utf-8\r\nX-Content-Type-Options: nosniff\r\n" +
         "Cache-Control: no-store\r\nConnection: close\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" +
         body;
}

Descriptor checked(int number, const char* what) {
  if (number < 0) throw std::system_error(errno, std::generic_category(), what);
  return Descriptor(number);
}

}  // namespace

ConnectionLoop::ConnectionLoop(const AcceptorOptions& options, Traffic& traffic, ConnectionQueue& work)
    : options_(options),
      traffic_(traffic),
      work_(work),
      epoll_(checked(::epoll_create1(EPOLL_CLOEXEC), "epoll")),
      bell_(checked(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK), "eventfd")) {
  epoll_event event{};
  event.events = EPOLLIN;
  event.data.fd = bell_.number();
  ::epoll_ctl(epoll_.number(), EPOLL_CTL_ADD, bell_.number(), &event);
}

void ConnectionLoop::add(Connection connection) {
  inbox_.push(std::move(connection));
  ::eventfd_write(bell_.number(), 1);
}

void ConnectionLoop::stop() {
  stopping_ = true;
  ::eventfd_write(bell_.number(), 1);
}

void ConnectionLoop::run() {
  std::array<epoll_event, 256> events;
  auto next_sweep = steady_clock::now();
  steady_clock::time_point last_moment = steady_clock::time_point::max();
  while (last_moment == steady_clock::time_point::max() || (has_work() && steady_clock::now() < last_moment)) {
    int n = ::epoll_wait(epoll_.number(), events.data(), static_cast<int>(events.size()), kSweepMs);
    for (int i = 0; i < n; ++i) on_event(events[static_cast<std::size_t>(i)].data.fd);
    take_inbox();
    if (steady_clock::now() >= next_sweep) {
      sweep();
      next_sweep = steady_clock::now() + milliseconds(kSweepMs);
    }
    if (stopping_ && last_moment == steady_clock::time_point::max()) {
      begin_stop();
      last_moment = steady_clock::now() + options_.stop_time;
    }
    traffic_.open = waiting_.size() + in_flight_;
  }
  waiting_.clear();
  traffic_.open = 0;
}

void ConnectionLoop::take_inbox() {
  for (auto& c : inbox_.take_all()) {
    if (c.phase == Phase::answering) {
      --in_flight_;
      forget_file(c);
      proceed(std::move(c));
    } else if (stopping_) {
      drop(std::move(c));
    } else {
      if (waiting_.size() + in_flight_ >= options_.connections) make_room();
      wait(std::move(c), Phase::fresh, options_.request_time, EPOLLIN);
    }
  }
}

void ConnectionLoop::on_event(int socket) {
  if (socket == bell_.number()) {
    eventfd_t rings = 0;
    ::eventfd_read(socket, &rings);
    return;
  }
  auto at = waiting_.find(socket);
  if (at == waiting_.end()) return;  // a worker has it: it will show when it is waited for again
  auto c = take(at);
  if (c.phase == Phase::streaming) return drop(std::move(c));  // the client closed
  const auto most = std::max(options_.request.header_bytes + options_.request.body_bytes, c.file);
  if (c.phase != Phase::sending && !c.receive(most)) {
    return drop(std::move(c));
  }
  if (c.phase == Phase::lingering) return linger(std::move(c));
  proceed(std::move(c));
}

void ConnectionLoop::proceed(Connection c) {
  if (c.stream && !c.counted) return proceed_stream(std::move(c));
  if (!c.send()) return drop(std::move(c));
  if (c.unsent() > 0) {
    if (unsent_ + c.unsent() > options_.unsent_bytes) {
      ++traffic_.overloaded;
      return drop(std::move(c));
    }
    return wait(std::move(c), Phase::sending, options_.send_time, EPOLLOUT);
  }
  if (c.closing) return linger(std::move(c));
  if (stopping_) return drop(std::move(c));
  if (c.stream) return wait(std::move(c), Phase::streaming, options_.stream_pause, EPOLLRDHUP);
  read_request(std::move(c));
}

void ConnectionLoop::proceed_stream(Connection c) {
  if (streams_ >= options_.streams) {
    ++traffic_.overloaded;
    c.stream = nullptr;
    c.out.clear();  // the head: a worker sends nothing of a new stream
    return refuse(std::move(c), 503, "同时打开的进度页面太多,请稍后再试。");
  }
  c.counted = true;
  ++streams_;
  proceed(std::move(c));
}

void ConnectionLoop::read_request(Connection c) {
  auto frame = c.in.empty() ? Frame() : frame_request(c.in, options_.request);
  if (frame.state == Frame::State::refused) {
    ++traffic_.refused;
    return refuse(std::move(c), frame.status, frame.reason);
  }
  if (frame.state == Frame::State::whole) {
    c.in.erase(0, frame.length);
    c.request = std::move(frame.text);
    c.closing = !frame.keep_alive;
    return send_to_worker(std::move(c));
  }
  if (c.ended) return drop(std::move(c));
  if (frame.length > options_.request.header_bytes + options_.request.body_bytes) {
    return read_file(std::move(c), frame.length);
  }
  if (!c.in.empty()) return wait(std::move(c), Phase::reading, options_.request_time, EPOLLIN);
  wait(std::move(c), Phase::idle, options_.idle_time, EPOLLIN);
}

void ConnectionLoop::read_file(Connection c, std::size_t length) {
  if (c.file == 0) {
    if (files_ + length > options_.file_bytes) {
      ++traffic_.overloaded;
      return refuse(std::move(c), 503, "正在上传的文件太多,请稍后再试。");
    }
    files_ += length;
    c.file = length;
  }
  wait(std::move(c), Phase::reading_file, options_.file_time, EPOLLIN);
}

void ConnectionLoop::forget_file(Connection& c) { files_ -= std::exchange(c.file, 0); }

void ConnectionLoop::send_to_worker(Connection c) {
  if (work_.size() >= options_.queue) {
    ++traffic_.overloaded;
    if (c.stream) return wait(std::move(c), Phase::idle, options_.stream_pause, EPOLLRDHUP);
    return refuse(std::move(c), 503, "现在访问的人太多,请稍后再试。");
  }
  c.phase = Phase::answering;
  ++in_flight_;
  ++traffic_.requests;
  work_.push(std::move(c));
}

void ConnectionLoop::refuse(Connection c, int status, std::string_view reason) {
  c.out = bare_response(status, reason);
  c.sent = 0;
  c.in.clear();
  c.closing = true;
  forget_file(c);
  proceed(std::move(c));
}

void ConnectionLoop::linger(Connection c) {
  c.in.clear();
  if (c.ended || stopping_) return drop(std::move(c));
  if (c.phase != Phase::lingering) ::shutdown(c.socket.number(), SHUT_WR);
  wait(std::move(c), Phase::lingering, kLinger, EPOLLIN);
}

void ConnectionLoop::wait(Connection c, Phase phase, Duration time, unsigned events) {
  auto now = steady_clock::now();
  if (c.phase != phase || c.since == steady_clock::time_point()) {
    c.phase = phase;
    c.since = now;
    c.deadline = now + time;
  }
  int socket = c.socket.number();
  epoll_event event{};
  event.events = events | EPOLLONESHOT;  // silent while a worker has it
  event.data.fd = socket;
  int operation = std::exchange(c.registered, true) ? EPOLL_CTL_MOD : EPOLL_CTL_ADD;
  if (::epoll_ctl(epoll_.number(), operation, socket, &event) != 0) return drop(std::move(c));
  unsent_ += c.unsent();
  waiting_.emplace(socket, std::move(c));
}

Connection ConnectionLoop::take(std::unordered_map<int, Connection>::iterator at) {
  auto c = std::move(at->second);
  waiting_.erase(at);
  unsent_ -= c.unsent();
  return c;
}

void ConnectionLoop::drop(Connection c) {
  if (c.counted) --streams_;
  forget_file(c);
}

void ConnectionLoop::sweep() {
  auto now = steady_clock::now();
  std::vector<int> due;
  for (const auto& [socket, c] : waiting_) {
    if (c.deadline <= now) due.push_back(socket);
  }
  for (int socket : due) on_deadline(take(waiting_.find(socket)));
}

void ConnectionLoop::on_deadline(Connection c) {
  if (c.stream && c.unsent() == 0) return send_to_worker(std::move(c));
  if (c.phase != Phase::lingering) ++traffic_.timed_out;
  if (c.phase == Phase::reading || c.phase == Phase::reading_file)
    return refuse(std::move(c), 408, "请求没有在规定时间内发完。");
  drop(std::move(c));
}

void ConnectionLoop::make_room() {
  std::vector<std::pair<steady_clock::time_point, int>> oldest;
  for (const auto& [socket, c] : waiting_) oldest.emplace_back(c.since, socket);
  auto end = oldest.begin() + static_cast<std::ptrdiff_t>(std::min(kRoom, oldest.size()));
  std::partial_sort(oldest.begin(), end, oldest.end());
  for (auto at = oldest.begin(); at != end; ++at) {
    ++traffic_.overloaded;
    drop(take(waiting_.find(at->second)));
  }
}

void ConnectionLoop::begin_stop() {
  std::vector<int> idle;
  for (const auto& [socket, c] : waiting_) {
    if (c.phase != Phase::sending) idle.push_back(socket);
  }
  for (int socket : idle) drop(take(waiting_.find(socket)));
}

bool ConnectionLoop::has_work() const { return in_flight_ > 0 || !waiting_.empty(); }

}  // namespace lawhub
