#include "feeds/assemble.h"

#include <catch2/catch.hpp>

using namespace lawhub;

namespace {

Sighting seen(const std::string& name, const std::string& division, const std::string& phone = {},
              const std::string& url = "u") {
  Sighting sighting;
  sighting.said.source = "s";
  sighting.said.url = url;
  sighting.said.record.type = InstitutionType::law_firm;
  sighting.said.record.name = name;
  sighting.said.record.division = division;
  if (!phone.empty()) sighting.said.record.phones.push_back({phone, {}, "voice", {}});
  return sighting;
}

std::vector<Observation> assembled(std::vector<Sighting> sightings, Standing standing = Standing::supervising) {
  Source source;
  source.id = "s";
  source.standing = standing;
  Report report;
  return assemble(std::move(sightings), source, report);
}

}  // namespace

TEST_CASE("keys: the credit code, else the licence, else name and county") {
  auto coded = seen("甲律师事务所", "370403");
  coded.said.record.identifiers = {{"licence", "123", {}, {}}, {"uscc", "31370000MD1343002R", {}, {}}};
  auto licensed = seen("乙律师事务所", "370403");
  licensed.said.record.identifiers = {{"licence", "456", {}, {}}};
  const auto said = assembled({coded, licensed, seen("丙(滕州)律师事务所", "370481001")});
  REQUIRE(said.size() == 3);
  CHECK(said[0].key == "31370000MD1343002R");
  CHECK(said[1].key == "456");
  CHECK(said[2].key == "丙(滕州)律师事务所@370481");
}

TEST_CASE("a row and its detail page are one observation, the page's word first") {
  auto row = seen("甲律师事务所", "370403", "0632-1000001", "list");
  row.link = "detail";
  auto detail = seen("甲律师事务所", "370403", "", "detail");
  detail.said.record.address.text = "光明路1号";
  const auto said = assembled({row, detail});
  REQUIRE(said.size() == 1);
  CHECK(said[0].url == "detail");
  CHECK(said[0].record.phones.size() == 1);
  CHECK(said[0].record.address.text == "光明路1号");
}

TEST_CASE("the same name twice is united when it can be one, told apart when it cannot") {
  CHECK(assembled({seen("甲律师事务所", "370403", "0632-1000001"), seen("甲律师事务所", "", "0632-1000002")}).size() ==
        1);
  const auto villages = assembled({seen("张庄村调委会", "370403001"), seen("张庄村调委会", "370403002")});
  REQUIRE(villages.size() == 2);
  CHECK(villages[0].key != villages[1].key);
  CHECK(villages[0].key == assembled({seen("张庄村调委会", "370403002"), seen("张庄村调委会", "370403001")})[1].key);
}

TEST_CASE("two offices of one host are two, though they share its code") {
  auto a = seen("惠民医院法医司法鉴定所", "370403"), b = seen("惠民医院精神疾病司法鉴定所", "370403");
  a.said.record.identifiers = b.said.record.identifiers = {{"host-uscc", "12370000494555079U", {}, {}}};
  const auto said = assembled({a, b});
  REQUIRE(said.size() == 2);
  CHECK(said[0].key != said[1].key);
}

TEST_CASE("a telephone on more than five labelled pages is the footer's; in rows of a table it is not") {
  std::vector<Sighting> pages;
  for (const char* name : {"甲所", "乙所", "丙所", "丁所", "戊所", "己所"})
    pages.push_back(seen(name, "370403", "0632-8680000"));
  for (const auto& said : assembled(pages)) CHECK(said.record.phones.size() == 1);
  for (auto& page : pages) page.labelled = true;
  for (const auto& said : assembled(pages)) CHECK(said.record.phones.empty());
  for (auto& page : pages) page.said.record.phones = {{"12348", {}, "hotline", {}}};
  for (const auto& said : assembled(pages)) CHECK(said.record.phones.size() == 1);
}

TEST_CASE("a point that more than two share is the site's default") {
  std::vector<Sighting> pages;
  for (const char* name : {"甲所", "乙所", "丙所"}) {
    pages.push_back(seen(name, "370403"));
    pages.back().said.record.position = {117.26, 34.79, 0, "map-picked", "BD09"};
  }
  pages.push_back(seen("丁所", "370403"));
  pages.back().said.record.position = {117.27, 34.79, 0, "map-picked", "BD09"};
  const auto said = assembled(pages);
  CHECK(said[0].record.position.method.empty());
  CHECK(said[3].record.position.method == "map-picked");
}

TEST_CASE("an own site says one thing") {
  auto about = seen("甲律师事务所", "370403"), contact = seen("甲律师事务所", "370403", "0632-1000001");
  contact.said.record.address.text = "光明路1号";
  const auto said = assembled({about, contact}, Standing::institution);
  REQUIRE(said.size() == 1);
  CHECK(said[0].record.address.text == "光明路1号");
}

TEST_CASE("a record id that a feed repeats is taken once and noted") {
  Source source;
  source.kind = SourceKind::xml_feed;
  auto a = seen("甲律师事务所", "370403"), b = seen("乙律师事务所", "370403");
  a.said.key = b.said.key = "1";
  Report report;
  CHECK(assemble({a, b}, source, report).size() == 1);
  CHECK(report.size() == 1);
}
