#include "search/questions.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "registry/accept.h"
#include "registry/decisions.h"
#include "registry/register.h"
#include "tests/support/raw_client.h"
#include "tests/support/served_hub.h"

namespace lawhub {
namespace {

using Json = nlohmann::json;

constexpr const char* kForm = "application/x-www-form-urlencoded";

Observation firm(const char* source, const char* name, const char* phone) {
  Observation o;
  o.source = source;
  o.key = "1";
  o.url = "http://" + o.source + ".example.cn/";
  o.record.type = InstitutionType::law_firm;
  o.record.name = name;
  o.record.division = "370403";
  o.record.phones = {{phone, "", "voice", ""}};
  return o;
}

/// A hub whose two sources say what may be one law firm.
struct Doubt {
  Doubt() {
    served.service.stores.write([&](Database& db) {
      for (const char* id : {"city", "association"}) Sources(db).put(source_named(id, id));
      accept(db, proposal(firm("city", "山东鲁衡律师事务所", "0632-8690001")), served.clock);
      accept(db, proposal(firm("association", "鲁衡律所", "0632-8690002")), served.clock);
      return true;
    });
    served.add_account("admin");
    authorization = served.bearer_of("admin");
  }
  static Proposal proposal(const Observation& o) {
    Proposal p;
    p.source = o.source;
    p.taken_at = 1;
    p.said = {o};
    return p;
  }
  Reply get(const std::string& target) { return client.get(target, {{"Authorization", authorization}}); }
  Reply post(const std::string& target, const Json& body) {
    return client.post(target, body.dump(), "application/json", {{"Authorization", authorization}});
  }
  Json question() { return Json::parse(get("/api/v1/admin/questions").body)["questions"][0]; }
  std::size_t count() {
    return served.service.stores.read([](Database& db) { return Register(db).count(); });
  }

  ServedHub served;
  HttpClient client = served.client();
  std::string authorization;
};

TEST_CASE("questions are for those who may decide") {
  Doubt hub;
  CHECK(hub.client.get("/api/v1/admin/questions", {}).status == 401);
  CHECK(hub.client.get("/admin/questions", {}).status == 303);
}

TEST_CASE("a question shows both sides, and its answer holds") {
  Doubt hub;
  REQUIRE(hub.count() == 2);
  const Json q = hub.question();
  CHECK(q["reason_labels"][0] == "字号相同");
  CHECK(q["a"]["listings"].size() == 1);
  CHECK(q["a"]["record"]["institution_type"] == "LFM");
  Json answer = {{"a", q["a"]["id"]}, {"b", q["b"]["id"]}, {"ruling", "same"}, {"reason", "电话核实"}};
  const Reply reply = hub.post("/api/v1/admin/questions", answer);
  REQUIRE(reply.status == 200);
  const Json decision = Json::parse(reply.body);
  CHECK(decision["by"] == "admin");
  CHECK(hub.count() == 1);
  CHECK(Json::parse(hub.get("/api/v1/admin/questions").body)["total"] == 0);

  const std::string id = q["a"]["id"];
  CHECK(Json::parse(hub.get("/api/v1/admin/institutions/" + id + "/decisions").body)["decisions"].size() == 1);
  const std::string again = "/api/v1/admin/decisions/" + std::to_string(decision["id"].get<int>());
  CHECK(hub.post(again, {{"ruling", "open"}, {"reason", "弄错了"}}).status == 200);
  CHECK(hub.count() == 2);
  CHECK(hub.question()["put_off"]["reason"] == "弄错了");
}

TEST_CASE("an answer without a reason, of nobody or in other words is refused") {
  Doubt hub;
  const Json q = hub.question();
  Json good = {{"a", q["a"]["id"]}, {"b", q["b"]["id"]}, {"ruling", "same"}, {"reason", "电话核实"}};
  for (const auto& [name, value] : {std::pair("reason", " "), {"ruling", "maybe"}, {"a", "0000000000"}}) {
    Json bad = good;
    bad[name] = value;
    CHECK(hub.post("/api/v1/admin/questions", bad).status == 400);
  }
  CHECK(hub.post("/api/v1/admin/decisions/99", {{"ruling", "open"}, {"reason", "x"}}).status == 400);
  CHECK(hub.post("/api/v1/admin/questions", Json::array()).status == 400);
  CHECK(hub.count() == 2);
}

TEST_CASE("a field that a person sets is shown as decided") {
  Doubt hub;
  const std::string id = hub.question()["a"]["id"];
  const Json phones = Json::array({{{"number", "0632-8690009"}}});
  const std::string target = "/api/v1/admin/institutions/" + id + "/fields";
  CHECK(hub.post(target, {{"field", "phone"}, {"value", phones}, {"reason", "来函"}}).status == 200);
  const Json field = Json::parse(hub.client.get("/api/v1/institutions/" + id, {}).body)["fields"]["phone"];
  CHECK(field["rule"] == "decision");
  CHECK(field["source"]["name"] == "人工核定");
  CHECK(hub.client.get("/institutions/" + id, {}).body.find("人工核定") != std::string::npos);
  CHECK(hub.post(target, {{"field", "phone"}, {"value", "?"}, {"reason", "来函"}}).status == 400);
  CHECK(hub.post(target, {{"field", "nothing"}, {"value", phones}, {"reason", "来函"}}).status == 400);
  CHECK(hub.post(target, {{"field", "phone"}, {"value", nullptr}, {"reason", "已更新"}}).status == 200);
}

TEST_CASE("the page asks side by side and takes the answer") {
  Doubt hub;
  const Reply entered = hub.client.post("/admin/sign-in", "name=admin&password=correct+horse", kForm, {});
  const std::string set = entered.headers.at("set-cookie"), cookie = set.substr(0, set.find(';'));
  const std::string page = hub.client.get("/admin/questions", {{"Cookie", cookie}}).body;
  CHECK(page.find("山东鲁衡律师事务所") != std::string::npos);
  CHECK(page.find("鲁衡律所") != std::string::npos);
  CHECK(page.find("字号相同") != std::string::npos);
  const auto value = [&](const std::string& name) {
    const std::string mark = "name=\"" + name + "\" value=\"";
    const std::size_t at = page.find(mark) + mark.size();
    return page.substr(at, page.find('"', at) - at);
  };
  const std::string form =
      "csrf=" + value("csrf") + "&a=" + value("a") + "&b=" + value("b") + "&ruling=different&reason=%E7%94%B5%E8%AF%9D";
  CHECK(hub.client.post("/admin/questions", form, kForm, {{"Cookie", cookie}}).status == 303);
  const std::string after = hub.client.get("/admin/questions", {{"Cookie", cookie}}).body;
  CHECK(after.find("没有待答的问题") != std::string::npos);
  CHECK(after.find("是两家机构") != std::string::npos);
  CHECK(hub.count() == 2);
}

}  // namespace
}  // namespace lawhub
