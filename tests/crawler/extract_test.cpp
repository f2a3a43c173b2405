#include "crawler/extract.h"

#include <catch2/catch.hpp>

#include "base/charset.h"
#include "base/coordinate.h"
#include "generated/test_paths.h"
#include "tests/crawler/fixture.h"

using namespace lawhub;

namespace {

Source source_of(const std::string& division, Standing standing = Standing::supervising) {
  Source source;
  source.id = "s";
  source.name = standing == Standing::institution ? "山东戊辰律师事务所网站" : "某市司法局";
  source.division = division;
  source.standing = standing;
  source.url = "http://x.cn/";
  return source;
}

Extract read(const std::string& bytes, const Source& source, const std::string& kind = "page",
             const std::string& recipe = {}, const std::string& url = "http://x.cn/a/b.html",
             const std::string& type = "text/html") {
  Page page;
  page.url = url;
  page.content_type = type;
  page.body = bytes;
  auto result = extract(page, kind, source, find_recipe(recipe));
  REQUIRE(result.has_value());
  return std::move(*result);
}

std::vector<std::string> urls(const Extract& found) {
  std::vector<std::string> result;
  for (const auto& link : found.links) result.push_back(link.kind + " " + link.url);
  return result;
}

}  // namespace

TEST_CASE("a list of 2014, declared gb2312 and sent without a charset, becomes records") {
  const auto found = read(encode(fixture("table-2014.html"), "gb18030"), source_of("370400"), "list", "asp-list");
  REQUIRE(found.sightings.size() == 3);
  const auto& first = found.sightings[0].said;
  CHECK(first.record.name == "山东甲子律师事务所");
  CHECK(first.record.type == InstitutionType::law_firm);
  CHECK(first.record.division == "370403");
  CHECK(first.asserted_at == start_of({2014, 11, 1}));
  REQUIRE(first.record.phones.size() == 2);
  CHECK(first.record.phones[1].number == "0632-4400002");
  CHECK(found.sightings[0].link == "http://x.cn/a/show.asp?id=9");
  CHECK(found.sightings[1].said.record.name == "山东乙丑律师事务所");
  CHECK_FALSE(found.article.has_value());
  for (const auto& sighting : found.sightings) {
    for (const auto& phone : sighting.said.record.phones) CHECK(phone.number != "0632-8680000");
  }
}

TEST_CASE("a recipe says what is followed and as what; without one every page of the site is") {
  const std::string links =
      "<a href='/list.asp?id=1&page=2'>2</a><a href='/list.asp?page=1&id=1'>1</a><a href='/show.asp?id=5'>x</a><a "
      "href='/admin.asp'>x</a>"
      "<a href='http://y.cn/list.asp?id=1'>x</a><a href='/a.zip'>x</a>";
  CHECK(urls(read(links, source_of("370400"), "list", "asp-list", "http://x.cn/")) ==
        std::vector<std::string>{"list http://x.cn/list.asp?id=1&page=2", "list http://x.cn/list.asp?id=1",
                                 "article http://x.cn/show.asp?id=5"});
  CHECK(urls(read(links, source_of("370400"), "page", "", "http://x.cn/")).size() == 4);
}

TEST_CASE("a column of a jpage portal: items inside the datastore and the next group of the data proxy") {
  const auto found =
      read(fixture("jpage-column.html"), source_of("370600"), "list", "jpage", "http://x.cn/col/col1002/index.html");
  CHECK(urls(found) == std::vector<std::string>{"article http://x.cn/art/2022/11/11/art_1002_1.html",
                                                "article http://x.cn/art/2022/11/12/art_1002_2.html",
                                                "list http://x.cn/module/web/jpage/"
                                                "dataproxy.jsp?startrecord=3&endrecord=3&perpage=2&columnid=1002"});
  const auto empty = read(
      "<datastore><nextgroup><![CDATA[<a href='/module/web/jpage/dataproxy.jsp?startrecord=9'></a>]]></nextgroup>"
      "<recordset></recordset></datastore>",
      source_of("370600"), "list", "jpage", "http://x.cn/module/web/jpage/dataproxy.jsp?startrecord=6");
  CHECK(empty.links.empty());
}

TEST_CASE("an own site speaks for its owner only, with the datum of its map") {
  const auto found = read(fixture("own-contact.html"), source_of("370403", Standing::institution));
  REQUIRE(found.sightings.size() == 1);
  const auto& record = found.sightings[0].said.record;
  CHECK(record.name == "山东戊辰律师事务所");
  CHECK(record.website == "http://x.cn/");
  CHECK(record.position.published_crs == "BD09");
  CHECK(distance_m({record.position.longitude, record.position.latitude}, {117.263164, 34.795063}) < 5);
  CHECK(record.phones.size() == 1);
  CHECK(found.article.has_value());
  CHECK(read("<h1>济南市泉城公证处</h1><p>电话:0531-80000001</p>", source_of("370403", Standing::institution))
            .sightings.empty());
}

TEST_CASE("a site that writes about law lists nobody") {
  CHECK(read(fixture("key-value-table.html"), source_of("370400", Standing::publicity)).sightings.empty());
}

TEST_CASE("notices are worth finding, lists and pages of links are not") {
  CHECK(read(fixture("policy.html"), source_of("370400"), "article", "asp-list").article->title ==
        "关于推进法律服务的通知");
  CHECK(read(fixture("policy.html"), source_of("370400")).article.has_value());
  CHECK_FALSE(read(fixture("table-sections.html"), source_of("370400")).article.has_value());
  CHECK_FALSE(read(fixture("paragraphs.html"), source_of("370403")).article.has_value());
  CHECK_FALSE(
      read("<h1>首页</h1><p><a href=1>" + std::string(300, 'x') + "</a></p>", source_of("370400")).article.has_value());
  // A list that is empty today is no article either.
  CHECK_FALSE(read("<h1>律师事务所名单</h1><table><tr><th>律师事务所名称</th><th>统一社会信用代码</th><th>主任姓名</"
                   "th><th>执业地址</th>"
                   "<th>联系方式</th></tr></table>",
                   source_of("370400"))
                  .article.has_value());
}

TEST_CASE("pages that end before their end, and pages that say they are none, are told apart") {
  CHECK(read("<html><body><p>x</p></body></html>", source_of("370400")).whole);
  CHECK_FALSE(read("<html><body><p>x", source_of("370400")).whole);
  CHECK(read("<html><body>您访问的页面不存在或已删除!</body></html>", source_of("370400")).trap.trap ==
        PageTrap::missing);
  CHECK(read(fixture("policy.html"), source_of("370400")).trap.trap == PageTrap::none);
}

TEST_CASE("feeds keep their own ids and lead to the next page by the token; a broken one is not used") {
  const std::string xml = read_file(std::string(SOURCE_DIR) + "/feeds/example.xml");
  auto source = source_of("370400");
  source.kind = SourceKind::xml_feed;
  source.url = "http://x.cn/feed.xml";
  const auto found = read(xml, source, "feed", "", source.url, "application/xml");
  REQUIRE_FALSE(found.sightings.empty());
  CHECK(found.sightings[0].said.source == "s");
  CHECK_FALSE(found.sightings[0].said.key.empty());
  Page cut;
  cut.url = source.url;
  cut.body = xml.substr(0, xml.size() / 2);
  CHECK_FALSE(extract(cut, "feed", source, find_recipe("")).has_value());
}

TEST_CASE("a broken sitemap is a problem, a good one a list of pages") {
  Page page;
  page.url = "http://x.cn/sitemap.xml";
  page.body = "<urlset><url><loc> http://x.cn/a.html </loc></url><url><loc>http://y.cn/b.html</loc></url></urlset>";
  const auto found = extract(page, "sitemap", source_of("370400"), find_recipe(""));
  REQUIRE(found.has_value());
  CHECK(urls(*found) == std::vector<std::string>{"page http://x.cn/a.html"});
  page.body = "<html>oops</html>";
  CHECK_FALSE(extract(page, "sitemap", source_of("370400"), find_recipe("")).has_value());
}

TEST_CASE("hostile pages of 300 KB cost no more than their size allows") {
  const auto repeated = [](std::string_view piece, std::size_t count) {
    std::string text = "<html><body>";
    for (std::size_t i = 0; i < count; ++i) text += piece;
    return text;
  };
  for (const auto& page :
       {repeated("<div class=title>x", 20'000), repeated("<h1>x", 50'000), repeated("<table><tr><td>", 20'000),
        repeated("<tr><td>机构名称<td>电话", 10'000), repeated("a:", 150'000), repeated("电话:", 40'000),
        repeated("<p>甲市公证处</p><p>电话:1</p>", 8'000), repeated("<a href=/x>", 25'000),
        repeated("<div><p>鲁ICP备</p>", 15'000), repeated("<b><i><font>", 15'000), repeated("<script>Point(", 20'000),
        repeated("2014-1-1 ", 30'000), repeated("<datastore><record>", 15'000),
        repeated("<table><tr><td>名称<td>电话<tr><td rowspan=9999 colspan=9999>x", 500)}) {
    const auto found = read(page, source_of("370400"));
    CHECK(found.sightings.size() < 10'000);
  }
}

TEST_CASE("same site: same host and port, or the two default ports") {
  const auto url = [](const char* text) { return *parse_url(text); };
  CHECK(same_site(url("http://a.cn/"), url("https://a.cn/x")));
  CHECK_FALSE(same_site(url("http://a.cn/"), url("http://b.a.cn/")));
  CHECK_FALSE(same_site(url("http://a.cn/"), url("http://a.cn:8080/")));
}
