#include "search/framing.h"

#include <catch2/catch.hpp>

namespace lawhub {
namespace {

using State = Frame::State;

Frame read(const std::string& bytes) { return frame_request(bytes, RequestLimits()); }
/// A request with these header lines besides Host.
std::string get(const std::string& target, const std::string& lines = "") {
  return "GET " + target + " HTTP/1.1\r\nHost: hub.example\r\n" + lines + "\r\n";
}
std::string post(const std::string& lines, const std::string& body = "") {
  return "POST /x HTTP/1.1\r\nHost: hub.example\r\n" + lines + "\r\n" + body;
}
int status_of(const std::string& bytes) {
  auto frame = read(bytes);
  return frame.state == State::refused ? frame.status : 0;
}

TEST_CASE("a whole request takes exactly its own bytes") {
  auto first = get("/a");
  auto frame = read(first + get("/b"));
  CHECK(frame.state == State::whole);
  CHECK(frame.length == first.size());
  auto order = post("Content-Length: 5\r\n", "a=1&b");
  frame = read(order + "GET");
  CHECK(frame.state == State::whole);
  CHECK(frame.length == order.size());
  CHECK(frame.text.substr(frame.text.size() - 5) == "a=1&b");
}

TEST_CASE("every prefix of a good request is partial, never refused") {
  auto request = post("Content-Length: 5\r\nCookie: a=b\r\n", "a=1&b");
  for (std::size_t i = 0; i < request.size(); ++i) {
    INFO(i);
    CHECK(read(request.substr(0, i)).state == State::partial);
  }
  CHECK(read(request).state == State::whole);
}

TEST_CASE("the library sees only the headers that the hub reads") {
  auto text = read(get("/a", "Range: bytes=0-1,2-3,4-5,6-7,8-9\r\nX-Forwarded-Proto: https\r\nCookie: a=b\r\n")).text;
  CHECK(text == "GET /a HTTP/1.1\r\nhost: hub.example\r\ncookie: a=b\r\n\r\n");
}

TEST_CASE("raw UTF-8 and a second question mark in a target are read") {
  CHECK(read(get("/search?q=离婚")).state == State::whole);
  CHECK(read(get("/search?q=a?b")).text.find("GET /search?q=a%3Fb HTTP/1.1\r\n") == 0);
}

TEST_CASE("RFC 9112 §6.3: two ways to say the length are refused") {
  CHECK(status_of(post("Transfer-Encoding: chunked\r\nContent-Length: 3\r\n", "abc")) == 400);
  CHECK(status_of(post("Content-Length: 3\r\nTransfer-Encoding: chunked\r\n", "abc")) == 400);
  CHECK(status_of(post("Content-Length: 3\r\nContent-Length: 3\r\n", "abc")) == 400);
  CHECK(status_of(post("Content-Length: 3, 3\r\n", "abc")) == 400);
  CHECK(status_of(post("Content-Length : 3\r\n", "abc")) == 400);
}

TEST_CASE("RFC 9112 §6.1: transfer codings are not taken") {
  CHECK(status_of(post("Transfer-Encoding: chunked\r\n")) == 411);
  CHECK(status_of(post("Transfer-Encoding: xchunked\r\n")) == 411);
  CHECK(status_of(get("/", "Transfer-Encoding: chunked\r\n")) == 411);
}

TEST_CASE("a body needs a length, a sane one, and a POST") {
  CHECK(status_of(post("")) == 411);
  CHECK(status_of(post("Content-Length: -1\r\n")) == 400);
  CHECK(status_of(post("Content-Length: +1\r\n")) == 400);
  CHECK(status_of(post("Content-Length: 0x10\r\n")) == 400);
  CHECK(status_of(post("Content-Length:\r\n")) == 400);
  CHECK(status_of(post("Content-Length: 65537\r\n")) == 413);
  CHECK(status_of(post("Content-Length: 99999999999999999999999\r\n")) == 413);
  CHECK(status_of(get("/", "Content-Length: 3\r\n") + "abc") == 400);
  CHECK(status_of(get("/", "Content-Length: 0\r\n")) == 0);
}

TEST_CASE("compressed bodies are refused") {
  CHECK(status_of(post("Content-Encoding: gzip\r\nContent-Length: 3\r\n", "abc")) == 415);
}

TEST_CASE("RFC 9112 §3.2: one valid Host") {
  CHECK(status_of("GET / HTTP/1.1\r\n\r\n") == 400);
  CHECK(status_of("GET / HTTP/1.0\r\n\r\n") == 400);
  CHECK(status_of(get("/", "Host: hub.example\r\n")) == 400);
  for (const char* bad :
       {"", "a b", "a/b", "evil.example@hub", "hub:", "hub:123456", "hub:8a", "[::1", "a\"b", "<x>"}) {
    INFO(bad);
    CHECK(status_of(std::string("GET / HTTP/1.1\r\nHost: ") + bad + "\r\n\r\n") == 400);
  }
  for (const char* good : {"hub", "hub.example:8080", "127.0.0.1:1", "[::1]:8080", "[::1]"}) {
    INFO(good);
    CHECK(status_of(std::string("GET / HTTP/1.1\r\nHost: ") + good + "\r\n\r\n") == 0);
  }
}

TEST_CASE("headers cannot carry line breaks, folds or reserved names") {
  CHECK(status_of(get("/", "X: a%0D%0ASet-Cookie: b=c\r\n")) == 400);
  CHECK(status_of(get("/", "X: a%0d\r\n")) == 400);
  CHECK(status_of(get("/", "X: a%u000a\r\n")) == 400);
  CHECK(status_of(get("/", "X: a%00\r\n")) == 400);
  CHECK(status_of(get("/", "X: a%20b%\r\n")) == 0);
  CHECK(read(get("/", "Referer: /search?q=a%0D%0Ab\r\n")).text.find("eferer") == std::string::npos);
  CHECK(status_of(get("/", "X: a\r\n folded\r\n")) == 400);
  CHECK(status_of(get("/", "X Y: a\r\n")) == 400);
  CHECK(status_of(get("/", "no colon\r\n")) == 400);
  CHECK(status_of(get("/", std::string("X: a\0b\r\n", 8))) == 400);
  CHECK(status_of(get("/", "X: a\rb\r\n")) == 400);
  CHECK(status_of(get("/", "REMOTE_ADDR: 10.0.0.1\r\n")) == 400);
  CHECK(status_of(get("/", "Authorization: a\r\nAuthorization: b\r\n")) == 400);
}

TEST_CASE("the request line is strict") {
  CHECK(status_of("BREW / HTTP/1.1\r\nHost: h\r\n\r\n") == 405);
  CHECK(status_of("DELETE / HTTP/1.1\r\nHost: h\r\n\r\n") == 405);
  CHECK(status_of("GET / HTTP/2.0\r\nHost: h\r\n\r\n") == 505);
  CHECK(status_of("GET /\r\nHost: h\r\n\r\n") == 400);
  CHECK(status_of("GET  / HTTP/1.1\r\nHost: h\r\n\r\n") == 400);
  CHECK(status_of("GET http://h/ HTTP/1.1\r\nHost: h\r\n\r\n") == 400);
  CHECK(status_of(get("/a%00.html")) == 400);
  CHECK(status_of(get("/a#b")) == 400);
  CHECK(status_of("\r\n" + get("/")) == 400);
  CHECK(status_of("\r\n\r\n") == 400);
}

TEST_CASE("what can only become a refusal is refused before its end") {
  CHECK(status_of("GET / HTTP/1.1\nHost: h\n") == 400);
  CHECK(status_of("\x16\x03\x01\x02") == 400);
  CHECK(status_of("GET /" + std::string(5'000, 'a')) == 414);
  CHECK(status_of(get("/" + std::string(5'000, 'a'))) == 414);
  CHECK(status_of("GET / HTTP/1.1\r\nX: " + std::string(20'000, 'a')) == 431);
  CHECK(status_of(get("/", "X: " + std::string(20'000, 'a') + "\r\n")) == 431);
  std::string lines;
  for (int i = 0; i < 65; ++i) lines += "X: a\r\n";
  CHECK(status_of(get("/", lines)) == 431);
  CHECK(status_of(post("Content-Length: 70000\r\n")) == 413);
}

TEST_CASE("RFC 9112 §9.3: who keeps a connection") {
  CHECK(read(get("/")).keep_alive);
  CHECK_FALSE(read(get("/", "Connection: close\r\n")).keep_alive);
  CHECK_FALSE(read(get("/", "Connection: Upgrade, Close\r\n")).keep_alive);
  CHECK_FALSE(read("GET / HTTP/1.0\r\nHost: h\r\n\r\n").keep_alive);
  CHECK(read("GET / HTTP/1.0\r\nHost: h\r\nConnection: Keep-Alive\r\n\r\n").keep_alive);
}

TEST_CASE("only where files are taken may a body be large, and how large is known before it has come") {
  auto upload = [](const std::string& target, std::size_t length) {
    return "POST " + target + " HTTP/1.1\r\nHost: hub.example\r\nContent-Length: " + std::to_string(length) +
           "\r\n\r\n";
  };
  auto head = upload("/admin/sources/list/upload", 10U << 20U);
  CHECK(read(head).state == State::partial);
  CHECK(read(head).length == head.size() + (10U << 20U));
  CHECK(status_of(upload("/admin/sources/list/upload", 18U << 20U)) == 413);
  for (const auto* target : {"/admin/crawl", "/admin/sources//upload", "/admin/sources/list/upload?x=1", "/upload"}) {
    CHECK(status_of(upload(target, 10U << 20U)) == 413);
  }
}

}  // namespace
}  // namespace lawhub
