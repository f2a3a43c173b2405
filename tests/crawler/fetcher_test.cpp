#include "crawler/fetcher.h"

#include <zlib.h>

#include <catch2/catch.hpp>

#include "tests/support/raw_server.h"

using namespace lawhub;

namespace {

const auto kAlive = [] { return true; };

Url url_of(const RawServer& server, const std::string& path) { return *parse_url(server.origin() + path); }

Reach reach_of(const RawServer& server) { return {{"127.0.0.1"}, {url_of(server, "/").port}}; }

FetchResult fetch_once(const std::string& answer, const FetchLimits& limits = {}) {
  const RawServer server([&](const std::string&) { return answer; });
  Fetcher fetcher("LawhubCrawler/test", reach_of(server), kAlive, limits);
  return fetcher.get(url_of(server, "/"));
}

std::string gzip(const std::string& text) {
  std::string out(compressBound(text.size()) + 64, '\0');
  z_stream stream{};
  deflateInit2(&stream, 9, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

}  // namespace

TEST_CASE("a page comes with its validators and type") {
  const auto result = fetch_once(http_answer(
      200, "<html>",
      "Content-Type: text/html; charset=gb2312\r\nETag: \"x\"\r\nLast-Modified: Mon, 24 Nov 2014 01:00:00 GMT\r\n"));
  CHECK(result.outcome == FetchOutcome::body);
  CHECK(result.body == "<html>");
  CHECK(result.content_type == "text/html; charset=gb2312");
  CHECK(result.etag == "\"x\"");
  CHECK(result.last_modified == "Mon, 24 Nov 2014 01:00:00 GMT");
}

TEST_CASE("loopback is refused unless the source allows it") {
  const RawServer server([](const std::string&) { return http_answer(200, "secret"); });
  Fetcher fetcher("LawhubCrawler/test", {{}, {url_of(server, "/").port}}, kAlive);
  const auto result = fetcher.get(url_of(server, "/"));
  CHECK(result.outcome == FetchOutcome::refused);
  CHECK(result.reason.find("不是公网地址") != std::string::npos);
  CHECK(server.requests().empty());
  // A name that leads there is judged by the address it leads to.
  CHECK(fetcher.get(*parse_url("http://localhost:" + std::to_string(url_of(server, "/").port) + "/")).outcome ==
        FetchOutcome::refused);
  CHECK(server.requests().empty());
}

TEST_CASE("a port that the source does not name is never connected to") {
  const RawServer server([](const std::string&) { return http_answer(200, "secret"); });
  Fetcher fetcher("LawhubCrawler/test", {{"127.0.0.1"}, {8080}}, kAlive);
  const auto result = fetcher.get(url_of(server, "/"));
  CHECK(result.outcome == FetchOutcome::refused);
  CHECK(result.reason.find("端口") != std::string::npos);
  CHECK(server.requests().empty());
}

TEST_CASE("nothing of what a server sets or a redirect brings is handed on: no cookie, no referrer, no credentials") {
  const RawServer server([](const std::string&) {
    return http_answer(200, "<p>", "Content-Type: text/html\r\nSet-Cookie: a=1; Path=/\r\nWWW-Authenticate: Basic\r\n");
  });
  Fetcher fetcher("LawhubCrawler/test", reach_of(server), kAlive);
  for (int i = 0; i < 2; ++i) fetcher.get(url_of(server, "/" + std::to_string(i)));
  for (const auto& request : server.requests()) {
    for (const char* header : {"Cookie", "Referer", "Authorization"}) CHECK(request.find(header) == std::string::npos);
  }
}

TEST_CASE("the crawler says who it is, asks conditionally, and takes 304 for unchanged") {
  const RawServer server([](const std::string& head) {
    return head.find("If-None-Match: \"x\"") != head.npos ? http_answer(304, "") : http_answer(200, "new");
  });
  Fetcher fetcher("LawhubCrawler/0.1 (+http://hub/crawler)", reach_of(server), kAlive);
  CHECK(fetcher.get(url_of(server, "/a")).outcome == FetchOutcome::body);
  CHECK(fetcher.get(url_of(server, "/a"), "\"x\"", "Mon, 24 Nov 2014 01:00:00 GMT").outcome == FetchOutcome::unchanged);
  const auto requests = server.requests();
  CHECK(requests[0].find("User-Agent: LawhubCrawler/0.1 (+http://hub/crawler)") != std::string::npos);
  CHECK(requests[0].find("If-") == std::string::npos);
  CHECK(requests[1].find("If-Modified-Since: Mon, 24 Nov 2014 01:00:00 GMT") != std::string::npos);
}

TEST_CASE("only 404 and 410 mean gone") {
  for (const int status : {404, 410}) CHECK(fetch_once(http_answer(status, "x")).outcome == FetchOutcome::gone);
  for (const int status : {304, 401, 403, 429, 451, 500, 502, 503, 521}) {
    INFO(status);
    const auto result = fetch_once(http_answer(status, "x"));
    CHECK(result.outcome == FetchOutcome::failed);
    CHECK(result.status == status);
    CHECK_FALSE(result.reason.empty());
  }
}

TEST_CASE("redirects are reported, never followed") {
  const RawServer server(
      [](const std::string&) { return http_answer(302, "", "Location: http://169.254.169.254/\r\n"); });
  Fetcher fetcher("LawhubCrawler/test", reach_of(server), kAlive);
  const auto result = fetcher.get(url_of(server, "/"));
  CHECK(result.outcome == FetchOutcome::redirect);
  CHECK(result.location == "http://169.254.169.254/");
  CHECK(server.requests().size() == 1);
}

TEST_CASE("a body that is cut off is a failure, as is an empty one") {
  CHECK(fetch_once("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf").outcome == FetchOutcome::failed);
  CHECK(fetch_once("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nFF\r\nhalf").outcome == FetchOutcome::failed);
  CHECK(fetch_once(http_answer(200, "")).outcome == FetchOutcome::failed);
  CHECK(fetch_once("not http at all").outcome == FetchOutcome::failed);
}

TEST_CASE("bodies are bounded, also after decompression") {
  FetchLimits limits;
  limits.body_bytes = 100'000;
  const auto plain = fetch_once(http_answer(200, std::string(200'000, 'x')), limits);
  CHECK(plain.outcome == FetchOutcome::refused);
  const std::string bomb = gzip(std::string(20'000'000, 'x'));
  REQUIRE(bomb.size() < limits.body_bytes);
  const std::string type = "Content-Type: text/html\r\nContent-Encoding: gzip\r\n";
  CHECK(fetch_once(http_answer(200, bomb, type), limits).outcome == FetchOutcome::refused);
  CHECK(fetch_once(http_answer(200, gzip("<p>好</p>"), type), limits).body == "<p>好</p>");
  CHECK(fetch_once(http_answer(200, "no gzip", type), limits).outcome == FetchOutcome::failed);
}

TEST_CASE("headers are bounded") {
  std::string headers;
  for (int i = 0; i < 5000; ++i) headers += "X-" + std::to_string(i) + ": " + std::string(50, 'h') + "\r\n";
  CHECK(fetch_once(http_answer(200, "x", headers)).outcome == FetchOutcome::failed);
  CHECK(fetch_once(http_answer(200, "x", "X: " + std::string(300'000, 'h') + "\r\n")).outcome == FetchOutcome::failed);
}

TEST_CASE("a silent server costs the time that is allowed and no more") {
  FetchLimits limits;
  limits.total_ms = 200;
  const auto result = fetch_once("", limits);
  CHECK(result.outcome == FetchOutcome::failed);
  CHECK(result.reason.find("超时") != std::string::npos);
}

TEST_CASE("a request ends when the job is told to stop") {
  const RawServer server([](const std::string&) { return std::string(); });
  Fetcher fetcher("LawhubCrawler/test", reach_of(server), [] { return false; });
  CHECK(fetcher.get(url_of(server, "/")).outcome == FetchOutcome::failed);
}

TEST_CASE("what is neither a page nor a document that can be read is refused") {
  CHECK(fetch_once(http_answer(200, "PK", "Content-Type: application/zip\r\n")).outcome == FetchOutcome::refused);
  CHECK(fetch_once(http_answer(200, "%PDF", "Content-Type: application/pdf\r\n")).outcome == FetchOutcome::body);
  CHECK(fetch_once(http_answer(200, "<feed/>", "Content-Type: application/xml; charset=UTF-8\r\n")).outcome ==
        FetchOutcome::body);
}
