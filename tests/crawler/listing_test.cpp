#include "crawler/listing.h"

#include <catch2/catch.hpp>

#include "crawler/article.h"
#include "feeds/labels.h"
#include "tests/crawler/fixture.h"

using namespace lawhub;

namespace {

std::vector<Listing> tables(const std::string& file) { return read_tables(Html(fixture(file))).listings; }

std::vector<Listing> cards(const std::string& file, std::string_view owner = {}) {
  const Html html(fixture(file));
  return read_cards(html, lines_above_footer(html, lines(html)), owner);
}

std::string all_of(const Listing& listing, std::string_view field) {
  std::string text;
  for (const auto& cell : listing.cells) {
    if (cell.field == field) text += (text.empty() ? "" : " | ") + cell.text;
  }
  return text;
}

}  // namespace

TEST_CASE("labels are known in every spelling of lists") {
  CHECK(field_of_label("联 系 电 话(含区号)：") == "phone");
  CHECK(field_of_label("律师事务所名称") == "name");
  CHECK(field_of_label("縣(市、區)") == field_of_label("县（市、区）"));
  CHECK(field_of_label("乘车路线").empty());
  CHECK(field_of_label("").empty());
}

TEST_CASE("labelled values are divided wherever they meet") {
  const Html html(
      "<p>地址：薛城区武夷山路1379号 电话:0632-8690000；传真 "
      "0632-8690001</p><p>网址:http://a.cn/x</p><p>办公时间：8:30-12:00</p>"
      "<p>监督电话:0632-1</p><p>E-mail</p><p>a@b.cn</p>");
  const auto found = read_labels(lines(html));
  std::vector<std::pair<std::string, std::string>> seen;
  for (const auto& label : found) seen.emplace_back(label.field, label.value);
  CHECK(seen == std::vector<std::pair<std::string, std::string>>{{"address", "薛城区武夷山路1379号"},
                                                                 {"phone", "0632-8690000"},
                                                                 {"fax", "0632-8690001"},
                                                                 {"website", "http://a.cn/x"},
                                                                 {"hours", "8:30-12:00"},
                                                                 {"", "0632-1"},
                                                                 {"email", "a@b.cn"}});
}

TEST_CASE("a table of 2014: merged title, header in the second row and again, spanning cells, a total") {
  const auto found = tables("table-2014.html");
  REQUIRE(found.size() == 3);
  CHECK(found[0].cell("name") == "山东甲子律师事务所");
  CHECK(found[0].cell("division") == "薛城区");
  CHECK(found[0].cell("phone") == "0632-4400001 4400002");
  CHECK(found[0].link == "show.asp?id=9");
  CHECK(found[0].heading.find("律师事务所名录") != std::string::npos);
  CHECK(found[1].cell("division") == "薛城区");
  CHECK(found[1].cell("name") == "山东乙丑 律师事务所");
  CHECK(found[2].cell("division") == "滕州市");
  CHECK(all_of(found[2], "phone") == "0632-5500001 | 0632-5500002");
  CHECK(all_of(found[2], "address") == "善国路3号 | 学院路4号");
  CHECK(found[1].evidence == "表格第 4 行");
}

TEST_CASE("two institutions side by side are two") {
  const auto found = tables("table-side-by-side.html");
  REQUIRE(found.size() == 3);
  CHECK(found[1].cell("name") == "乙市公证处");
  CHECK(found[1].cell("phone") == "0632-1000002");
}

TEST_CASE("a row over the whole width names the place of those below") {
  const auto found = tables("table-sections.html");
  REQUIRE(found.size() == 2);
  CHECK(found[0].cell("division") == "薛城区");
  CHECK(found[1].cell("division") == "滕州市");
}

TEST_CASE("layout tables and tables without a name column list nobody") {
  CHECK(tables("policy.html").empty());
  CHECK(read_tables(Html("<table><tr><td>地址</td><td>电话</td></tr><tr><td>a</td><td>b</td></tr></table>"))
            .listings.empty());
  CHECK(tables("key-value-table.html").empty());
}

TEST_CASE("absurd spans neither hang nor exhaust memory") {
  std::string markup = "<table><tr><td colspan=99999999>机构名称</td><td>电话</td></tr>";
  for (int i = 0; i < 300; ++i) markup += "<tr><td rowspan=99999999 colspan=99999999>x</td></tr>";
  CHECK(read_tables(Html(markup)).listings.size() < 1000);
}

TEST_CASE("a page of labels and values is one institution, and the footer's telephone is not its") {
  const auto found = cards("key-value-table.html");
  REQUIRE(found.size() == 1);
  CHECK(found[0].cell("name") == "山东丁卯律师事务所");
  CHECK(all_of(found[0], "phone") == "0632-3300001");
  CHECK(found[0].cell("address") == "市中区文化路7号");
  CHECK(found[0].cell("hours") == "周一至周五 8:30-17:00");
  CHECK(found[0].labelled);
}

TEST_CASE("paragraphs of labelled values are divided at the names") {
  const auto found = cards("paragraphs.html");
  REQUIRE(found.size() == 2);
  CHECK(found[0].cell("name") == "薛城区陶庄法律服务所");
  CHECK(all_of(found[0], "phone") == "0632-4510001");
  CHECK(found[0].cell("principal") == "孙某");
  CHECK(found[1].cell("address") == "薛城区沙沟镇政府驻地");
  CHECK(all_of(found[1], "phone") == "0632-4520001");
}

TEST_CASE("an institution's own site need not name it") {
  const auto found = cards("own-contact.html", "山东戊辰律师事务所");
  REQUIRE(found.size() == 1);
  CHECK(found[0].cell("name") == "山东戊辰律师事务所");
  CHECK(all_of(found[0], "phone") == "0632-4466001");
}

TEST_CASE("a text about telephones and hours lists nobody") { CHECK(cards("policy.html").empty()); }
