#include "search/acceptor.h"

#include <httplib.h>
#include <netinet/tcp.h>
#include <sys/resource.h>

#include <algorithm>
#include <stdexcept>
#include <thread>
#include <vector>

#include "search/connection_loop.h"

namespace lawhub {
namespace {

constexpr int kBacklog = 511;
constexpr rlim_t kSpareDescriptors = 128;  // for files, databases and the index

/// cpp-httplib's listening half. A new connection goes to `accepted`, and the library never reads from it.
class Listener : public httplib::Server {
 public:
  explicit Listener(std::function<void(int)> accepted) : accepted_(std::move(accepted)) {
    new_task_queue = [] { return new Inline; };
    // Not the library's SO_REUSEPORT: with it two hubs would share a port unnoticed.
    set_socket_options([](socket_t socket) {
      int yes = 1;
      ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    });
  }
  /// The port, or -1.
  int bind(const std::string& address, int port) {
    if (port == 0) {
      port = bind_to_any_port(address);
    } else if (!bind_to_port(address, port)) {
      port = -1;
    }
    if (port > 0) ::listen(svr_sock_, kBacklog);  // the library's is 5
    return port;
  }

 private:
  struct Inline : httplib::TaskQueue {
    void enqueue(std::function<void()> task) override { task(); }
    void shutdown() override {}
  };
  bool process_and_close_socket(socket_t socket) override {
    accepted_(socket);
    return true;
  }
  std::function<void(int)> accepted_;
};

/// As many connections as the process has descriptors for; raises the soft limit to the hard one.
AcceptorOptions affordable(AcceptorOptions options) {
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return options;
  rlimit raised{limit.rlim_max, limit.rlim_max};
  if (::setrlimit(RLIMIT_NOFILE, &raised) == 0) limit = raised;
  auto most = std::max<rlim_t>(limit.rlim_cur, 2 * kSpareDescriptors) - kSpareDescriptors;
  options.connections = std::min<std::size_t>(options.connections, most);
  return options;
}

}  // namespace

struct Acceptor::Impl {
  Impl(AcceptorOptions o, RequestHandler h, Traffic& t)
      : options(affordable(o)),
        handler(std::move(h)),
        traffic(t),
        loop(options, traffic, work),
        listener([this](int socket) { accept(socket); }) {}

  void accept(int socket) {
    int yes = 1;
    ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    ++traffic.accepted;
    Connection c;
    c.socket = Descriptor(socket);
    c.peer = peer_of(socket);
    loop.add(std::move(c));
  }

  void answer_all() {
    Responder responder(handler);
    while (auto c = work.pop()) {
      if (c->stream) {
        grow(*c);
      } else {
        answer(*c, responder);
      }
      loop.add(std::move(*c));
    }
  }

  static void answer(Connection& c, Responder& responder) {
    auto reply = responder.answer(c.request, c.peer, c.closing);
    c.request.clear();
    c.out = std::move(reply.bytes);
    c.stream = std::move(reply.stream);
    c.closing = c.closing || c.out.empty();
    if (c.stream) {
      c.closing = false;  // the loop decides whether one more is allowed, and sends
    } else {
      c.send();  // a client that is gone is noticed by the loop
    }
  }

  static void grow(Connection& c) {
    if (auto piece = c.stream()) {
      c.out += *piece;
    } else {
      c.stream = nullptr;
      c.closing = true;
    }
  }

  AcceptorOptions options;
  RequestHandler handler;
  Traffic& traffic;
  ConnectionQueue work;
  ConnectionLoop loop;
  Listener listener;
  std::thread listening, looping;
  std::vector<std::thread> workers;
};

Acceptor::Acceptor(AcceptorOptions options, RequestHandler handler, Traffic& traffic)
    : impl_(std::make_unique<Impl>(options, std::move(handler), traffic)) {}

Acceptor::~Acceptor() { stop(); }

int Acceptor::listen(const std::string& address, int port) {
  int bound = impl_->listener.bind(address, port);
  if (bound <= 0) {
    throw std::runtime_error("cannot listen on " + address + ":" + std::to_string(port) +
                             ", is another program there?");
  }
  return bound;
}

void Acceptor::serve() {
  impl_->looping = std::thread([this] { impl_->loop.run(); });
  for (int i = 0; i < std::max(1, impl_->options.workers); ++i) {
    impl_->workers.emplace_back([this] { impl_->answer_all(); });
  }
  impl_->listening = std::thread([this] { impl_->listener.listen_after_bind(); });
  while (!impl_->listener.is_running()) std::this_thread::yield();  // stop() is void before
}

void Acceptor::stop() {
  if (!impl_->listening.joinable()) return;
  impl_->listener.stop();
  impl_->listening.join();
  impl_->loop.stop();
  impl_->looping.join();
  impl_->work.close();
  for (auto& worker : impl_->workers) worker.join();
  impl_->workers.clear();
}

}  // namespace lawhub
