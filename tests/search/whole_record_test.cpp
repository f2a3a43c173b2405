// Everything that can be said of an institution, from a bureau's feed through registry, API and page to another hub.
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "base/url.h"
#include "feeds/reader.h"
#include "feeds/writer.h"
#include "registry/register.h"
#include "tests/support/served_hub.h"
#include "tests/support/whole_record.h"

namespace lawhub {
namespace {

using Json = nlohmann::json;

/// What another reader of the feed takes out of these bytes.
std::vector<Observation> read(const std::string& xml) {
  const Result<FeedPage> page = read_feed(xml);
  REQUIRE(page);
  for (const Finding& finding : page->report) FAIL_CHECK(finding.place << " " << finding.message);
  return page->records;
}

std::string bureau_feed() {
  FeedPage page;
  page.bureau_id = "bur:370400";
  page.publisher_name = "枣庄市司法局";
  page.division = "370400";
  page.base_url = "https://sfj.example.cn/";
  page.response_date = 1790000000;
  page.deleted_record = "persistent";
  Observation firm;
  firm.key = "370400:LFM:1";
  firm.asserted_at = 1780000000;
  firm.version = 3;
  firm.record = whole_record();
  Observation office;
  office.key = "370400:JUO:1";
  office.asserted_at = 1780000000;
  office.record.type = InstitutionType::judicial_office;
  office.record.name = "薛城区司法局临城司法所";
  office.record.division = "370403001";
  page.records = {firm, office};
  return write_feed(page);
}

std::string id_of(HttpClient& client, const std::string& name) {
  const std::string answer = client.get("/api/v1/search?q=" + percent_encode(name)).body;
  const Json parsed = Json::parse(answer);
  for (const auto& item : parsed["items"]) {
    if (item["name"] == name) return item["id"];
  }
  throw std::runtime_error("nobody is named " + name + ": " + answer);
}

/// The record as the API gives it.
void check_api(const Json& answer, const Record& expected) {
  INFO(answer.dump());
  REQUIRE(answer.contains("fields"));
  for (const Field field : all_fields()) {
    const std::string json = field_json(expected, field);
    if (json.empty()) continue;
    INFO(field_name(field));
    REQUIRE(answer["fields"].contains(std::string(field_name(field))));
    Json value = answer["fields"][std::string(field_name(field))]["value"];
    if (field == Field::position) continue;  // has the names of the search answer
    if (field == Field::relations) {
      for (Json& relation : value) relation.erase("institution");
    }
    CHECK(value == Json::parse(json));
  }
}

}  // namespace

TEST_CASE("the whole record goes from feed to registry, API and page, and through the hub's feed to another hub") {
  Record expected = whole_record();
  expected.metadata.clear();

  ServedHub first;
  Source bureau = source_named("sfj-3704", "枣庄市司法局");
  first.publish(bureau, read(bureau_feed()));
  auto client = first.client();
  const std::string firm = id_of(client, "山东岱北律师事务所"), office = id_of(client, "薛城区司法局临城司法所");
  const Json answer = Json::parse(client.get("/api/v1/institutions/" + firm).body);
  check_api(answer, expected);
  CHECK(answer["fields"]["relation"]["value"][0]["institution"]["id"] == office);
  CHECK_FALSE(answer["fields"]["relation"]["value"][1].contains("institution"));
  CHECK(answer["fields"]["phone"]["asserted_at"] == "2024-10-27T03:33:20Z");
  CHECK(answer["fields"]["phone"]["asserted_by"] == "370400:LFM:1");
  CHECK(answer["fields"]["phone"]["confirmed_at"] == "2025-02-19T21:20:00Z");

  const std::string page = client.get("/institutions/" + firm).body;
  for (const char* shown : {"接待大厅", "临街、一层", "乘1路到区政府站", "临城邮局12号信箱", "诉讼代理", "临时停办",
                            "拖欠工资", "农民工优惠", "身份证", "在线咨询", "工作日回复", "结对单位", "每周三上午",
                            "枣司公〔2026〕1号", "警告", "2025 年度 合格", "全省优秀律师事务所"}) {
    INFO(shown);
    CHECK(page.find(shown) != std::string::npos);
  }
  CHECK(page.find("href=\"/institutions/" + office + "\"") != std::string::npos);
  CHECK(page.find("href=\"https://daibei.example.cn/ask\"") != std::string::npos);

  ServedHub second;
  second.publish(source_named("hub-37", "省枢纽"), read(client.get("/feeds/institutions.xml").body));
  auto other = second.client();
  const std::string firm_there = id_of(other, "山东岱北律师事务所");
  const Json again = Json::parse(other.get("/api/v1/institutions/" + firm_there).body);
  expected.relations[0].target = office;  // its id at the first hub
  check_api(again, expected);
  CHECK(again["fields"]["relation"]["value"][0]["institution"]["id"] == id_of(other, "薛城区司法局临城司法所"));
  CHECK(again["fields"]["phone"]["asserted_at"] == "2024-10-27T03:33:20Z");
  CHECK(again["fields"]["phone"]["asserted_by"] == "370400:LFM:1");
  CHECK(again["fields"]["name"]["asserted_at"] == answer["fields"]["name"]["asserted_at"]);
}

TEST_CASE("a penalty past its last day is neither shown nor handed on") {
  ServedHub served;
  std::vector<Observation> said = read(bureau_feed());
  said[0].record.penalties[0].publish_until = "2020-01-01";
  served.publish(source_named("sfj-3704", "枣庄市司法局"), said);
  auto client = served.client();
  const std::string id = id_of(client, "山东岱北律师事务所");
  CHECK(Json::parse(client.get("/api/v1/institutions/" + id).body)["fields"].contains("penalty") == false);
  CHECK(client.get("/institutions/" + id).body.find("警告") == std::string::npos);
  CHECK(client.get("/feeds/institutions.xml").body.find("<penalty>") == std::string::npos);
}

TEST_CASE("GET /api/v1/vocabulary gives every code, as JSON and as CSV") {
  ServedHub served;
  auto client = served.client();
  const Json lists = Json::parse(client.get("/api/v1/vocabulary").body)["lists"];
  CHECK(lists["institution_type"].size() == 17);
  CHECK(lists["relation"].size() == 9);
  CHECK(lists["subtype"].size() > 40);
  auto csv = client.get("/api/v1/vocabulary?format=csv");
  CHECK(csv.headers["content-type"] == "text/csv; charset=utf-8");
  CHECK(csv.body.find("\r\nsubtype,community-lawyer-studio,社区律师工作室,PLC,,\r\n") != std::string::npos);
  CHECK(client.get("/api/v1/vocabulary?format=xml").status == 400);
}

TEST_CASE("GET /api/v1/hsds: pages of organizations, one by either id, a service") {
  ServedHub served;
  served.publish(source_named("sfj-3704", "枣庄市司法局"), read(bureau_feed()));
  auto client = served.client();
  const Json page = Json::parse(client.get("/api/v1/hsds/organizations?per_page=1&page=2").body);
  CHECK(page["total_items"] == 2);
  CHECK(page["total_pages"] == 2);
  CHECK(page["page_number"] == 2);
  CHECK(page["last_page"] == true);
  CHECK(page["contents"].size() == 1);
  const std::string id = id_of(client, "山东岱北律师事务所");
  const Json firm = Json::parse(client.get("/api/v1/hsds/organizations/" + id).body);
  CHECK(Json::parse(client.get("/api/v1/hsds/organizations/" + firm["id"].get<std::string>()).body) == firm);
  const Json service =
      Json::parse(client.get("/api/v1/hsds/services/" + firm["services"][0]["id"].get<std::string>()).body);
  CHECK(service["organization"]["id"] == firm["id"]);
  CHECK(service["organization_id"] == firm["id"]);
  for (const char* path : {"/api/v1/hsds/organizations/x", "/api/v1/hsds/services/x"})
    CHECK(client.get(path).status == 404);
  CHECK(client.get("/api/v1/hsds/services/" + firm["id"].get<std::string>()).status == 404);
  CHECK(client.get("/api/v1/hsds/organizations?page=0").status == 400);
}

}  // namespace lawhub
