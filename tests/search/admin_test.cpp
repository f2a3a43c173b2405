#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "registry/journal.h"
#include "tests/support/raw_client.h"
#include "tests/support/served_hub.h"

namespace lawhub {
namespace {

using Json = nlohmann::json;

constexpr const char* kForm = "application/x-www-form-urlencoded";
constexpr const char* kSource = "sfj-370403";

/// A hub with one source and one administrator, and a browser.
struct Desk {
  Desk() {
    served.service.stores.write([&](Database& db) {
      Sources(db).put(source_named(kSource, "薛城区司法局"));
      return true;
    });
    served.add_account("admin");
  }
  Reply get(const std::string& target) { return client.get(target, {{"Cookie", cookie}}); }
  Reply post(const std::string& target, const std::string& form, Headers headers = {}) {
    headers["Cookie"] = cookie;
    return client.post(target, form, kForm, headers);
  }
  /// Signs in and keeps the cookie.
  Reply sign_in(const std::string& password = "correct+horse") {
    auto reply = post("/admin/sign-in", "name=admin&password=" + password);
    if (reply.status == 303) cookie = reply.headers["set-cookie"].substr(0, reply.headers["set-cookie"].find(';'));
    return reply;
  }
  /// The secret that stands in the desk's forms.
  std::string csrf() {
    auto page = get("/admin").body;
    const std::string mark = "name=\"csrf\" value=\"";
    auto at = page.find(mark);
    REQUIRE(at != std::string::npos);
    at += mark.size();
    return page.substr(at, page.find('"', at) - at);
  }
  std::string bearer() { return served.bearer_of("admin"); }
  Reply order(const std::string& json, const std::string& authorization) {
    return client.post("/api/v1/admin/crawl", json, "application/json", {{"Authorization", authorization}});
  }
  Journal journal(Database& db) { return Journal(db, served.clock); }

  ServedHub served;
  HttpClient client = served.client();
  std::string cookie = "none=1";
};

TEST_CASE("signing in gives a session that scripts and other sites cannot use") {
  Desk desk;
  CHECK(desk.get("/admin").headers["location"] == "/admin/sign-in");
  CHECK(desk.get("/admin/sign-in").status == 200);
  auto reply = desk.sign_in();
  CHECK(reply.status == 303);
  CHECK(reply.headers["location"] == "/admin");
  auto cookie = reply.headers["set-cookie"];
  CHECK(cookie.find("; HttpOnly") != std::string::npos);
  CHECK(cookie.find("; SameSite=Strict") != std::string::npos);
  auto page = desk.get("/admin");
  CHECK(page.status == 200);
  CHECK(page.headers["cache-control"] == "no-store");
  CHECK(page.body.find("薛城区司法局") != std::string::npos);
}

TEST_CASE("over https the cookie never travels in the clear") {
  Desk desk;
  desk.served.service.site.url = "https://hub.example";
  CHECK(desk.sign_in().headers["set-cookie"].find("; Secure") != std::string::npos);
}

TEST_CASE("a wrong password says nothing of the account, and five lock it") {
  Desk desk;
  auto wrong = desk.sign_in("wrong");
  CHECK(wrong.status == 403);
  auto unknown = desk.post("/admin/sign-in", "name=nobody&password=wrong");
  CHECK(unknown.status == 403);
  CHECK(unknown.body == wrong.body);
  for (int i = 0; i < 4; ++i) desk.sign_in("wrong");
  CHECK(desk.sign_in().status == 429);
  desk.served.clock.advance(16 * 60);
  CHECK(desk.sign_in().status == 303);
}

TEST_CASE("guessing is limited before passwords are hashed") {
  Desk desk;
  for (int i = 0; i < 10; ++i) CHECK(desk.post("/admin/sign-in", "name=x&password=y").status == 403);
  auto reply = desk.post("/admin/sign-in", "name=x&password=y");
  CHECK(reply.status == 429);
  CHECK(reply.headers["retry-after"] == "60");
}

TEST_CASE("signing in always makes a new session and ends the old") {
  Desk desk;
  desk.sign_in();
  auto first = desk.cookie;
  desk.sign_in();
  CHECK(desk.cookie != first);
  CHECK(desk.client.get("/admin", {{"Cookie", first}}).status == 303);
  CHECK(desk.get("/admin").status == 200);
}

TEST_CASE("signing out ends the session for good") {
  Desk desk;
  desk.sign_in();
  CHECK(desk.post("/admin/sign-out", "csrf=" + desk.csrf()).status == 303);
  CHECK(desk.get("/admin").status == 303);
}

TEST_CASE("an idle session ends") {
  Desk desk;
  desk.sign_in();
  desk.served.clock.advance(31 * 60);
  CHECK(desk.get("/admin").status == 303);
}

TEST_CASE("use keeps a session") {
  Desk desk;
  desk.sign_in();
  for (int i = 0; i < 3; ++i) {
    desk.served.clock.advance(20 * 60);
    CHECK(desk.get("/admin").status == 200);
  }
}

TEST_CASE("an order is kept while a large list is taken in") {
  Desk desk;
  auto bearer = desk.bearer();
  Database crawlers(desk.served.service.config.registry_db(), Database::Access::write);
  crawlers.transaction([&] { CHECK(desk.order(R"({"source":"*"})", bearer).status == 202); });
}

TEST_CASE("a decision that cannot be kept now is refused, and reading goes on") {
  Desk desk;
  auto bearer = desk.bearer();
  desk.served.service.stores.write([&](Database&) {
    auto reply =
        desk.client.post("/api/v1/admin/snapshots/1/approve", "{}", "application/json", {{"Authorization", bearer}});
    CHECK(reply.status == 503);
    CHECK(reply.headers["retry-after"] == "10");
    CHECK(Json::parse(reply.body)["error"]["code"] == "busy");
    CHECK(desk.client.get("/api/v1/sources").status == 200);
    return true;
  });
  CHECK(desk.client.post("/api/v1/admin/snapshots/1/approve", "{}", "application/json", {{"Authorization", bearer}})
            .status == 404);
}

TEST_CASE("forms without their secret, or from elsewhere, do nothing") {
  Desk desk;
  desk.sign_in();
  auto form = std::string("source=*&mode=harvest");
  CHECK(desk.post("/admin/crawl", form).status == 403);
  CHECK(desk.post("/admin/crawl", form + "&csrf=wrong").status == 403);
  auto good = form + "&csrf=" + desk.csrf();
  CHECK(desk.post("/admin/crawl", good, {{"Sec-Fetch-Site", "cross-site"}}).status == 403);
  CHECK(desk.post("/admin/crawl", good, {{"Origin", "http://evil.example"}}).status == 403);
  CHECK(desk.post("/admin/crawl", good, {{"Origin", "null"}}).status == 403);
  CHECK(desk.client.post("/admin/crawl", good, "text/plain", {{"Cookie", desk.cookie}}).status == 415);
  CHECK(desk.served.service.stores.read([&](Database& db) { return desk.journal(db).latest(10); }).empty());
  CHECK(desk.post("/admin/crawl", good, {{"Origin", desk.served.url()}}).status == 303);
  CHECK(
      desk.client.post("/admin/sign-in", "name=admin&password=correct+horse", kForm, {{"Sec-Fetch-Site", "cross-site"}})
          .status == 403);
}

TEST_CASE("an order from the desk leads to the job's page, and can be cancelled there") {
  Desk desk;
  desk.sign_in();
  auto csrf = desk.csrf();
  auto ordered = desk.post("/admin/crawl", "source=sfj-370403&mode=force&csrf=" + csrf);
  CHECK(ordered.status == 303);
  auto page = ordered.headers["location"];
  CHECK(page == "/admin/jobs/1");
  CHECK(desk.get(page).body.find(page + "/events") != std::string::npos);
  auto job = desk.served.service.stores.read([&](Database& db) { return desk.journal(db).find(1); });
  REQUIRE(job);
  CHECK(job->ordered_by == "admin");
  CHECK(job->mode == JobMode::force);
  CHECK(desk.post(page + "/cancel", "csrf=" + csrf).headers["location"] == page);
  job = desk.served.service.stores.read([&](Database& db) { return desk.journal(db).find(1); });
  CHECK(job->state == JobState::cancelled);
  CHECK(desk.post("/admin/crawl", "source=none&mode=force&csrf=" + csrf).status == 400);
  CHECK(desk.post("/admin/crawl", "source=*&mode=burn&csrf=" + csrf).status == 400);
  CHECK(desk.get("/admin/jobs/99").status == 404);
  CHECK(desk.get("/admin/jobs/x").status == 404);
}

TEST_CASE("a job is followed live until it ends") {
  Desk desk;
  desk.sign_in();
  desk.post("/admin/crawl", "source=*&mode=harvest&csrf=" + desk.csrf());
  RawClient browser(desk.served.port);
  browser.send("GET /admin/jobs/1/events HTTP/1.1\r\nHost: hub\r\nCookie: " + desk.cookie + "\r\n\r\n");
  auto head = browser.until("\r\n\r\n");
  CHECK(status_of(head) == 200);
  CHECK(header_of(head, "content-type") == "text/event-stream");
  auto event = [&] { return Json::parse(browser.until("\n\n").substr(6)); };
  CHECK(event()["state"] == "queued");
  JobCounts counts;
  counts.fetched = 7;
  auto job = desk.served.service.stores.write([&](Database& db) {
    auto taken = desk.journal(db).take(60);
    desk.journal(db).heartbeat(*taken, counts);
    return *taken;
  });
  auto now = event();
  while (now["counts"]["fetched"] == 0) now = event();
  CHECK(now["state"] == "running");
  CHECK(now["counts"]["fetched"] == 7);
  desk.served.service.stores.write([&](Database& db) {
    desk.journal(db).finish(job, JobState::done, counts, "采集完成。");
    return true;
  });
  now = event();
  CHECK(now["state"] == "done");
  CHECK(now["state_label"] == "完成");
  CHECK(now["message"] == "采集完成。");
  CHECK(browser.rest().empty());
}

TEST_CASE("a stream ends when its session does") {
  Desk desk;
  desk.sign_in();
  desk.post("/admin/crawl", "source=*&mode=harvest&csrf=" + desk.csrf());
  RawClient browser(desk.served.port);
  browser.send("GET /admin/jobs/1/events HTTP/1.1\r\nHost: hub\r\nCookie: " + desk.cookie + "\r\n\r\n");
  browser.until("\n\n");
  desk.post("/admin/sign-out", "csrf=" + desk.csrf());
  CHECK(browser.rest().find("data: ") == std::string::npos);  // comes back at all: the server closed
}

TEST_CASE("the API takes orders with a bearer token") {
  Desk desk;
  auto bearer = desk.bearer();
  auto reply = desk.order(R"({"source":"sfj-370403","mode":"validate"})", bearer);
  CHECK(reply.status == 202);
  auto job = Json::parse(reply.body);
  CHECK(job["source"] == kSource);
  CHECK(job["mode"] == "validate");
  CHECK(job["state"] == "queued");
  CHECK(job["ordered_by"] == "admin");
  auto target = reply.headers["location"];
  CHECK(target == job["url"]);
  CHECK(Json::parse(desk.client.get(target, {{"Authorization", bearer}}).body)["id"] == job["id"]);
  auto all = desk.order(R"({"source":"*"})", bearer);
  CHECK(all.status == 202);
  CHECK(Json::parse(all.body)["jobs"][0]["mode"] == "harvest");
  auto cancelled = desk.client.post(target + "/cancel", "", "application/json", {{"Authorization", bearer}});
  CHECK(cancelled.status == 202);
  CHECK(Json::parse(cancelled.body)["state"] == "cancelled");
  CHECK(desk.client.post(target + "/cancel", "", "application/json", {{"Authorization", bearer}}).status == 409);
}

TEST_CASE("the API takes orders of a session only with its secret") {
  Desk desk;
  desk.sign_in();
  Headers headers{{"Cookie", desk.cookie}};
  const std::string order = R"({"source":"*"})";
  CHECK(desk.client.post("/api/v1/admin/crawl", order, "application/json", headers).status == 403);
  headers["X-CSRF-Token"] = desk.csrf();
  CHECK(desk.client.post("/api/v1/admin/crawl", order, "application/json", headers).status == 202);
}

TEST_CASE("bad orders are refused by name") {
  Desk desk;
  auto bearer = desk.bearer();
  struct {
    const char* body;
    const char* parameter;
  } cases[] = {{"", ""},
               {"[]", ""},
               {"{\"source\":\"*\"", ""},
               {"{}", "source"},
               {R"({"source":1})", "source"},
               {R"({"source":"none"})", "source"},
               {R"({"source":"*","mode":"burn"})", "mode"},
               {R"({"source":"*","speed":"fast"})", "speed"}};
  for (const auto& c : cases) {
    INFO(c.body);
    auto reply = desk.order(c.body, bearer);
    CHECK(reply.status == 400);
    CHECK(Json::parse(reply.body)["error"]["parameter"] == c.parameter);
  }
  CHECK(desk.order(R"({"source":"*"})", "Bearer wrong").status == 401);
  CHECK(desk.order(R"({"source":"*"})", "Basic YTpi").status == 401);
  CHECK(
      desk.client.post("/api/v1/admin/crawl", std::string(70'000, 'x'), "application/json", {{"Authorization", bearer}})
          .status == 413);
}

}  // namespace
}  // namespace lawhub
