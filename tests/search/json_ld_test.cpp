#include "search/json_ld.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "tests/support/world.h"

namespace lawhub {
namespace {

Institution notary() {
  Institution one;
  one.id = "9v3k2m7q4d";
  one.record = listing("NOT | 枣庄市鲁南公证处 | 370402 | 0632-3312001 | 市中区文化路1号 | | at=117.26,34.79");
  return one;
}

nlohmann::json read(const Institution& one) {
  return nlohmann::json::parse(json_ld(one, "https://hub.example.gov.cn", *parse_iso_instant("2026-11-24T02:00:00Z")));
}

}  // namespace

TEST_CASE("JSON-LD: what a search engine shows of an institution") {
  auto one = notary();
  one.record.hours.notation = "MO-FR 08:30-12:00,13:30-17:30; PH off";
  const auto out = read(one);
  CHECK(out["@context"] == "https://schema.org");
  CHECK(out["@type"] == "Notary");
  CHECK(out["name"] == "枣庄市鲁南公证处");
  CHECK(out["telephone"] == "0632-3312001");
  CHECK(out["url"] == "https://hub.example.gov.cn/institutions/9v3k2m7q4d");
  CHECK(out["geo"]["longitude"] == 117.26);
  CHECK(out["address"]["addressCountry"] == "CN");
  REQUIRE(out["openingHoursSpecification"].size() == 2);
  CHECK(out["openingHoursSpecification"][0]["dayOfWeek"].size() == 5);
  CHECK(out["openingHoursSpecification"][0]["opens"] == "08:30:00");
}

TEST_CASE("JSON-LD: a text cannot end its element") {
  auto one = notary();
  one.record.description = "</script><script>alert(1)</script><!--";
  const std::string text = json_ld(one, "https://hub.example.gov.cn", 0);
  CHECK(text.find('<') == std::string::npos);
  CHECK(read(one)["description"] == one.record.description);
}

}  // namespace lawhub
