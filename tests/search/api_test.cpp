#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "base/url.h"
#include "feeds/embedded.h"
#include "feeds/reader.h"
#include "search/routes.h"
#include "tests/support/raw_client.h"
#include "tests/support/served_hub.h"

namespace lawhub {
namespace {

using Json = nlohmann::json;

constexpr const char* kNotary = "枣庄市薛城区公证处";
constexpr const char* kFirm = "山东奚仲律师事务所";

/// One notary office and one law firm of one bureau; the notary's phone is told otherwise by another source.
const ServedHub& world() {
  static ServedHub served;
  static const bool filled = [] {
    auto bureau = source_named("sfj-370403", "薛城区司法局");
    served.publish(bureau, {listing("1", InstitutionType::notary_office, kNotary),
                            listing("2", InstitutionType::law_firm, kFirm)});
    auto other = listing("a", InstitutionType::notary_office, kNotary);
    other.record.phones[0].number = "0632-4400000";
    auto publicity = source_named("pufa", "普法网");
    publicity.standing = Standing::publicity;
    served.publish(publicity, {other});
    served.add_account("admin");
    return true;
  }();
  (void)filled;
  return served;
}

Reply ask(const std::string& target, const Headers& headers = {}) { return world().client().get(target, headers); }
Json json_of(const Reply& reply) {
  INFO(reply.body);
  REQUIRE(reply.status == 200);
  CHECK(reply.headers.at("content-type") == "application/json; charset=utf-8");
  return Json::parse(reply.body);
}
std::string q(const std::string& words) { return "/api/v1/search?q=" + percent_encode(words); }
std::string notary_id() { return json_of(ask(q(kNotary)))["items"][0]["id"]; }

/// The error of an answer, which must have that status.
Json error_of(const Reply& reply, int status) {
  INFO(reply.body);
  CHECK(reply.status == status);
  auto error = Json::parse(reply.body).at("error");
  CHECK(error.size() == 4);
  CHECK_FALSE(error.at("message").get<std::string>().empty());
  return error;
}

TEST_CASE("who is in charge of a place") {
  const auto answer = json_of(ask("/api/v1/responsible?division=370403001"));
  CHECK(answer["division_name"] == "枣庄市薛城区临城街道");
  CHECK(answer["charges"].size() == 3);
  CHECK(answer["charges"][2]["type"] == "NOT");
  CHECK(answer["charges"][2]["institutions"][0]["name"] == kNotary);
  error_of(ask("/api/v1/responsible?near=48.85,2.35"), 404);
}

TEST_CASE("search answers by the contract") {
  auto answer = json_of(ask(q("薛城区 公证处") + "&near=34.80,117.26"));
  CHECK(answer["query"]["text"] == "薛城区 公证处");
  CHECK(answer["query"]["understood"]["divisions"][0]["code"] == "370403");
  CHECK(answer["query"]["understood"]["divisions"][0]["name"] == "枣庄市薛城区");
  CHECK(answer["query"]["understood"]["types"][0]["code"] == "NOT");
  CHECK(answer["total"] == 1);
  CHECK(answer["partial"] == false);
  CHECK(answer["facets"]["type"][0]["code"] == "NOT");
  CHECK(answer["facets"]["kind"][0]["code"] == "institution");
  CHECK(answer["cards"].is_array());
  CHECK(answer["took_ms"].is_number());
  const auto& item = answer["items"][0];
  for (const char* name :
       {"kind", "id", "type", "type_label", "name", "former_names", "division_code", "division_name", "address",
        "phones", "position", "distance_m", "status", "open_now", "website", "url", "sources", "snippet"}) {
    INFO(name);
    CHECK(item.contains(name));
  }
  CHECK(item["name"] == kNotary);
  CHECK(item["type_label"] == "公证处");
  CHECK(item["phones"][0]["number"] == "0632-4412345");
  CHECK(item["position"]["lat"] == Approx(34.795));
  CHECK(item["position"]["lon"] == Approx(117.263));
  CHECK(item["distance_m"].get<double>() == Approx(620).margin(30));
  CHECK(item["sources"].size() == 2);
  CHECK_FALSE(item["sources"][0]["asserted_at"].get<std::string>().empty());
  CHECK(item["url"] == "/institutions/" + item["id"].get<std::string>());
}

TEST_CASE("distance_m is there only when near was asked") {
  CHECK_FALSE(json_of(ask(q("公证处")))["items"][0].contains("distance_m"));
}

TEST_CASE("an institution tells source, time, rule and losing values of each field") {
  auto answer = json_of(ask("/api/v1/institutions/" + notary_id()));
  CHECK(answer["name"] == kNotary);
  CHECK(answer["presence"] == "listed");
  const auto& phone = answer["fields"]["phone"];
  CHECK(phone["value"][0]["number"] == "0632-4412345");
  CHECK(phone["source"]["name"] == "薛城区司法局");
  CHECK(phone["url"] == "http://sfj.example.cn/list");
  CHECK(phone["asserted_at"] == iso_instant(1'790'000'000));
  CHECK_FALSE(phone["rule"].get<std::string>().empty());
  CHECK(phone["losing"][0]["source"]["name"] == "普法网");
  CHECK(phone["losing"][0]["text"].get<std::string>().find("0632-4400000") != std::string::npos);
  const auto& position = answer["fields"]["position"]["value"];
  CHECK(position["lat"] == Approx(34.795));
  CHECK(position["method"] == "map-picked");
}

TEST_CASE("divisions, sources and suggestions answer as JSON") {
  auto division = json_of(ask("/api/v1/divisions/370403"));
  CHECK(division["full_name"] == "枣庄市薛城区");
  CHECK(division["institutions"]["type"].size() == 2);
  CHECK_FALSE(division["children"].empty());
  CHECK(json_of(ask("/api/v1/divisions/371202"))["successor"] == "370116");
  auto sources = json_of(ask("/api/v1/sources"))["sources"];
  REQUIRE(sources.size() == 2);
  CHECK(sources[1]["id"] == "sfj-370403");
  CHECK(sources[1]["observations"] == 2);
  auto suggestions = json_of(ask("/api/v1/suggest?limit=5&q=" + percent_encode("薛城")))["suggestions"];
  REQUIRE_FALSE(suggestions.empty());
  CHECK_FALSE(suggestions[0]["text"].get<std::string>().empty());
}

TEST_CASE("every bad parameter is a 400 that names it") {
  struct {
    std::string target, code, parameter;
  } cases[] = {
      {"/api/v1/search?q=a&colour=red", "unknown-parameter", "colour"},
      {"/api/v1/search?q=a&q=b", "repeated-parameter", "q"},
      {"/api/v1/search?type=XYZ", "bad-value", "type"},
      {"/api/v1/search?division=999999", "bad-value", "division"},
      {"/api/v1/search?near=91,200", "bad-value", "near"},
      {"/api/v1/search?near=34.8,117.2&radius=0", "bad-value", "radius"},
      {"/api/v1/search?q=a&page=0", "bad-value", "page"},
      {"/api/v1/search?q=a&page=101", "bad-value", "page"},
      {"/api/v1/search?q=a&size=51", "bad-value", "size"},
      {"/api/v1/search?q=a&kind=thing", "bad-value", "kind"},
      {"/api/v1/search?q=" + std::string(601, 'a'), "too-long", "q"},
      {"/api/v1/search?q=%ff%fe", "bad-value", ""},
      {"/api/v1/search?q=a%00b", "bad-value", ""},
      {"/api/v1/responsible", "missing-parameter", "division"},
      {"/api/v1/responsible?division=370403&near=34.8,117.3", "missing-parameter", "division"},
      {"/api/v1/responsible?near=34.8", "bad-value", "near"},
      {"/api/v1/responsible?division=370403&x=1", "unknown-parameter", "x"},
      {"/api/v1/suggest?q=a&limit=0", "bad-value", "limit"},
      {"/api/v1/suggest?q=a&limit=x", "bad-value", "limit"},
      {"/api/v1/suggest?q=a&size=3", "unknown-parameter", "size"},
      {"/api/v1/suggest?q=a&q=b", "repeated-parameter", "q"},
      {"/api/v1/suggest?q=" + std::string(601, 'a'), "too-long", "q"},
      {"/api/v1/sources?page=1", "unknown-parameter", "page"},
      {"/api/v1/divisions/370403?x=", "unknown-parameter", "x"},
  };
  for (const auto& c : cases) {
    INFO(c.target);
    auto error = error_of(ask(c.target), 400);
    CHECK(error["code"] == c.code);
    CHECK(error["parameter"] == c.parameter);
  }
  CHECK(error_of(ask("/api/v1/search?type=NOT,XYZ"), 400)["position"] == 4);
}

TEST_CASE("what is not there is a 404, what is not done a 405") {
  CHECK(error_of(ask("/api/v1/institutions/0000000000"), 404)["code"] == "not-found");
  error_of(ask("/api/v1/divisions/1"), 404);
  error_of(ask("/api/v1/nothing"), 404);
  for (const char* target :
       {"/nothing", "/institutions/0000000000", "/institutions/", "/divisions/x", "/sources/none", "/static/none.css",
        "/static/..%2f..%2fetc%2fpasswd", "/static/%2e%2e/main.cpp", "//", "/%ff"}) {
    INFO(target);
    auto reply = ask(target);
    CHECK(reply.status == 404);
    CHECK(reply.headers["content-type"] == "text/html; charset=utf-8");
  }
  auto reply = world().client().post("/api/v1/search", "{}", "application/json");
  error_of(reply, 405);
  CHECK(reply.headers["allow"] == "GET, HEAD");
  CHECK(ask("/api/v1/admin/crawl").headers["allow"] == "POST");
}

TEST_CASE("pages for people answer, and refuse in words") {
  auto results = ask("/search?q=" + percent_encode("薛城区 公证处"));
  CHECK(results.status == 200);
  CHECK(results.body.find(kNotary) != std::string::npos);
  CHECK(ask("/").body.find("这是样例。") != std::string::npos);
  CHECK(ask("/institutions/" + notary_id()).body.find("0632-4400000") != std::string::npos);
  CHECK(ask("/divisions/370403").body.find("薛城区") != std::string::npos);
  CHECK(ask("/divisions/371202").headers["location"] == "/divisions/370116");
  CHECK(ask("/sources").body.find("薛城区司法局") != std::string::npos);
  CHECK(ask("/sources/pufa").body.find("普法网") != std::string::npos);
  const auto crawler = ask("/about/crawler");
  CHECK(crawler.status == 200);
  for (const char* said : {"LawhubCrawler", "robots.txt", "Retry-After", "mailto:", "In English"})
    CHECK(crawler.body.find(said) != std::string::npos);
  auto refused = ask("/search?colour=red");
  CHECK(refused.status == 400);
  CHECK(refused.body.find("colour") != std::string::npos);
}

TEST_CASE("what a client sends never comes back as markup") {
  for (const char* target : {"/search?q=%3Cscript%3Ealert(1)%3C/script%3E", "/search?%3Cscript%3Ex=1",
                             "/search?type=%3Cscript%3E", "/sources?%22%3E%3Cscript%3E=1"}) {
    INFO(target);
    CHECK(ask(target).body.find("<script>") == std::string::npos);
  }
}

TEST_CASE("files that browsers and robots look for") {
  auto style = ask("/static/style.css");
  CHECK(style.headers["content-type"] == "text/css; charset=utf-8");
  CHECK(style.headers["cache-control"] == "public, max-age=300");
  CHECK(ask("/static/hub.js").headers["content-type"] == "text/javascript; charset=utf-8");
  CHECK(ask("/favicon.ico").headers["location"] == "/static/icon.svg");
  CHECK(ask("/robots.txt").body.find("Disallow: /admin") != std::string::npos);
  CHECK(ask("/opensearch.xml").body.find(world().url() + "/search?q={searchTerms}") != std::string::npos);
}

TEST_CASE("an answer is sent again only when it changed") {
  for (const char* target : {"/static/style.css", "/api/v1/sources", "/sources", "/feeds/institutions.xml"}) {
    INFO(target);
    auto etag = ask(target).headers["etag"];
    REQUIRE_FALSE(etag.empty());
    RawClient client(world().port);
    client.send(std::string("GET ") + target +
                " HTTP/1.1\r\nHost: hub\r\nConnection: close\r\nIf-None-Match: \"other\", " + etag + "\r\n\r\n");
    auto again = client.rest();
    CHECK(status_of(again) == 304);
    CHECK(body_of(again).empty());
    CHECK(ask(target, {{"If-None-Match", "\"other\""}}).status == 200);
  }
}

TEST_CASE("texts are compressed with gzip when the client takes it") {
  auto raw = [](const std::string& encodings) {
    RawClient client(world().port);
    client.send("GET /static/style.css HTTP/1.1\r\nHost: hub\r\nAccept-Encoding: " + encodings + "\r\n\r\n");
    return client.response();
  };
  auto plain = raw("identity");
  CHECK(header_of(plain, "content-encoding").empty());
  CHECK(header_of(plain, "vary") == "Accept-Encoding");
  auto packed = raw("br, gzip;q=0.5");
  CHECK(header_of(packed, "content-encoding") == "gzip");
  CHECK(body_of(packed).size() < body_of(plain).size() / 2);
  CHECK(header_of(raw("gzip;q=0, br"), "content-encoding").empty());
}

TEST_CASE("every answer carries the security headers") {
  for (const char* target : {"/", "/search?q=a", "/nothing", "/api/v1/search?q=a", "/api/v1/nothing", "/admin",
                             "/metrics", "/static/hub.js", "/feeds/institutions.xml"}) {
    INFO(target);
    auto headers = ask(target).headers;
    auto policy = headers["content-security-policy"];
    CHECK(policy.find("default-src 'none'") == 0);
    CHECK(policy.find("frame-ancestors 'none'") != std::string::npos);
    CHECK(policy.find("unsafe") == std::string::npos);
    CHECK(headers["x-content-type-options"] == "nosniff");
    CHECK(headers["referrer-policy"] == "same-origin");
  }
}

TEST_CASE("no open page holds what its policy forbids") {
  for (const auto& target : {std::string("/"), "/search?q=" + percent_encode("公证"), std::string("/sources"),
                             "/institutions/" + notary_id(), std::string("/admin/sign-in")}) {
    INFO(target);
    auto body = ask(target).body;
    CHECK(body.find("<style") == std::string::npos);
    CHECK(body.find(" style=") == std::string::npos);
    CHECK(body.find("javascript:") == std::string::npos);
    CHECK(body.find(" onclick=") == std::string::npos);
    CHECK(body.find("//cdn") == std::string::npos);
  }
}

TEST_CASE("the hub publishes the feed that bureaus publish, page by page") {
  auto reply = ask("/feeds/institutions.xml?limit=1");
  CHECK(reply.headers["content-type"] == "application/xml; charset=utf-8");
  auto first = read_feed(reply.body);
  REQUIRE(first);
  CHECK(first->report.empty());
  REQUIRE(first->records.size() == 1);
  CHECK(first->deleted_record == "persistent");
  REQUIRE_FALSE(first->resumption_token.empty());
  auto second = read_feed(ask("/feeds/institutions.xml?token=" + percent_encode(first->resumption_token)).body);
  REQUIRE(second);
  REQUIRE(second->records.size() == 1);
  CHECK(second->resumption_token.empty());
  CHECK(first->records[0].key != second->records[0].key);
  auto later = iso_instant(world().clock.now() + 1);
  CHECK(read_feed(ask("/feeds/institutions.xml?from=" + later).body)->records.empty());
  for (const char* bad :
       {"token=x", "token=1.2.3", "limit=0", "limit=1001", "from=yesterday", "set=NOT", "token=1.1.1.a&limit=2"}) {
    INFO(bad);
    CHECK(ask(std::string("/feeds/institutions.xml?") + bad).status == 400);
  }
  CHECK(read_feed(ask("/feeds/institutions.xml?set=type:NOT,division:3704").body)->records.size() == 1);
  CHECK(read_feed(ask("/feeds/institutions.xml?set=division:3701").body)->records.empty());
  CHECK(ask("/feeds/institutions.xsd").body == feeds_file("institutions.xsd"));
}

TEST_CASE("feeds are asked for anew only when something changed") {
  ServedHub served;
  auto bureau = source_named("sfj-370403", "薛城区司法局");
  served.publish(bureau, {listing("1", InstitutionType::notary_office, kNotary)});
  served.clock.advance(60);
  auto reply = served.client().get("/feeds/institutions.xml");
  const std::string tag = "If-None-Match: " + reply.headers["etag"] + "\r\n";
  const std::string date = "If-Modified-Since: " + reply.headers["last-modified"] + "\r\n";
  CHECK(reply.headers["last-modified"] == http_date(served.clock.now() - 60));
  const auto status = [&](const std::string& target, const std::string& condition) {
    RawClient client(served.port);
    client.send("GET " + target + " HTTP/1.1\r\nHost: hub\r\nConnection: close\r\n" + condition + "\r\n");
    return status_of(client.rest());
  };
  CHECK(status("/feeds/institutions.xml", tag) == 304);
  CHECK(status("/feeds/institutions.xml", date) == 304);
  CHECK(status("/feeds/institutions.xml?limit=1", tag) == 200);
  served.publish(
      bureau, {listing("1", InstitutionType::notary_office, kNotary), listing("2", InstitutionType::law_firm, kFirm)});
  served.clock.advance(60);
  CHECK(status("/feeds/institutions.xml", tag) == 200);
  CHECK(status("/feeds/institutions.xml", date) == 200);
  CHECK(status("/feeds/institutions.xml", "If-None-Match: \"x\"\r\n" + date) == 200);
}

TEST_CASE("every way out answers, and the open-data page and robots.txt lead there") {
  CHECK(ask("/open-data").body.find("/institutions.csv") != std::string::npos);
  CHECK(ask("/").body.find("href=\"/open-data\"") != std::string::npos);
  CHECK(ask("/robots.txt").body.find("Sitemap: http://127.0.0.1") != std::string::npos);
  auto table = ask("/institutions.csv?type=NOT");
  CHECK(table.headers["content-type"].rfind("text/csv", 0) == 0);
  CHECK(table.body.find(kNotary) != std::string::npos);
  CHECK(ask("/atom?type=NOT&division=3704").headers["content-type"] == "application/atom+xml; charset=utf-8");
  CHECK(ask("/sitemap.xml").body.find("/sitemaps/370403-1.xml") != std::string::npos);
  CHECK(ask("/sitemaps/370403-1.xml").body.find(notary_id()) != std::string::npos);
  CHECK(ask("/sitemaps/370499-1.xml").status == 404);
  CHECK(ask("/institutions/" + notary_id()).body.find("<script type=\"application/ld+json\">{") != std::string::npos);
  for (const char* bad : {"/atom?type=X", "/atom?division=99", "/atom?before=x", "/institutions.csv?division=x"}) {
    INFO(bad);
    CHECK(ask(bad).status == 400);
  }
}

TEST_CASE("a withdrawn institution is gone from the list and told to harvesters") {
  ServedHub served;
  auto bureau = source_named("sfj-370403", "薛城区司法局");
  auto notary = listing("1", InstitutionType::notary_office, kNotary);
  served.publish(bureau, {notary, listing("2", InstitutionType::law_firm, kFirm)});
  auto client = served.client();
  std::string id = Json::parse(client.get(q(kFirm)).body)["items"][0]["id"];
  served.clock.advance(60);
  served.publish(bureau, {notary}, {{"2", "cancelled", "2027-01-15", {}}});
  CHECK(client.get("/institutions/" + id).status == 410);
  CHECK(Json::parse(client.get("/api/v1/institutions/" + id).body)["presence"] == "withdrawn");
  auto feed = read_feed(client.get("/feeds/institutions.xml").body);
  REQUIRE(feed);
  CHECK(feed->records.size() == 1);
  REQUIRE(feed->withdrawals.size() == 1);
  CHECK(feed->withdrawals[0].key == id);
}

TEST_CASE("a hub without an index is alive, not ready, and answers empty") {
  ServedHub served;
  auto client = served.client();
  CHECK(client.get("/healthz").status == 200);
  CHECK(client.get("/readyz").status == 503);
  CHECK(Json::parse(client.get(q("公证")).body)["total"] == 0);
  CHECK(client.get("/").status == 200);
  CHECK(ask("/readyz").status == 200);
}

TEST_CASE("metrics count by route and never by question") {
  ask("/search?q=secretquestion");
  auto text = ask("/metrics").body;
  CHECK(text.find("lawhub_http_requests_total{route=\"/search\",status=\"200\"}") != std::string::npos);
  CHECK(text.find("lawhub_http_request_seconds_bucket{le=\"+Inf\"}") != std::string::npos);
  CHECK(text.find("lawhub_institutions 2") != std::string::npos);
  CHECK(text.find("secretquestion") == std::string::npos);
}

}  // namespace
}  // namespace lawhub
