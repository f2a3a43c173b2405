#include <catch2/catch.hpp>
#include <fstream>
#include <nlohmann/json.hpp>

#include "base/file.h"
#include "base/url.h"
#include "tests/support/served_hub.h"

namespace lawhub {
namespace {

using Json = nlohmann::json;

/// A hub with two institutions, and who may read its reports.
struct Hub {
  Hub() {
    served.publish(source_named("sfj-370403", "薛城区司法局"),
                   {listing("1", InstitutionType::notary_office, "山东省枣庄市薛城公证处"),
                    listing("2", InstitutionType::law_firm, "山东薛城律师事务所")});
    served.add_account("li");
    headers = {{"Authorization", served.bearer_of("li")}};
  }
  void ask(const std::string& question, int times = 1) {
    for (int i = 0; i < times; ++i) CHECK(client.get("/api/v1/search?q=" + percent_encode(question)).status == 200);
  }
  Json demand(const std::string& part) {
    return Json::parse(client.get("/api/v1/admin/reports/demand?part=" + part, headers).body)[part];
  }
  /// All that the hub wrote of questions.
  std::string written() const {
    std::string out;
    for (const auto& entry : std::filesystem::directory_iterator(served.service.config.demand()))
      out += entry.path().filename().string() + "\n" + read_file(entry.path());
    return out;
  }
  ServedHub served;
  HttpClient client = served.client();
  Headers headers;
};

}  // namespace

TEST_CASE("R3: words that found nothing are counted, once three ask them, and matters by county") {
  Hub hub;
  hub.ask("飞碟登记处", 2);
  CHECK(hub.demand("words").empty());
  hub.ask("飞碟登记处");
  hub.ask("薛城区 离婚", 2);
  hub.ask("公证处", 3);
  const auto words = hub.demand("words");
  REQUIRE(words.size() == 1);
  CHECK(words[0]["words"] == "飞碟登记处");
  CHECK(words[0]["count"] == 3);
  const auto matters = hub.demand("matters");
  REQUIRE(matters.size() == 1);
  CHECK(matters[0]["division"] == "370403");
  CHECK(matters[0]["label"] == "离婚");
  CHECK(matters[0]["count"] == 2);
  CHECK(hub.client.get("/admin/reports/demand.csv", hub.headers).body.find("飞碟登记处") != std::string::npos);
  CHECK(hub.client.get("/api/v1/admin/reports/demand?part=who", hub.headers).status == 400);
}

TEST_CASE("of questions neither address nor time nor numbers are kept, and no day longer than thirty") {
  Hub hub;
  hub.ask("370403199001011234 欠钱不还");
  hub.ask("13900001234");
  hub.ask("12348");
  hub.served.clock.advance(61);
  hub.ask("公证处");  // writes
  auto written = hub.written();
  CHECK(written.find("2027-01-15.tsv") != std::string::npos);
  CHECK(written.find("# 欠钱不还") != std::string::npos);
  CHECK(written.find("12348") != std::string::npos);
  for (const auto* secret : {"19900101", "13900001234", "127.0.0.1", ":"})
    CHECK(written.find(secret) == std::string::npos);
  hub.served.clock.advance(29 * 86400);
  hub.ask("律师");
  CHECK(hub.written().find("2027-01-15.tsv") != std::string::npos);
  hub.served.clock.advance(86400);
  hub.ask("律师");
  CHECK(hub.written().find("2027-01-15.tsv") == std::string::npos);
}

TEST_CASE("R1 is made on order, shown with a drawing, and given as table and JSON") {
  Hub hub;
  CHECK(hub.client.get("/reports/coverage").status == 404);
  auto headers = hub.headers;
  auto signed_in =
      hub.client.post("/admin/sign-in", "name=li&password=correct+horse", "application/x-www-form-urlencoded");
  const auto cookie = signed_in.headers["set-cookie"].substr(0, signed_in.headers["set-cookie"].find(';'));
  const auto page = hub.client.get("/admin", {{"Cookie", cookie}}).body;
  const std::string mark = "name=\"csrf\" value=\"";
  const auto at = page.find(mark) + mark.size();
  const auto csrf = page.substr(at, page.find('"', at) - at);
  CHECK(hub.client
            .post("/admin/reports/coverage", "csrf=" + csrf, "application/x-www-form-urlencoded", {{"Cookie", cookie}})
            .status == 303);
  const auto counties = Json::parse(hub.client.get("/api/v1/reports/coverage").body)["counties"];
  std::int64_t notaries = 0;
  for (const auto& county : counties) {
    if (county["code"] == "370403") CHECK(county["institutions"] == 2);
    notaries += county["NOT"].get<std::int64_t>();
  }
  CHECK(notaries == 1);
  const auto towns = Json::parse(hub.client.get("/api/v1/reports/coverage?division=370403").body)["towns"];
  REQUIRE(towns.size() > 3);
  CHECK(towns[0]["NOT_km"] != "—");
  CHECK(towns[0]["FAI_km"] == "—");
  CHECK(hub.client.get("/reports/coverage").body.find("<svg") != std::string::npos);
  CHECK(hub.client.get("/reports/coverage.csv").body.find("薛城区") != std::string::npos);
  CHECK(hub.client.get("/reports/coverage?division=999999").status == 400);
}

}  // namespace lawhub
