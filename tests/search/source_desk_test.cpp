#include <catch2/catch.hpp>

#include "base/signature.h"
#include "base/url.h"
#include "registry/journal.h"
#include "tests/support/served_hub.h"

namespace lawhub {
namespace {

constexpr const char* kForm = "application/x-www-form-urlencoded";

/// A hub with one source, and somebody of each role that has to do with sources.
struct Desk {
  Desk() {
    auto source = source_named("sfj-370403", "薛城区司法局");
    source.kind = SourceKind::xml_feed;
    source.keys = {{"2026-a", key.public_key, "2026-01-01", "", 0}};
    served.service.stores.write([&](Database& db) {
      Sources(db).put(source);
      return true;
    });
    served.add_account("li");
    served.add_account("keeper", Role::security);
    for (const auto* name : {"li", "keeper"}) {
      auto reply = client.post("/admin/sign-in", "name=" + std::string(name) + "&password=correct+horse", kForm);
      cookies[name] = reply.headers["set-cookie"].substr(0, reply.headers["set-cookie"].find(';'));
    }
  }
  Reply get(const std::string& who, const std::string& target) {
    return client.get(target, {{"Cookie", cookies[who]}});
  }
  Reply post(const std::string& who, const std::string& target, const std::string& form) {
    const auto page = get(who, "/admin/account").body;
    const std::string mark = "name=\"csrf\" value=\"";
    const auto at = page.find(mark) + mark.size();
    return client.post(target, form + "&csrf=" + page.substr(at, page.find('"', at) - at), kForm,
                       {{"Cookie", cookies[who]}});
  }
  std::optional<Source> find(const std::string& id) {
    return served.service.stores.read([&](Database& db) { return Sources(db).find(id); });
  }
  KeyPair key = make_key_pair();
  ServedHub served;
  HttpClient client = served.client();
  std::map<std::string, std::string> cookies;
};

const std::string kNew =
    "new=yes&id=sfj-370404&name=%E5%B3%84%E5%9F%8E&kind=site&standing=supervising&division=370404&"
    "url=http%3A%2F%2Fyc.example.cn%2F&allow=10.1.2.3&ports=8080&interval_minutes=720&enabled=true&reason=new";

}  // namespace

TEST_CASE("a source is added by two: one asks and may try it, the other approves") {
  Desk desk;
  CHECK(desk.get("li", "/admin/source-form").status == 200);
  const auto asked = desk.post("li", "/admin/source-form", kNew);
  REQUIRE(asked.status == 303);
  const auto change = asked.headers.at("location");
  auto trial = desk.find("sfj-370404");
  REQUIRE(trial);
  CHECK_FALSE(trial->enabled);  // no schedule touches it
  CHECK(trial->allow.empty());  // and no try goes into a network of ours
  CHECK(trial->ports.empty());
  CHECK(desk.post("li", "/admin/crawl", "source=sfj-370404&mode=validate").status == 303);
  CHECK(desk.post("li", change + "/approve", "reason=x").status == 403);
  CHECK(desk.get("keeper", change).body.find("10.1.2.3") != std::string::npos);
  CHECK(desk.post("keeper", change + "/approve", "reason=").status == 400);
  CHECK(desk.post("keeper", change + "/approve", "reason=checked").status == 303);
  const auto now = desk.find("sfj-370404");
  CHECK(now->enabled);
  CHECK(now->allow == std::vector<std::string>{"10.1.2.3"});
  CHECK(now->ports == std::vector<int>{8080});
  CHECK(now->interval_minutes == 720);
  CHECK(desk.post("keeper", change + "/approve", "reason=again").status == 409);
  CHECK(desk.post("li", "/admin/source-form", kNew).status == 400);  // there is one of that id
  CHECK(desk.get("li", "/admin/sources").body.find("每 12 小时") != std::string::npos);
}

TEST_CASE("a change does nothing before it is approved, and a newer one replaces it") {
  Desk desk;
  const std::string form =
      "id=sfj-370403&name=n&kind=site&standing=supervising&url=http%3A%2F%2Fsfj.example.cn%2F&enabled=false&reason=r";
  const auto first = desk.post("li", "/admin/source-form", form).headers.at("location");
  const auto second = desk.post("li", "/admin/source-form", form + "&delay_ms=9000").headers.at("location");
  CHECK(desk.find("sfj-370403")->enabled);
  CHECK(desk.post("keeper", first + "/approve", "reason=x").status == 409);
  CHECK(desk.post("keeper", second + "/reject", "reason=no").status == 303);
  CHECK(desk.find("sfj-370403")->name == "薛城区司法局");
}

TEST_CASE("what cannot be a source is refused by its field") {
  Desk desk;
  const std::pair<const char*, const char*> cases[] = {
      {"url=ftp%3A%2F%2Fx", "网址"},  {"division=999999", "地区代码"}, {"id=A+B", "编号"},       {"kind=magic", "种类"},
      {"night=dawn", "只在这段时间"}, {"keys=a+b", "签名公钥"},        {"reason=", "请写明理由"}};
  for (const auto& [field, told] : cases) {
    INFO(field);
    std::string form = field;
    const std::string name = form.substr(0, form.find('='));
    for (const auto* other : {"id=x", "name=n", "kind=site", "standing=supervising", "url=http%3A%2F%2Fx.example.cn%2F",
                              "enabled=true", "reason=r"}) {
      if (std::string(other).rfind(name + "=", 0) != 0) form += "&" + std::string(other);
    }
    const auto reply = desk.post("li", "/admin/source-form", "new=yes&" + form);
    CHECK(reply.status == 400);
    CHECK(reply.body.find(told) != std::string::npos);
    CHECK_FALSE(desk.find("x"));
  }
}

TEST_CASE("a key is revoked at once, and no approved change brings it back") {
  Desk desk;
  const auto form =
      "id=sfj-370403&name=n&kind=xml-feed&standing=supervising&url=http%3A%2F%2Fsfj.example.cn%2F&"
      "enabled=true&reason=r&keys=2026-a+" +
      percent_encode(desk.key.public_key);
  const auto change = desk.post("li", "/admin/source-form", form).headers.at("location");
  CHECK(desk.post("keeper", "/admin/sources/sfj-370403/revoke-key", "key=2026-a").status == 303);
  CHECK(desk.find("sfj-370403")->keys[0].revoked_at != 0);
  CHECK(desk.post("keeper", "/admin/sources/sfj-370403/revoke-key", "key=2026-a").status == 404);
  CHECK(desk.post("keeper", change + "/approve", "reason=x").status == 303);
  CHECK(desk.find("sfj-370403")->keys[0].revoked_at != 0);
}

TEST_CASE("some sources are crawled anew at once") {
  Desk desk;
  desk.served.service.stores.write([&](Database& db) {
    Sources(db).put(source_named("b", "乙"));
    Sources(db).put(source_named("c", "丙"));
    return true;
  });
  CHECK(desk.post("li", "/admin/crawl", "source=b&source=c&mode=harvest").headers.at("location") == "/admin");
  CHECK(desk.post("li", "/admin/crawl", "source=b&source=none&mode=force").status == 400);
  const auto jobs =
      desk.served.service.stores.read([&](Database& db) { return Journal(db, desk.served.clock).latest(10); });
  CHECK(jobs.size() == 2);
}

}  // namespace lawhub
