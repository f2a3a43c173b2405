#include <catch2/catch.hpp>
#include <set>

#include "base/text.h"
#include "base/url.h"
#include "registry/accept.h"
#include "registry/audit.h"
#include "registry/tickets.h"
#include "registry/upload.h"
#include "search/routes.h"
#include "tests/support/served_hub.h"

namespace lawhub {
namespace {

constexpr const char* kForm = "application/x-www-form-urlencoded";
constexpr const char* kOwn = "sfj-370403";
constexpr const char* kForeign = "sfj-370404";
/// Stands in everything that is of the foreign bureau, and nowhere else.
constexpr const char* kMark = "峄城";

/// What a pattern's {id} can name, of one bureau.
struct Things {
  std::string source, job, snapshot, upload, ticket;
  std::string of(About about) const {
    switch (about) {
      case About::source:
        return source;
      case About::job:
        return job;
      case About::snapshot:
        return snapshot;
      case About::upload:
        return upload;
      case About::ticket:
        return ticket;
      case About::nothing:
        break;
    }
    return "1";
  }
};

/// Two bureaus with a delivery each of everything, a rival of each that contradicts it, and one account of each role.
struct Hub {
  Hub() {
    own = bureau(kOwn, "薛城区司法局", "山东薛城");
    foreign = bureau(kForeign, std::string(kMark) + "区司法局", "山东" + std::string(kMark));
    served.add_account("system");
    served.add_account("security", Role::security);
    served.add_account("auditor", Role::auditor);
    served.add_account("publisher", Role::publisher, {kOwn});
    for (const auto* name : {"system", "security", "auditor", "publisher"}) sign_in(name);
  }

  Things bureau(const std::string& id, const std::string& name, const std::string& firm) {
    Things things;
    things.source = id;
    served.service.stores.write([&](Database& db) {
      auto source = source_named(id, name);
      source.kind = SourceKind::upload;
      Sources(db).put(source);
      auto rival = source_named("rival-of-" + id, name + "的对手");
      rival.standing = Standing::association;
      Sources(db).put(rival);
      say(db, id, firm, "0632-440000", 10);
      say(db, rival.id, firm, "0632-441111", 1);
      things.snapshot = std::to_string(say(db, id, firm, "0632-440000", 1).snapshot);
      Uploads uploads(db, served.service.config.inbox(), served.clock);
      things.upload = std::to_string(uploads.add(id, name + ".csv", "机构名称\n" + firm + "a律师事务所\n", "x").id);
      TicketFilter filter;
      filter.source = id;
      for (const auto& ticket : Tickets(db).list(filter)) things.ticket = std::to_string(ticket.id);
      return true;
    });
    things.job = std::to_string(served.service.stores.order(
        [&](Database& db) { return Journal(db, served.clock).order(id, JobMode::harvest, name).id; }));
    CHECK_FALSE(things.ticket.empty());
    return things;
  }

  Acceptance say(Database& db, const std::string& source, const std::string& firm, const std::string& phone, int n) {
    Proposal p;
    p.source = source;
    p.taken_at = served.clock.now();
    for (int i = 0; i < n; ++i) {
      const std::string name = firm + std::string(1, static_cast<char>('a' + i)) + "律师事务所";
      auto& one = p.said.emplace_back(listing(std::to_string(i), InstitutionType::law_firm, name));
      one.source = source;
      one.asserted_at = served.clock.now() - 86400;
      one.record.phones[0].number = phone + std::to_string(i);
      if (source.ends_with(kForeign)) {
        one.record.division = one.record.address.division = "370404";
        one.record.address.text = std::string(kMark) + "区坛山路" + std::to_string(i + 1) + "号";
        one.record.position.longitude = 117.59;
      }
    }
    return accept(db, p, served.clock);
  }

  void sign_in(const std::string& name) {
    auto reply = client.post("/admin/sign-in", "name=" + name + "&password=correct+horse", kForm);
    REQUIRE(reply.status == 303);
    cookies[name] = reply.headers["set-cookie"].substr(0, reply.headers["set-cookie"].find(';'));
    served.clock.advance(60);  // sign-ins are counted by the minute
  }
  Reply ask(const Route& route, const std::string& target, const Headers& headers, const std::string& form = "") {
    if (route.method == "GET") return client.get(target, headers);
    const bool api = target.rfind("/api/", 0) == 0;
    return client.post(target, form.empty() && api ? "{}" : form, api ? "application/json" : kForm, headers);
  }
  Headers as(const std::string& name) { return {{"Cookie", cookies[name]}}; }
  /// The secret of that account's forms.
  std::string csrf(const std::string& name) {
    const auto page = client.get("/admin/account", as(name)).body;
    const std::string mark = "name=\"csrf\" value=\"";
    const auto at = page.find(mark) + mark.size();
    return page.substr(at, page.find('"', at) - at);
  }
  Reply as_with_secret(const Route& route, const std::string& target, const std::string& name,
                       const std::string& json = "{}") {
    auto headers = as(name);
    headers["X-CSRF-Token"] = csrf(name);
    if (route.method == "GET") return client.get(target, headers);
    return client.post(target, json, "application/json", headers);
  }

  ServedHub served;
  HttpClient client = served.client();
  std::map<std::string, std::string> cookies;
  Things own, foreign;
};

/// The pattern with its {id} as of `things`, and any other {…} as "1".
std::string target_of(const Route& route, const Things& things) {
  std::string out;
  for (const auto part : split(route.pattern.substr(1), '/')) {
    out += "/";
    if (part.empty() || part.front() != '{') {
      out += part;
    } else {
      out += things.of(route.access.about);
    }
  }
  return out;
}

bool is_open(const Route& route) { return route.access.by == Access::By::anyone; }

}  // namespace

TEST_CASE("every route but the public ones asks who one is, and lets only its roles in") {
  Hub hub;
  int walked = 0;
  for (const auto& route : routes()) {
    if (is_open(route) || route.act == "sign-out") continue;
    INFO(route.method << " " << route.pattern);
    const Things nobody{"x", "999999", "999999", "999999", "999999"};  // so that nothing is done by those let in
    const auto target = target_of(route, nobody);
    const bool api = target.rfind("/api/", 0) == 0;
    auto stranger = hub.ask(route, target, {});
    CHECK(stranger.status == (api ? 401 : 303));
    if (!api) CHECK(stranger.headers["location"] == "/admin/sign-in");
    for (const Role role : {Role::system, Role::security, Role::auditor, Role::publisher}) {
      INFO(code_of(role));
      const auto reply = hub.as_with_secret(route, target, std::string(code_of(role)));
      CHECK((reply.status == 403) == !route.access.holds(role));
      CHECK(reply.status < 500);
    }
    ++walked;
  }
  CHECK(walked > 40);
}

TEST_CASE("every route that does something is recorded, and forms without their secret do nothing") {
  Hub hub;
  for (const auto& route : routes()) {
    if (is_open(route)) continue;
    INFO(route.method << " " << route.pattern);
    CHECK((route.method == "POST") == !route.act.empty());
    if (route.method != "POST") continue;
    for (const Role role : {Role::system, Role::security, Role::auditor, Role::publisher}) {
      const auto reply = hub.ask(route, target_of(route, hub.own), hub.as(std::string(code_of(role))));
      CHECK(reply.status == 403);
    }
  }
  const auto lines =
      hub.served.service.stores.operators([&](Operators& db) { return AuditLog(db, hub.served.clock).list({}, 1000); });
  for (const auto& line : lines) CHECK((line.act == "sign-in" || line.result == "refused 403"));
}

TEST_CASE("no role both acts and keeps the record of it, and none can erase it") {
  for (const auto& route : routes()) {
    if (is_open(route)) continue;
    INFO(route.pattern);
    const bool own = route.pattern == "/admin/account" || route.pattern == "/admin/sign-out";
    if (!route.act.empty() && !own) CHECK_FALSE(route.access.holds(Role::auditor));
    const bool record = route.pattern.find("audit") != std::string_view::npos;
    if (record) CHECK(route.access.roles == only(Role::auditor));
    if (record) CHECK(route.method == "GET");
    const bool users = route.pattern.find("users") != std::string_view::npos;
    if (users) CHECK(route.access.roles == only(Role::security));
  }
}

TEST_CASE("a publisher neither sees nor touches another bureau's anything, by any address or id") {
  Hub hub;
  for (const auto& route : routes()) {
    if (is_open(route) || !route.access.holds(Role::publisher) || route.act == "sign-out") continue;
    INFO(route.method << " " << route.pattern);
    const auto named = route.access.about != About::nothing;
    // A pattern with an {id} says what it names; without that a publisher's rights could not be checked.
    CHECK(named == (route.pattern.find('{') != std::string_view::npos));
    const auto target = target_of(route, hub.foreign);
    const auto reply = hub.as_with_secret(route, target, "publisher");
    if (named) CHECK(reply.status == 404);
    CHECK(reply.body.find(kMark) == std::string::npos);
    // The links to other displays lead back to the address that was asked for.
    CHECK(replace_all(reply.body, "back=" + percent_encode(target), "").find(kForeign) == std::string::npos);
    if (named && route.method == "GET" && route.pattern.find("/events") == std::string_view::npos) {
      const auto mine = hub.as_with_secret(route, target_of(route, hub.own), "publisher");
      CHECK(mine.status == 200);
      CHECK(mine.body.find(kMark) == std::string::npos);
    }
  }
  // What a body names counts as well, and lists asked for by name.
  const Route order{"POST", "", "", Access::open, nullptr};
  for (const std::string body : {R"({"source":"sfj-370404"})", R"({"source":"rival-of-sfj-370403"})"})
    CHECK(hub.as_with_secret(order, "/api/v1/admin/crawl", "publisher", body).status == 400);
  const auto all = hub.as_with_secret(order, "/api/v1/admin/crawl", "publisher", R"({"source":"*"})");
  CHECK(all.body.find(kForeign) == std::string::npos);
  for (const auto* query : {"?source=sfj-370404&state=all", "?division=370403&state=all", "?state=all"}) {
    const auto tickets = hub.client.get("/admin/tickets" + std::string(query), hub.as("publisher")).body;
    CHECK(tickets.find(kMark) == std::string::npos);
  }
  CHECK(hub.client.get("/admin/tickets?state=all", hub.as("publisher")).body.find("山东薛城a律师事务所") !=
        std::string::npos);
  const auto untouched = hub.served.service.stores.read([&](Database& db) {
    return Journal(db, hub.served.clock).latest_of(kForeign, 10).size() == 1 &&
           Register(db).snapshot(std::stoll(hub.foreign.snapshot))->state == "held";
  });
  CHECK(untouched);
}

TEST_CASE("who delivers does not judge his own delivery") {
  Hub hub;
  const Route post{"POST", "", "", Access::open, nullptr};
  const auto target = "/api/v1/admin/snapshots/" + hub.own.snapshot;
  CHECK(hub.as_with_secret(post, target + "/approve", "publisher", R"({"reason":"好"})").status == 403);
  const auto page = hub.client.get("/admin/snapshots/" + hub.own.snapshot, hub.as("publisher"));
  CHECK(page.body.find("/approve\"") == std::string::npos);
  CHECK(page.body.find("由系统管理员决定") != std::string::npos);
  CHECK(hub.as_with_secret(post, target + "/approve", "system", R"({"reason":"核对过"})").status == 200);
}

}  // namespace lawhub
