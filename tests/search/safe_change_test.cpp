#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "registry/accept.h"
#include "registry/quality.h"
#include "registry/register.h"
#include "tests/support/raw_client.h"
#include "tests/support/served_hub.h"

namespace lawhub {
namespace {

using Json = nlohmann::json;

constexpr const char* kSource = "sfj-370403";

/// A hub with a bureau that listed ten firms, an administrator, and a client of the API.
struct Desk {
  Desk() {
    served.add_account("admin");
    bearer = served.bearer_of("admin");
    served.service.stores.write([&](Database& db) {
      Sources(db).put(source_named(kSource, "薛城区司法局"));
      return true;
    });
    accept(ten());
  }
  std::vector<Observation> ten() const {
    std::vector<Observation> out;
    for (int i = 0; i < 10; ++i) {
      auto& one = out.emplace_back(listing(std::to_string(i), InstitutionType::law_firm,
                                           "山东第" + std::string(1, static_cast<char>('a' + i)) + "律师事务所"));
      one.record.phones[0].number = "0632-440000" + std::to_string(i);
      one.asserted_at = served.clock.now() - 86400;
      one.source = kSource;
    }
    return out;
  }
  Acceptance accept(std::vector<Observation> said) {
    return served.service.stores.write([&](Database& db) {
      Proposal p;
      p.source = kSource;
      p.taken_at = served.clock.now();
      p.said = std::move(said);
      return lawhub::accept(db, p, served.clock);
    });
  }
  Reply get(const std::string& target) { return client.get(target, {{"Authorization", bearer}}); }
  Json json(const std::string& target) {
    auto reply = get(target);
    INFO(reply.body);
    REQUIRE(reply.status == 200);
    return Json::parse(reply.body);
  }
  Reply post(const std::string& target, const std::string& body) {
    return client.post(target, body, "application/json", {{"Authorization", bearer}});
  }
  /// The page as the signed-in administrator sees it.
  std::string page(const std::string& target) {
    if (cookie.empty()) {
      auto reply =
          client.post("/admin/sign-in", "name=admin&password=correct+horse", "application/x-www-form-urlencoded");
      cookie = reply.headers["set-cookie"].substr(0, reply.headers["set-cookie"].find(';'));
    }
    auto reply = client.get(target, {{"Cookie", cookie}});
    CHECK(reply.status == 200);
    return reply.body;
  }
  std::string csrf(const std::string& page) {
    const std::string mark = "name=\"csrf\" value=\"";
    const auto at = page.find(mark) + mark.size();
    return page.substr(at, page.find('"', at) - at);
  }
  Reply submit(const std::string& target, const std::string& form) {
    return client.post(target, form, "application/x-www-form-urlencoded", {{"Cookie", cookie}});
  }

  ServedHub served;
  HttpClient client = served.client();
  std::string bearer, cookie;
};

TEST_CASE("a held snapshot is shown with its difference, and one approval applies it") {
  Desk desk;
  auto said = desk.ten();
  said.resize(3);
  said[0].record.phones[0].number = "0632-4999999";
  const auto id = std::to_string(desk.accept(said).snapshot);

  CHECK(desk.json("/api/v1/admin/held")["snapshots"][0]["id"] == std::stoll(id));
  const auto shown = desk.json("/api/v1/admin/snapshots/" + id);
  CHECK(shown["state"] == "held");
  CHECK(shown["difference"]["counts"]["vanished"] == 7);
  CHECK(shown["difference"]["entries"][0]["fields"][0]["before"] == "0632-4400000");
  CHECK(shown["difference"]["entries"][0]["fields"][0]["after"] == "0632-4999999");
  const auto page = desk.page("/admin/snapshots/" + id);
  CHECK(page.find("<del>0632-4400000</del>") != std::string::npos);
  CHECK(page.find("<ins>0632-4999999</ins>") != std::string::npos);
  CHECK(page.find("不再列出") != std::string::npos);
  CHECK(desk.page("/admin/held").find("/admin/snapshots/" + id) != std::string::npos);

  SECTION("by the API") {
    const auto reply = desk.post("/api/v1/admin/snapshots/" + id + "/approve", R"({"reason":"已电话核实"})");
    CHECK(reply.status == 200);
    const auto done = Json::parse(reply.body);
    CHECK(done["state"] == "accepted");
    CHECK(done["decided_by"] == "admin");
    CHECK(done["decision"] == "已电话核实");
    CHECK(done["changed"] == 1);
    CHECK(desk.post("/api/v1/admin/snapshots/" + id + "/approve", "{}").status == 409);
  }
  SECTION("by the page") {
    CHECK(desk.submit("/admin/snapshots/" + id + "/approve", "csrf=" + desk.csrf(page)).status == 303);
    CHECK(desk.json("/api/v1/admin/snapshots/" + id)["state"] == "accepted");
    CHECK(desk.submit("/admin/snapshots/" + id + "/approve", "reason=x").status == 403);
  }
  SECTION("a rejection needs a reason") {
    CHECK(desk.post("/api/v1/admin/snapshots/" + id + "/reject", "{}").status == 400);
    CHECK(desk.post("/api/v1/admin/snapshots/" + id + "/reject", R"({"reason":"网站改版"})").status == 200);
    CHECK(desk.json("/api/v1/admin/snapshots/" + id)["decision"] == "网站改版");
    CHECK(desk.json("/api/v1/admin/held")["snapshots"].empty());
  }
}

TEST_CASE("a rollback brings the API's answers back byte by byte") {
  Desk desk;
  const auto snapshots = [&] { return desk.json("/api/v1/admin/sources/" + std::string(kSource) + "/snapshots"); };
  const auto good = snapshots()["snapshots"][0]["id"].dump();
  const auto answers = [&] {
    std::string out;
    desk.served.service.stores.read([&](Database& db) {
      Register(db).for_each([&](const Institution& i) { out += desk.get("/api/v1/institutions/" + i.id).body + "\n"; });
      return true;
    });
    return out;
  };
  const auto before = answers();
  auto said = desk.ten();
  for (auto& one : said) one.record.email = "bad@example.cn";
  desk.served.clock.advance(3600);
  desk.accept(said);
  REQUIRE(answers() != before);
  desk.served.clock.advance(3600);
  CHECK(desk.page("/admin/sources/" + std::string(kSource) + "/snapshots").find("回退到这里") != std::string::npos);
  CHECK(desk.post("/api/v1/admin/snapshots/" + good + "/rollback", "{}").status == 400);
  const auto reply = desk.post("/api/v1/admin/snapshots/" + good + "/rollback", R"({"reason":"导出出错"})");
  CHECK(reply.status == 200);
  CHECK(Json::parse(reply.body)["changed"] == 10);
  CHECK(answers() == before);
  CHECK(snapshots()["snapshots"][0]["restores"].dump() == good);
  CHECK(desk.post("/api/v1/admin/snapshots/999/rollback", R"({"reason":"x"})").status == 404);
}

TEST_CASE("contradictions are listed with both sides, answered, and given as a table") {
  Desk desk;
  auto association = source_named("lawyers", "律师协会");
  association.standing = Standing::association;
  auto other = desk.ten()[0];
  other.record.phones[0].number = "0632-4777777";
  desk.served.publish(association, {other});
  const auto tickets = desk.json("/api/v1/admin/tickets");
  REQUIRE(tickets["total"] == 1);
  const auto& ticket = tickets["tickets"][0];
  CHECK(ticket["field"] == "phone");
  CHECK(ticket["shown"]["value"] == "0632-4400000");
  CHECK(ticket["other"]["source"]["name"] == "律师协会");
  CHECK(ticket["bureau"] == "枣庄市薛城区司法局");
  CHECK(desk.page("/admin/tickets").find("0632-4777777") != std::string::npos);
  const auto csv = desk.get("/admin/tickets.csv?state=all").body;
  CHECK(csv.rfind("\xEF\xBB\xBF", 0) == 0);
  CHECK(csv.find("\"0632-4777777\"") != std::string::npos);
  const auto target = "/api/v1/admin/tickets/" + ticket["id"].dump() + "/answer";
  CHECK(desk.post(target, R"({"answer":""})").status == 400);
  CHECK(desk.post(target, R"({"answer":"协会的号码已停用"})").status == 200);
  CHECK(desk.post(target, R"({"answer":"又"})").status == 409);
  CHECK(desk.json("/api/v1/admin/tickets")["total"] == 0);
  CHECK(desk.json("/api/v1/admin/tickets?state=answered&division=3704&source=lawyers")["total"] == 1);
  CHECK(desk.get("/api/v1/admin/tickets?state=odd").status == 400);
}

TEST_CASE("the reports tell what sources bring and how good it is") {
  Desk desk;
  desk.served.service.stores.write([&](Database& db) {
    note_quality(db, *Sources(db).find(kSource), {{"uscc-invalid", 2}, {"no-hours", 1}}, desk.served.clock.now());
    return true;
  });
  const auto integration = desk.json("/api/v1/admin/reports/integration")["sources"][0];
  CHECK(integration["id"] == kSource);
  CHECK(integration["listings"] == 10);
  CHECK(integration["institutions"] == 10);
  CHECK(integration["alone"] == 10);
  CHECK(desk.page("/admin/reports/integration").find("薛城区司法局") != std::string::npos);
  CHECK(desk.get("/admin/reports/integration.csv").body.find("薛城区司法局") != std::string::npos);
  CHECK(desk.client.get("/api/v1/admin/reports/integration").status == 401);

  const auto quality = Json::parse(desk.client.get("/api/v1/reports/quality").body)["sources"][0];
  CHECK(quality["records"] == 10);
  CHECK(quality["phone"] == 100);
  CHECK(quality["schedule"] == 0);
  CHECK(quality["wrong_codes"] == 2);
  CHECK(quality["trend"].get<std::string>().find("2027-01 ") == 0);
  CHECK(desk.client.get("/reports/quality").body.find("数据质量") != std::string::npos);
  CHECK(desk.client.get("/reports/quality.csv").status == 200);
}

}  // namespace
}  // namespace lawhub
