#include <SQLiteCpp/Database.h>

#include <catch2/catch.hpp>

#include "base/url.h"
#include "registry/audit.h"
#include "registry/totp.h"
#include "tests/support/served_hub.h"

namespace lawhub {
namespace {

constexpr const char* kForm = "application/x-www-form-urlencoded";

std::string between(const std::string& text, const std::string& before, const std::string& after) {
  const auto at = text.find(before);
  REQUIRE(at != std::string::npos);
  return text.substr(at + before.size(), text.find(after, at + before.size()) - at - before.size());
}

/// Somebody at a browser.
struct Person {
  Person(ServedHub& hub, std::string n) : served(hub), client(hub.client()), name(std::move(n)) {}
  Reply get(const std::string& target) { return client.get(target, {{"Cookie", cookie}}); }
  Reply sign_in(const std::string& password, const std::string& code = "", Headers headers = {}) {
    served.clock.advance(60);  // sign-ins are counted by the minute
    headers["Cookie"] = cookie;
    auto reply = client.post(
        "/admin/sign-in", "name=" + name + "&password=" + percent_encode(password) + "&code=" + code, kForm, headers);
    if (reply.status == 303) cookie = reply.headers["set-cookie"].substr(0, reply.headers["set-cookie"].find(';'));
    return reply;
  }
  Reply post(const std::string& target, const std::string& form) {
    const auto csrf = between(get("/admin/account").body, "name=\"csrf\" value=\"", "\"");
    return client.post(target, form + "&csrf=" + csrf, kForm, {{"Cookie", cookie}});
  }
  ServedHub& served;
  HttpClient client;
  std::string name, cookie = "none=1";
};

std::vector<AuditLine> record_of(ServedHub& served, const std::string& act) {
  return served.service.stores.operators([&](Operators& db) {
    return AuditLog(db, served.clock).list({"", act, "", 0}, 100);
  });
}

}  // namespace

TEST_CASE("a new account begins with a password of one's own") {
  ServedHub served;
  served.add_account("keeper", Role::security);
  Person keeper(served, "keeper"), li(served, "li");
  keeper.sign_in("correct horse");
  const auto made = keeper.post("/admin/users", "name=li&role=system");
  REQUIRE(made.status == 200);
  CHECK(made.headers.at("cache-control") == "no-store");
  const auto password = between(made.body, "id=\"new-password\">", "<");
  CHECK(keeper.get("/admin/users").body.find(password) == std::string::npos);

  REQUIRE(li.sign_in(password).status == 303);
  CHECK(li.get("/admin").headers.at("location") == "/admin/account");
  CHECK(li.get("/admin/held").status == 303);
  CHECK(li.post("/admin/account", "what=token").status == 400);
  CHECK(li.post("/admin/account", "what=password&old_password=wrong&new_password=long+enough+now").status == 400);
  CHECK(li.post("/admin/account", "what=password&old_password=" + password + "&new_password=short").status == 400);
  CHECK(li.post("/admin/account", "what=password&old_password=" + password + "&new_password=long+enough+now").status ==
        303);
  CHECK(li.get("/admin").headers.at("location") == "/admin/sign-in");
  CHECK(li.sign_in(password).status == 403);
  CHECK(li.sign_in("long enough now").status == 303);
  CHECK(li.get("/admin").status == 200);
  for (const auto& line : record_of(served, "change-own-account")) {
    CHECK(line.detail.find("long") == std::string::npos);
    CHECK(line.detail.find(password) == std::string::npos);
  }
  CHECK(record_of(served, "put-user").size() == 2);
  CHECK(record_of(served, "put-user")[1].detail == "name=li, role=system");
}

TEST_CASE("a barred account is out at once, and a reset ends its sessions and its second factor") {
  ServedHub served;
  served.add_account("keeper", Role::security);
  served.add_account("li");
  Person keeper(served, "keeper"), li(served, "li");
  keeper.sign_in("correct horse");
  li.sign_in("correct horse");
  CHECK(keeper.post("/admin/users/li/bar", "bar=yes").status == 303);
  CHECK(li.get("/admin").status == 303);
  CHECK(li.sign_in("correct horse").status == 403);
  keeper.post("/admin/users/li/bar", "bar=no");
  CHECK(li.sign_in("correct horse").status == 303);
  const auto reset = keeper.post("/admin/users/li/reset", "x=1");
  CHECK(li.get("/admin").headers.at("location") == "/admin/sign-in");
  CHECK(li.sign_in(between(reset.body, "id=\"new-password\">", "<")).status == 303);
  CHECK(keeper.post("/admin/users/keeper/bar", "bar=yes").status == 400);
  CHECK(keeper.post("/admin/users/nobody/reset", "x=1").status == 400);
  CHECK(keeper.post("/admin/users", "name=keeper&role=system").status == 400);
  CHECK(keeper.post("/admin/users", "name=wang&role=publisher&sources=none").status == 400);
  CHECK(keeper.post("/admin/users", "name=wang&role=king").status == 400);
}

TEST_CASE("the second factor is asked for once it is set up") {
  ServedHub served;
  served.add_account("li");
  Person li(served, "li");
  li.sign_in("correct horse");
  const auto secret = between(li.get("/admin/account").body, "id=\"secret\">", "<");
  const auto code = [&] { return totp_code(secret, served.clock.now() / 30); };
  CHECK(li.post("/admin/account", "what=second-factor&secret=" + secret + "&code=000000").status == 400);
  CHECK(li.post("/admin/account", "what=second-factor&secret=" + secret + "&code=" + code()).status == 200);
  CHECK(li.sign_in("correct horse").status == 403);
  served.clock.advance(60);
  const auto now = totp_code(secret, (served.clock.now() + 60) / 30);
  CHECK(li.sign_in("correct horse", now).status == 303);
  CHECK(li.post("/admin/account", "what=no-second-factor&old_password=wrong").status == 400);
  CHECK(li.post("/admin/account", "what=no-second-factor&old_password=correct+horse").status == 200);
  CHECK(li.sign_in("correct horse").status == 303);
  for (const auto& line : record_of(served, "change-own-account")) CHECK(line.detail.find(secret) == std::string::npos);
}

TEST_CASE("sign-ins stand in the record, good and bad, and an unknown name in no log") {
  ServedHub served;
  served.add_account("li");
  Person li(served, "li"), stranger(served, "my-password-by-mistake");
  li.sign_in("wrong");
  li.sign_in("correct horse");
  stranger.sign_in("x");
  const auto lines = record_of(served, "sign-in");
  REQUIRE(lines.size() == 2);
  CHECK(lines[0].result == "done");
  CHECK(lines[1].result == "refused wrong");
  CHECK(lines[0].address == "127.0.0.1");
}

TEST_CASE("an act that cannot be recorded is not done") {
  ServedHub served;
  served.add_account("li");
  served.service.stores.write([&](Database& db) {
    Sources(db).put(source_named("sfj-370403", "薛城区司法局"));
    return true;
  });
  Person li(served, "li");
  li.sign_in("correct horse");
  served.service.stores.operators([&](Operators& db) {
    db.sql().exec("CREATE TRIGGER full BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'disk full'); END");
    return true;
  });
  CHECK(li.post("/admin/crawl", "source=*&mode=harvest").status == 500);
  CHECK(served.service.stores.read([&](Database& db) { return Journal(db, served.clock).latest(5).empty(); }));
}

TEST_CASE("the auditor reads the record, checks it and takes it along") {
  ServedHub served;
  served.add_account("li");
  served.add_account("shen", Role::auditor);
  Person li(served, "li"), shen(served, "shen");
  li.sign_in("correct horse");
  shen.sign_in("correct horse");
  const auto page = shen.get("/admin/audit").body;
  CHECK(page.find("逐条核对无误") != std::string::npos);
  const auto anchor = between(page, "id=\"anchor\">", "<");
  CHECK(check_audit(shen.get("/admin/audit.jsonl").body, anchor).fault.empty());
  CHECK(shen.get("/admin/audit?anchor=" + anchor).body.find("逐条核对无误") != std::string::npos);
  CHECK(shen.get("/admin/audit?anchor=7:00").body.find("末尾被截去") != std::string::npos);
  CHECK(shen.get("/admin/audit?before=x").status == 400);
  CHECK(shen.get("/admin").headers.at("location") == "/admin/audit");
}

TEST_CASE("behind a proxy each client has an address of its own") {
  ServedHub served("127.0.0.1");
  served.add_account("li");
  HttpClient client = served.client();
  const auto guess = [&](const std::string& from) {
    return client.post("/admin/sign-in", "name=nobody&password=x", kForm, {{"X-Forwarded-For", from}}).status;
  };
  for (int i = 0; i < 10; ++i) CHECK(guess("198.51.100.66") == 403);
  CHECK(guess("198.51.100.66") == 429);
  CHECK(guess("192.0.2.1, 198.51.100.66") == 429);
  CHECK(guess("198.51.100.66, 192.0.2.1") == 403);
}

}  // namespace lawhub
