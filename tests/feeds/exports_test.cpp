// The table and the sitemaps.
#include <catch2/catch.hpp>

#include "feeds/csv_out.h"
#include "feeds/sitemap_out.h"
#include "tests/support/world.h"

namespace lawhub {
namespace {

const Publisher kHub = {"法律服务枢纽", "370000", "https://hub.example.gov.cn", "admin@hub.example.gov.cn"};
const char* const kTwo =
    "city | NOT | 枣庄市鲁南公证处 | 370402 | 0632-3312001 | 市中区文化路1号 | | hours=MO-FR 09:00-17:00\n"
    "city | LFM | 山东甲子律师事务所 | 370403 | 0632-4400001\n";

}  // namespace

TEST_CASE("RFC 4180 and formulas: cells of a table are quoted, and no cell is a formula") {
  CHECK(csv_cell("薛城区") == "薛城区");
  CHECK(csv_cell("甲,\"乙\"") == "\"甲,\"\"乙\"\"\"");
  CHECK(csv_cell("a\nb") == "\"a\nb\"");
  for (const char* formula : {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1"}) CHECK(csv_cell(formula)[0] == '\'');
  CHECK(csv_cell("\r=1").substr(0, 2) == "\"'");
}

TEST_CASE("the table has a BOM, a head and a line for each listed institution of the sets") {
  World world;
  world.say(kTwo);
  const PublicList list(world.db(), world.clock().now());
  const std::string all = write_csv(list, kHub, {});
  CHECK(all.starts_with("\xEF\xBB\xBF机构编号,"));
  CHECK(std::count(all.begin(), all.end(), '\n') == 3);
  CHECK(all.find("枣庄市鲁南公证处") != std::string::npos);
  CHECK(all.find("0632-4400001") != std::string::npos);
  const std::string notaries = write_csv(list, kHub, {0, 0, "NOT", "3704"});
  CHECK(std::count(notaries.begin(), notaries.end(), '\n') == 2);
  CHECK(notaries.find("律师事务所") == std::string::npos);
}

TEST_CASE("the index of sitemaps names maps that hold every listed institution") {
  World world;
  world.say(kTwo);
  const PublicList list(world.db(), world.clock().now());
  const std::string index = write_sitemap_index(list, kHub);
  CHECK(index.find("<loc>https://hub.example.gov.cn/sitemaps/pages.xml</loc>") != std::string::npos);
  CHECK(index.find("<loc>https://hub.example.gov.cn/sitemaps/370402-1.xml</loc>") != std::string::npos);
  CHECK(index.find("<lastmod>" + iso_instant(world.clock().now()) + "</lastmod>") != std::string::npos);
  const auto map = write_sitemap(list, kHub, "370402-1.xml");
  REQUIRE(map);
  CHECK(map->find("https://hub.example.gov.cn/institutions/" + world.only("枣庄市鲁南公证处").id + "</loc>") !=
        std::string::npos);
  REQUIRE(write_sitemap(list, kHub, "pages.xml"));
  CHECK(write_sitemap(list, kHub, "pages.xml")->find("/divisions/370403</loc>") != std::string::npos);
  for (const char* none : {"370402-2.xml", "370402-0.xml", "370402.xml", "370402-1", "-1.xml", "x", ""}) {
    CHECK_FALSE(write_sitemap(list, kHub, none));
  }
}

}  // namespace lawhub
