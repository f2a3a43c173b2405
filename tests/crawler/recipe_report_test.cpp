#include "crawler/recipe_report.h"

#include <catch2/catch.hpp>

#include "tests/crawler/fixture.h"

using namespace lawhub;

TEST_CASE("a recipe's report tells institutions with their place, links by rule, and what no rule fits") {
  Pages pages(":memory:", Pages::Access::write);
  Source source;
  source.id = "s";
  source.division = "370400";
  source.url = "http://x.cn/";
  const Recipe recipe = read_recipe(
      "<recipe><rule match='/list.asp?*' kind='list'/><rule match='/show.asp?*' kind='article'/>"
      "<rule match='/never.asp' kind='list'/></recipe>");
  Page page;
  page.url = "http://x.cn/list.asp?id=1";
  page.source = source.id;
  page.http_status = 200;
  page.content_type = "text/html; charset=utf-8";
  page.body = fixture("table-2014.html");
  const FrontierItem item{page.url, "list", {}, 0, 0};
  pages.plan(1, {item});
  pages.done(1, {{{item, "fetched", {}, 200}, page, {}}});
  const std::string report = recipe_report(source, recipe, pages, 1);
  CHECK(report.find("http://x.cn/list.asp?id=1(list)") != std::string::npos);
  CHECK(report.find("  山东甲子律师事务所(表格第 3 行):") != std::string::npos);
  CHECK(report.find("规则 /show.asp?*(article):1 个链接") != std::string::npos);
  CHECK(report.find("规则 /never.asp(list):0 个链接") != std::string::npos);
  CHECK(report.find("没有规则可用的链接") != std::string::npos);
  CHECK(report.find("http://x.cn/map.asp") != std::string::npos);
}
