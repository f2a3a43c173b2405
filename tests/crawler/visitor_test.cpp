#include "crawler/visitor.h"

#include <catch2/catch.hpp>

#include "tests/support/fixed_clock.h"
#include "tests/support/raw_server.h"

namespace lawhub {
namespace {

/// A visitor of the site that a server on loopback is.
struct Visit {
  explicit Visit(const RawServer& server, const Allowance& allowance = {})
      : source(source_of(server)),
        tools{pages, turns, clock, "LawhubCrawler/test", [](const JobCounts&) { return true; }, 0, 0, allowance},
        visitor(source, Revisit::conditional, tools, counts, [] { return true; }) {}

  static Source source_of(const RawServer& server) {
    Source made;
    made.id = "a";
    made.url = server.origin() + "/";
    made.allow = {"127.0.0.1"};
    made.delay_ms = 0;
    return made;
  }
  bool allows(const std::string& path) const { return visitor.allows(*parse_url(source.url + path)); }

  Pages pages{":memory:", Pages::Access::write};
  HostTurns turns;
  FixedClock clock;
  JobCounts counts;
  Source source;
  CrawlTools tools;
  Visitor visitor;
};

}  // namespace

TEST_CASE("RFC 9309 2.3.1.3: a robots.txt that does not exist allows everything") {
  for (const int status : {400, 401, 403, 404, 410, 451}) {
    const RawServer server([&](const std::string&) { return http_answer(status, "x"); });
    Visit visit(server);
    CHECK(visit.visitor.robots_due());
    CHECK(visit.visitor.visit_robots().outcome == "fetched");
    CHECK(visit.allows("x"));
    CHECK_FALSE(visit.visitor.robots_due());
  }
}

TEST_CASE("RFC 9309 2.3.1.4: while robots.txt cannot be reached, nothing is visited") {
  for (const int status : {429, 500, 502, 503}) {
    const RawServer server([&](const std::string&) { return http_answer(status, "x"); });
    Visit visit(server);
    const auto robots = visit.visitor.visit_robots();
    INFO(status);
    CHECK(robots.outcome == "failed");
    CHECK_FALSE(robots.result.reason.empty());
    CHECK(visit.visitor.robots_due());
  }
}

TEST_CASE("RFC 9309 2.3.1.2: robots.txt is followed over five redirects, to other hosts too") {
  const RawServer server([](const std::string& head) {
    const int hop = head[5] == 'r' ? 0 : head[5] - '0';  // GET /robots.txt, then /1, /2 …
    if (hop == 5) return http_answer(200, "User-agent: *\nDisallow: /no/\n");
    return http_answer(302, "", "Location: /" + std::to_string(hop + 1) + "\r\n");
  });
  Visit visit(server);
  CHECK(visit.visitor.visit_robots().outcome == "fetched");
  CHECK_FALSE(visit.allows("no/x"));
  const RawServer elsewhere(
      [&](const std::string&) { return http_answer(301, "", "Location: " + server.origin() + "/5\r\n"); });
  Visit other(elsewhere);
  other.source.ports = {parse_url(server.origin())->port};
  Visitor visitor(other.source, Revisit::conditional, other.tools, other.counts, [] { return true; });
  CHECK(visitor.visit_robots().outcome == "fetched");
  CHECK_FALSE(visitor.allows(*parse_url(other.source.url + "no/x")));
}

TEST_CASE("a redirect of robots.txt into our own network is not followed") {
  for (const std::string target :
       {"http://169.254.169.254/robots.txt", "http://[::1]/robots.txt", "http://2130706433:81/", "http://localhost:22/",
        "http://127.0.0.2/robots.txt", "http://0/robots.txt"}) {
    const RawServer server([&](const std::string&) { return http_answer(302, "", "Location: " + target + "\r\n"); });
    Visit visit(server);
    const auto robots = visit.visitor.visit_robots();
    INFO(target);
    CHECK(robots.outcome == "failed");
    CHECK(robots.result.outcome == FetchOutcome::refused);
  }
}

TEST_CASE("the rules are looked at anew after a day") {
  const RawServer server([](const std::string&) { return http_answer(200, "User-agent: *\nDisallow: /no/\n"); });
  Visit visit(server);
  const auto robots = visit.visitor.visit_robots();
  CHECK_FALSE(visit.visitor.robots_due());
  visit.clock.advance(86'400);
  CHECK(visit.visitor.robots_due());
}

TEST_CASE("a host that asks for a long rest ends the job for now, and says when to come back") {
  const RawServer server(
      [](const std::string&) { return http_answer(503, "x", "Content-Type: text/html\r\nRetry-After: 7200\r\n"); });
  Visit visit(server);
  const auto result = visit.visitor.fetch(*parse_url(visit.source.url), nullptr);
  CHECK(result.outcome == FetchOutcome::later);
  CHECK(result.until == visit.clock.now() + 7200);
  CHECK(result.reason.find("120 分钟") != std::string::npos);
}

TEST_CASE("a host that asks for a short rest is left alone so long") {
  const RawServer server(
      [](const std::string&) { return http_answer(429, "x", "Content-Type: text/html\r\nRetry-After: 300\r\n"); });
  Visit visit(server);
  const auto url = *parse_url(visit.source.url);
  CHECK(visit.visitor.fetch(url, nullptr).outcome == FetchOutcome::failed);
  CHECK_FALSE(static_cast<bool>(visit.turns.take(url.origin(), std::chrono::milliseconds(0), [] { return false; })));
}

TEST_CASE("when what may be asked is used up nothing more is sent") {
  const RawServer server([](const std::string&) { return http_answer(200, "<p>x</p>"); });
  Allowance allowance;
  allowance.requests = 2;
  Visit visit(server, allowance);
  const auto url = *parse_url(visit.source.url);
  for (int i = 0; i < 2; ++i) CHECK(visit.visitor.fetch(url, nullptr).outcome == FetchOutcome::body);
  CHECK(visit.visitor.fetch(url, nullptr).outcome == FetchOutcome::later);
  CHECK(server.requests().size() == 2);
}

}  // namespace lawhub
