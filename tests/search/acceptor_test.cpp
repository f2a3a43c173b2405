#include "search/acceptor.h"

#include <catch2/catch.hpp>
#include <condition_variable>
#include <mutex>
#include <thread>
#include <vector>

#include "tests/support/raw_client.h"

namespace lawhub {
namespace {

using std::chrono::milliseconds;

constexpr std::size_t kBig = 16 << 20;  // more than the system's buffers of both ends hold

/// Workers that enter wait until it is opened.
class Gate {
 public:
  void enter() {
    std::unique_lock lock(mutex_);
    ++inside_;
    changed_.notify_all();
    changed_.wait(lock, [this] { return open_; });
  }
  void wait_for(int inside) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return inside_ >= inside; });
  }
  void open() {
    std::lock_guard lock(mutex_);
    open_ = true;
    changed_.notify_all();
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  int inside_ = 0;
  bool open_ = false;
};

/// A server with a few paths that behave as their names say.
struct Edge {
  explicit Edge(AcceptorOptions options = {})
      : acceptor(
            options, [this](const Request& r) { return answer(r); }, traffic),
        port(acceptor.listen("127.0.0.1", 0)) {
    acceptor.serve();
  }

  Response answer(const Request& r) {
    Response out;
    out.type = "text/plain; charset=utf-8";
    out.body = r.method + " " + r.path;
    for (const auto& [name, value] : r.query) out.body += " " + name + "=" + value;
    if (r.path == "/wait") gate.enter();
    if (r.path == "/big") out.body.assign(kBig, 'x');
    if (r.path == "/echo") out.body = r.body;
    if (r.path == "/peer") out.body = r.peer;
    if (r.path == "/throw") throw std::runtime_error("secret path /etc/hub");
    if (r.path == "/unchanged") out = {304, "", "", {{"ETag", "\"a\""}}, nullptr};
    if (r.path == "/stream") {
      out.stream = [n = 0]() mutable -> std::optional<std::string> {
        if (++n > 3) return std::nullopt;
        return "data: " + std::to_string(n) + "\n\n";
      };
    }
    if (r.path == "/endless") out.stream = [] { return "data: x\n\n"; };
    return out;
  }

  Traffic traffic;
  Gate gate;
  Acceptor acceptor;
  int port;
};

std::string get(const std::string& target, const std::string& lines = "") {
  return "GET " + target + " HTTP/1.1\r\nHost: hub\r\n" + lines + "\r\n";
}
std::string ask(int port, const std::string& bytes) {
  RawClient client(port);
  client.send(bytes);
  return client.response();
}

TEST_CASE("a connection serves many requests, also sent at once") {
  Edge edge;
  RawClient client(edge.port);
  client.send(get("/a?x=1&y=%E6%B3%95&x=2") + get("/b") + get("/c"));
  CHECK(body_of(client.response()) == "GET /a x=1 y=法 x=2");
  CHECK(body_of(client.response()) == "GET /b");
  CHECK(body_of(client.response()) == "GET /c");
  client.send("POST /echo HTTP/1.1\r\nHost: hub\r\nContent-Length: 4\r\n\r\na=1&");
  CHECK(body_of(client.response()) == "a=1&");
  client.send(get("/d", "Connection: close\r\n"));
  CHECK(header_of(client.response(), "connection") == "close");
  CHECK(client.rest().empty());
}

TEST_CASE("HEAD and 304 have a head and no body") {
  Edge edge;
  RawClient client(edge.port);
  client.send("HEAD /a HTTP/1.1\r\nHost: hub\r\n\r\n");
  auto head = client.until("\r\n\r\n");
  CHECK(status_of(head) == 200);
  CHECK(header_of(head, "content-length") == "7");
  client.send(get("/unchanged"));
  CHECK(status_of(client.response()) == 304);
  client.send(get("/after"));
  CHECK(body_of(client.response()) == "GET /after");
}

TEST_CASE("a request in single bytes is answered") {
  Edge edge;
  RawClient client(edge.port);
  for (char c : get("/slow")) client.send(std::string(1, c));
  CHECK(body_of(client.response()) == "GET /slow");
}

TEST_CASE("a client that closed its half is still answered") {
  Edge edge;
  RawClient client(edge.port);
  client.send(get("/half"));
  client.finish();
  CHECK(body_of(client.response()) == "GET /half");
  CHECK(client.rest().empty());
}

TEST_CASE("refusals reach the client and close the connection") {
  Edge edge;
  struct {
    std::string bytes;
    int status;
  } cases[] = {
      {"POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\nabc", 400},
      {"POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabc", 400},
      {"POST /echo HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: xchunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n", 411},
      {"POST /echo HTTP/1.1\r\nHost: h\r\n\r\nabc", 411},
      {"POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: 300000000\r\n\r\n" + std::string(100'000, 'x'), 413},
      {"POST /echo HTTP/1.1\r\nHost: h\r\nContent-Encoding: gzip\r\nContent-Length: 3\r\n\r\nabc", 415},
      {"GET / HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nabc", 400},
      {"GET / HTTP/1.1\r\n\r\n", 400},
      {"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400},
      {get("/", "REMOTE_ADDR: 10.0.0.1\r\n"), 400},
      {get("/", "X: a%0D%0ASet-Cookie: b=c\r\n"), 400},
      {get("/a%00.css"), 400},
      {get("/" + std::string(9'000, 'a')), 414},
      {get("/", "X: " + std::string(90'000, 'a') + "\r\n"), 431},
      {"DELETE / HTTP/1.1\r\nHost: h\r\n\r\n", 405},
  };
  for (const auto& c : cases) {
    INFO(c.bytes.substr(0, 100));
    RawClient client(edge.port);
    client.send(c.bytes);
    auto response = client.response();
    CHECK(status_of(response) == c.status);
    CHECK(header_of(response, "connection") == "close");
    CHECK(body_of(response).find("\"error\"") != std::string::npos);
    CHECK(client.rest().empty());
  }
  CHECK(edge.traffic.refused == std::size(cases));
  CHECK(edge.traffic.requests == 0);
}

TEST_CASE("ranges are ignored and never multiply an answer") {
  Edge edge;
  std::string ranges = "0-0";
  for (int i = 1; i < 900; ++i) ranges += ",0-0";
  auto response = ask(edge.port, get("/a", "Range: bytes=" + ranges + "\r\n"));
  CHECK(status_of(response) == 200);
  CHECK(body_of(response) == "GET /a");
}

TEST_CASE("who is connected is told by the connection alone") {
  Edge edge;
  CHECK(body_of(ask(edge.port, get("/peer", "X-Forwarded-For: 10.0.0.1\r\n"))) == "127.0.0.1");
}

TEST_CASE("an exception in a handler says nothing to the client") {
  Edge edge;
  auto response = ask(edge.port, get("/throw"));
  CHECK(status_of(response) == 500);
  CHECK(response.find("secret") == std::string::npos);
  CHECK(response.find("EXCEPTION") == std::string::npos);
}

TEST_CASE("slow and idle clients by the hundred delay nobody") {
  AcceptorOptions options;
  options.workers = 2;
  Edge edge(options);
  std::vector<RawClient> slow;
  for (int i = 0; i < 100; ++i) {
    slow.emplace_back(edge.port);
    slow.back().send("GET /slow HTTP/1.1\r\nHost: h");  // never goes on
    slow.emplace_back(edge.port);
    slow.back().send("POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: 1000\r\n\r\nabc");
    slow.emplace_back(edge.port);
    slow.back().send(get("/keep"));  // then idle
  }
  for (int i = 0; i < 20; ++i) CHECK(body_of(ask(edge.port, get("/honest"))) == "GET /honest");
}

TEST_CASE("clients that do not read their answers hold no worker") {
  AcceptorOptions options;
  options.workers = 2;
  Edge edge(options);
  std::vector<RawClient> deaf;
  for (int i = 0; i < 3; ++i) {
    deaf.emplace_back(edge.port);
    deaf.back().send(get("/big"));
  }
  CHECK(body_of(ask(edge.port, get("/honest"))) == "GET /honest");
  CHECK(body_of(deaf.front().response()).size() == kBig);
}

TEST_CASE("past the allowed unsent bytes, clients that do not read are closed") {
  AcceptorOptions options;
  options.unsent_bytes = 1 << 20;
  Edge edge(options);
  RawClient deaf(edge.port);
  deaf.send(get("/big"));
  CHECK(deaf.rest().size() < kBig);
}

TEST_CASE("deadlines end slow requests and idle connections") {
  AcceptorOptions options;
  options.request_time = milliseconds(150);
  options.idle_time = milliseconds(150);
  options.send_time = milliseconds(150);
  Edge edge(options);
  RawClient slow(edge.port), idle(edge.port), silent(edge.port), deaf(edge.port);
  slow.send("GET / HTTP/1.1\r\nHost: h");
  idle.send(get("/a"));
  deaf.send(get("/big"));
  CHECK(status_of(slow.response()) == 408);
  CHECK(slow.rest().empty());
  CHECK(status_of(idle.response()) == 200);
  CHECK(idle.rest().empty());
  CHECK(silent.rest().empty());
  while (edge.traffic.timed_out < 4) std::this_thread::yield();
  CHECK(deaf.rest().size() < kBig);
}

TEST_CASE("a full queue answers 503 at once and tells when to come again") {
  AcceptorOptions options;
  options.workers = 1;
  options.queue = 1;
  Edge edge(options);
  RawClient first(edge.port), second(edge.port);
  first.send(get("/wait"));
  edge.gate.wait_for(1);
  second.send(get("/queued"));
  while (edge.traffic.requests < 2) std::this_thread::yield();
  auto response = ask(edge.port, get("/third"));
  CHECK(status_of(response) == 503);
  CHECK_FALSE(header_of(response, "retry-after").empty());
  edge.gate.open();
  CHECK(body_of(first.response()) == "GET /wait");
  CHECK(body_of(second.response()) == "GET /queued");
}

TEST_CASE("past the cap of connections the longest waiting make room") {
  AcceptorOptions options;
  options.connections = 80;
  Edge edge(options);
  std::vector<RawClient> many;
  for (int i = 0; i < 80; ++i) many.emplace_back(edge.port);
  CHECK(body_of(ask(edge.port, get("/newcomer"))) == "GET /newcomer");
  CHECK(many.front().rest().empty());
  CHECK(edge.traffic.overloaded > 0);
}

TEST_CASE("event streams grow piece by piece and hold no worker") {
  AcceptorOptions options;
  options.workers = 1;
  options.streams = 2;
  options.stream_pause = milliseconds(10);
  Edge edge(options);
  RawClient one(edge.port), two(edge.port);
  one.send(get("/endless"));
  two.send(get("/endless"));
  one.until("data: x\n\ndata: x\n\n");
  two.until("data: x\n\ndata: x\n\n");
  CHECK(body_of(ask(edge.port, get("/honest"))) == "GET /honest");
  CHECK(status_of(ask(edge.port, get("/stream"))) == 503);
  { RawClient gone(std::move(one)); }
  std::string all;
  while (status_of(all) != 200) {  // until the server saw that one is gone
    RawClient next(edge.port);
    next.send(get("/stream"));
    all = next.rest();
  }
  CHECK(header_of(all, "connection") == "close");
  CHECK(body_of(all) == "data: 1\n\ndata: 2\n\ndata: 3\n\n");
}

TEST_CASE("stop finishes what is under way and does not wait for the idle") {
  Edge edge;
  RawClient busy(edge.port), idle(edge.port), stream(edge.port);
  stream.send(get("/endless"));
  stream.until("data: x");
  idle.send(get("/a"));
  idle.response();
  busy.send(get("/wait"));
  edge.gate.wait_for(1);
  std::thread stopping([&] { edge.acceptor.stop(); });
  CHECK(idle.rest().empty());
  edge.gate.open();
  CHECK(body_of(busy.response()) == "GET /wait");
  stopping.join();
  CHECK_THROWS(RawClient(edge.port));
}

TEST_CASE("a port that another hub has is an error") {
  Edge edge;
  Traffic traffic;
  Acceptor second(
      {}, [](const Request&) { return Response(); }, traffic);
  CHECK_THROWS(second.listen("127.0.0.1", edge.port));
}

}  // namespace
}  // namespace lawhub
