#include "search/client_address.h"

#include <catch2/catch.hpp>

namespace lawhub {
namespace {

std::string seen(const std::string& peer, const NamedValues& headers) {
  Request request;
  request.peer = peer;
  request.headers = headers;
  return client_address("127.0.0.1, 10.0.0.0/8", request);
}

}  // namespace

TEST_CASE("only a trusted proxy's word counts, and of it the last hop") {
  CHECK(seen("203.0.113.9", {{"x-forwarded-for", "192.0.2.1"}}) == "203.0.113.9");
  CHECK(seen("127.0.0.1", {}) == "127.0.0.1");
  CHECK(seen("127.0.0.1", {{"x-forwarded-for", "192.0.2.1"}}) == "192.0.2.1");
  CHECK(seen("10.2.3.4", {{"x-forwarded-for", "198.51.100.1, 192.0.2.1"}}) == "192.0.2.1");
  CHECK(seen("127.0.0.1", {{"x-forwarded-for", "198.51.100.1"}, {"x-forwarded-for", "192.0.2.1"}}) == "192.0.2.1");
  CHECK(client_address("", Request{}).empty());
}

TEST_CASE("RFC 7239: the last element's for, with port and brackets") {
  CHECK(seen("127.0.0.1", {{"forwarded", "for=198.51.100.1, for=192.0.2.1;proto=https"}}) == "192.0.2.1");
  CHECK(seen("127.0.0.1", {{"forwarded", "proto=https; For=\"[2001:db8::7]:4711\""}}) == "2001:db8::7");
  CHECK(seen("127.0.0.1", {{"forwarded", "for=192.0.2.1:80"}}) == "192.0.2.1");
}

TEST_CASE("what is no address, or said in two ways, leaves the proxy's own") {
  CHECK(seen("127.0.0.1", {{"x-forwarded-for", "unknown"}}) == "127.0.0.1");
  CHECK(seen("127.0.0.1", {{"x-forwarded-for", "0.0.0.0/0"}}) == "127.0.0.1");
  CHECK(seen("127.0.0.1", {{"forwarded", "for=_hidden"}}) == "127.0.0.1");
  CHECK(seen("127.0.0.1", {{"forwarded", "for=\"["}}) == "127.0.0.1");
  CHECK(seen("127.0.0.1", {{"x-forwarded-for", "192.0.2.1"}, {"forwarded", "for=198.51.100.1"}}) == "127.0.0.1");
  CHECK(seen("127.0.0.1", {{"x-forwarded-for", "192.0.2.1"}, {"forwarded", "for=192.0.2.1"}}) == "192.0.2.1");
}

TEST_CASE("a request's id is a trusted proxy's, or its own") {
  Request request;
  request.headers = {{"x-request-id", "abc-123"}};
  request.peer = "127.0.0.1";
  CHECK(request_id("127.0.0.1", request) == "abc-123");
  CHECK(request_id("", request) != "abc-123");
  CHECK(request_id("", request) != request_id("", request));
  request.headers = {{"x-request-id", "abc 123"}};
  CHECK(request_id("127.0.0.1", request) != "abc 123");
}

}  // namespace lawhub
