#include "crawler/recipe.h"

#include <catch2/catch.hpp>

#include "crawler/extract.h"
#include "tests/crawler/fixture.h"

using namespace lawhub;

namespace {

std::string kind(const std::string& recipe, const std::string& url) {
  return find_recipe(recipe).kind_of(*parse_url(url));
}

Extract read(const std::string& file, const std::string& recipe, const std::string& url,
             const std::string& context = {}) {
  Source source;
  source.id = "s";
  source.name = "某市司法局";
  source.division = "370400";
  source.url = "http://x.cn/";
  Page page;
  page.url = url;
  page.content_type = file.ends_with(".json") ? "application/json" : "text/html; charset=utf-8";
  page.body = fixture(file);
  const Recipe& read = find_recipe(recipe);
  auto result = extract(page, read.kind_of(*parse_url(url)), source, read, context);
  REQUIRE(result.has_value());
  return std::move(*result);
}

using Steps = std::vector<std::string>;
Steps steps(const Extract& found) {
  Steps result;
  for (const auto& link : found.links) result.push_back(link.kind + " " + link.url);
  return result;
}

}  // namespace

TEST_CASE("recipe asp-list: pages by address, by a script that sends a form, by written links, in frames") {
  CHECK(kind("asp-list", "http://x/") == "list");
  CHECK(kind("asp-list", "http://x/list.asp?id=1&page=2") == "list");
  CHECK(kind("asp-list", "http://x/show.asp?id=1") == "article");
  CHECK(kind("asp-list", "http://x/guestbook.asp").empty());
  CHECK(steps(read("asp-form.html", "asp-list", "http://x.cn/list.asp?id=12")) ==
        Steps{"article http://x.cn/show.asp?id=31", "article http://x.cn/show.asp?id=32",
              "list http://x.cn/list.asp?id=12&page=2", "list http://x.cn/list.asp?id=12&page=12"});
  CHECK(steps(read("frameset.html", "asp-list", "http://x.cn/")) ==
        Steps{"list http://x.cn/top.asp", "list http://x.cn/left.asp", "list http://x.cn/main.asp"});
}

TEST_CASE("recipe jpage") {
  CHECK(kind("jpage", "http://x/col/col122716/index.html") == "list");
  CHECK(kind("jpage", "http://x/module/web/jpage/dataproxy.jsp?startrecord=1") == "list");
  CHECK(kind("jpage", "http://x/art/2022/11/11/art_103324_21858.html") == "article");
  CHECK(kind("jpage", "http://x/jact/front.do").empty());
}

TEST_CASE("recipe label-value") {
  CHECK(kind("label-value", "http://x/jigou/gongzheng/index_2.html") == "list");
  CHECK(kind("label-value", "http://x/jigou/gongzheng/1001.html") == "detail");
  CHECK(kind("label-value", "http://x/xinwen/202506/t20250601_1.html") == "article");
}

TEST_CASE("recipe vsb: articles below /info/, columns whose pages count backwards, the list's name for the page") {
  CHECK(kind("vsb", "http://x/info/1023/2294.htm") == "article");
  CHECK(kind("vsb", "http://x/jgml/lssws/12.htm") == "list");
  CHECK(kind("vsb", "http://x/system/login.htm").empty());
  const auto found = read("vsb-list.html", "vsb", "http://x.cn/jgml/lssws.htm");
  CHECK(steps(found) == Steps{"article http://x.cn/info/1023/2294.htm", "article http://x.cn/info/1023/2295.htm",
                              "list http://x.cn/jgml/lssws/12.htm", "list http://x.cn/jgml/lssws/1.htm"});
  CHECK(found.links[0].context.find("山东甲子律师事务所") != std::string::npos);
}

TEST_CASE("recipe trs: further pages of a column are those the script counts") {
  CHECK(kind("trs", "http://x/gk/202109/t20210926_123.html") == "article");
  CHECK(steps(read("trs-list.html", "trs", "http://x.cn/gk/")) ==
        Steps{"article http://x.cn/gk/202109/t20210926_123.html", "list http://x.cn/gk/index_1.html",
              "list http://x.cn/gk/index_2.html", "list http://x.cn/gk/index_3.html"});
}

TEST_CASE("recipe gkmlpt: the index names the interface, its answers the articles and the next page") {
  CHECK(kind("gkmlpt", "http://x/gkmlpt/content/4/123/post_123.html") == "article");
  CHECK(steps(read("gkmlpt-index.html", "gkmlpt", "http://x.cn/gkmlpt/index")) ==
        Steps{"json http://x.cn/gkmlpt/api/all/0?page=1&sid=370400"});
  CHECK(steps(read("gkmlpt-list.json", "gkmlpt", "http://x.cn/gkmlpt/api/all/0?page=1&sid=370400")) ==
        Steps{"article http://x.cn/gkmlpt/content/4/123/post_123.html",
              "article http://x.cn/gkmlpt/content/4/124/post_124.html",
              "json http://x.cn/gkmlpt/api/all/0?sid=370400&page=2"});
}

TEST_CASE("recipe json-front: the dictionary comes first, then the list with its codes resolved, page by page") {
  const auto dictionary = read("front-dictionary.json", "json-front", "http://x.cn/rest/dict/list?type=org");
  REQUIRE(steps(dictionary) == Steps{"json http://x.cn/rest/org/list?pageNo=1&pageSize=20"});
  const std::string list = "http://x.cn/rest/org/list?pageNo=1&pageSize=20";
  const auto found = read("front-list.json", "json-front", list, dictionary.links[0].context);
  CHECK(steps(found) == Steps{"json http://x.cn/rest/org/detail?id=8f00b204e9800998ecf8427e00000001",
                              "json http://x.cn/rest/org/list?pageSize=20&pageNo=2"});
  CHECK(found.links[1].context == dictionary.links[0].context);
  REQUIRE(found.sightings.size() == 1);
  const auto& record = found.sightings[0].said.record;
  CHECK(record.name == "山东甲子律师事务所");
  CHECK(record.division == "370403");
  CHECK(record.status == Status::unknown);
  CHECK(record.year_incorporated == "2010");
  CHECK(record.contacts.at(0).name == "王某");
  CHECK(found.sightings[0].said.evidence == "数据第 1 条");
}

TEST_CASE("JSON that is broken, or deeper than anybody writes it, is a problem") {
  const Recipe& recipe = find_recipe("json-front");
  Source source;
  Page page;
  page.url = "http://x.cn/rest/org/list?pageNo=1";
  for (const auto& body : {std::string("{\"data\":"), std::string(100'000, '['), std::string("<html>登录</html>")}) {
    page.body = body;
    CHECK_FALSE(extract(page, "json", source, recipe).has_value());
  }
}

TEST_CASE("without a recipe every page is a page") { CHECK(kind("", "http://x/whatever?a=b") == "page"); }

TEST_CASE("a recipe that says nothing clear is refused, as is an unknown name") {
  CHECK_THROWS(read_recipe("<recipe/>"));
  CHECK_THROWS(read_recipe("<recipe><rule match='/a'/></recipe>"));
  CHECK_THROWS(read_recipe("<recipe><rule match='/a' kind='lst'/></recipe>"));
  CHECK_THROWS(read_recipe("<recipe><rule match='/a' kind='list' what='1'/></recipe>"));
  CHECK_THROWS(read_recipe("<recipe><rule match='/a' kind='list'/><what/></recipe>"));
  CHECK_THROWS(read_recipe("<recipe><json match='/a'><field key='a'/></json></recipe>"));
  CHECK_THROWS(read_recipe("<recipe><json match='/a'><field key='a' is='nothing'/></json></recipe>"));
  CHECK_THROWS(read_recipe("<recipe><dictionary match='/a'/></recipe>"));
  CHECK_THROWS(read_recipe("<recipe><call name='go' url='x' count='one'/></recipe>"));
  CHECK_THROWS(read_recipe("<recipe"));
  CHECK_THROWS(find_recipe("no-such-recipe"));
}
