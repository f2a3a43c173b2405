#include "crawler/page_trap.h"

#include <catch2/catch.hpp>

#include "base/charset.h"
#include "base/text.h"
#include "crawler/page_check.h"
#include "crawler/url_trap.h"
#include "generated/test_paths.h"
#include "tests/crawler/fixture.h"

using namespace lawhub;

namespace {

const std::string kText =
    "为方便群众办理公证,减少奔波,经研究,决定从今年六月起在全市开展减证便民活动。各公证机构应当公布不再要求当事人提交"
    "的证明清单,能够通过部门核验取得的材料,由公证机构自行核验。委托、声明、赠与、出生、学历、无犯罪记录等公证事项适用"
    "本通知。对年满七十周岁的老年人和行动不便的残疾人,公证机构提供上门服务,不另行收取差旅费用。";

PageTrap trap_of(const std::string& markup, std::size_t replaced = 0) {
  const Html html(markup);
  return page_trap(html, lines(html), replaced).trap;
}

std::vector<Line> lines_of(const std::string& markup) { return lines(Html(markup)); }

std::optional<std::string> refuse(UrlTraps& traps, const std::string& url) { return traps.refuse(*parse_url(url)); }

}  // namespace

TEST_CASE("guards that want scripts run are recognised, pages that use scripts are not") {
  CHECK(trap_of("<script>document.cookie='a=1';window.location.reload();</script>") == PageTrap::challenge);
  CHECK(trap_of("<script src='/_bot_sbu/x.js'></script>") == PageTrap::challenge);
  CHECK(trap_of("<title>x</title><p>正在进行安全验证,请稍候</p>") == PageTrap::challenge);
  CHECK(trap_of("<script>document.cookie='a=1';if(x)location.reload();</script><p>" + kText + kText + "</p>") ==
        PageTrap::none);
}

TEST_CASE("a page that is nothing but a login is one; a page with a box for logging in is not") {
  const std::string form = "<form><input name=u><input type=PASSWORD name=p><button>登录</button></form>";
  CHECK(trap_of("<h1>用户登录</h1>" + form) == PageTrap::login);
  CHECK(trap_of(form + "<p>" + kText + "</p><p>" + kText + "</p>") == PageTrap::none);
}

TEST_CASE("garbled text is recognised, whichever way it was garbled, and good text is not") {
  const auto paragraph = [](const std::string& text) { return "<p>" + text + "</p>"; };
  CHECK(trap_of(paragraph(kText)) == PageTrap::none);
  const std::string as_latin = decode(kText, "iso-8859-1").utf8;
  std::string latin;  // each byte as one character
  for (const unsigned char c : kText) append_utf8(latin, c);
  CHECK(trap_of(paragraph(latin)) == PageTrap::garbled);
  TextStream stream(bytes_of("<meta charset=gbk>"), {});
  std::string of_gbk = "锛鍏瘉鏈烘瀯鐨勫伐浣滃湪鍏ㄥ競寮€灞曪紝";
  for (int i = 0; i < 5; ++i) of_gbk += of_gbk;
  CHECK(trap_of(paragraph(of_gbk)) == PageTrap::garbled);
  CHECK(trap_of(paragraph("锟斤拷锟斤拷锟斤拷锟斤拷" + kText)) == PageTrap::garbled);
  CHECK(trap_of(paragraph("乱码“锟斤拷”的由来。" + kText)) == PageTrap::none);
  CHECK(trap_of(paragraph(kText), 20) == PageTrap::garbled);
  CHECK(trap_of(paragraph(kText), 1) == PageTrap::none);
  CHECK(trap_of(paragraph("Société générale à Genève, rue de la Corraterie: où l'on était à l'été.")) ==
        PageTrap::none);
}

TEST_CASE("a page that says that it is none is missing, a text about such pages is not") {
  CHECK(trap_of("<html><body>您访问的页面不存在或已删除!</body></html>") == PageTrap::missing);
  CHECK(trap_of("<p>页面不存在</p><p>" + kText + kText + "</p>") == PageTrap::none);
}

TEST_CASE("what a site answers for an address that cannot exist is known again") {
  const std::string frame =
      "<div>首页 机构概况 政务公开 公共法律服务 互动交流</div><p>对不起,您来晚了,内容正在整理,五秒后返回</p>";
  MissingPage missing;
  CHECK_FALSE(missing.wants_sample(lines_of(frame)));
  CHECK(missing.wants_sample(lines_of(frame + "<p>5</p>")));
  CHECK_FALSE(missing.wants_sample(lines_of("<p>" + kText + kText + kText + "</p>")));
  CHECK_FALSE(missing.is_like(lines_of(frame)));
  missing.learn(lines_of(frame));
  CHECK_FALSE(missing.wants_sample(lines_of(frame)));
  CHECK(missing.is_like(lines_of(frame + "<p>4</p>")));
  CHECK_FALSE(missing.is_like(
      lines_of("<div>首页 机构概况 政务公开 公共法律服务 互动交流</div><p>泉城公证处 地址:经十路9号</p>")));
  CHECK(MissingPage::made_up_path("/a/show.asp") == "/a/lawhub-no-such-page-7c41f0.asp");
  CHECK(MissingPage::made_up_path("/a/") == "/a/lawhub-no-such-page-7c41f0.html");
}

TEST_CASE("the same text under another address is seen again; other texts of one form are not") {
  SeenTexts texts;
  CHECK_FALSE(texts.seen("http://x.cn/1", "通知", kText));
  CHECK(texts.seen("http://x.cn/2?from=list", "通知", "正文\n" + kText) == "http://x.cn/1");
  CHECK_FALSE(texts.seen("http://x.cn/3", "另一个通知", kText));
  CHECK_FALSE(texts.seen("http://x.cn/4", "通知", kText.substr(0, 90) + kText.substr(300) + kText.substr(90, 90)));
  CHECK_FALSE(texts.seen("http://x.cn/1", "通知", kText));
  CHECK_FALSE(texts.seen("http://x.cn/5", "短", "短文"));
  CHECK_FALSE(texts.seen("http://x.cn/6", "短", "短文"));
}

TEST_CASE("sketches of equal texts are alike, of different ones not") {
  CHECK(Sketch(kText).alike(Sketch(kText)) == 100);
  CHECK(Sketch(kText).alike(Sketch("法律援助中心设在市政务服务大厅三楼,周一至周五接待来访群众。")) < 5);
  CHECK(Sketch("").alike(Sketch("")) == 0);
}

TEST_CASE("addresses without end are refused, those of real portals are not") {
  UrlTraps traps(2026);
  for (const auto* url :
       {"http://x.cn/art/2022/11/11/art_103324_21858.html", "http://x.cn/list.asp?id=12&page=3",
        "http://x.cn/module/web/jpage/dataproxy.jsp?startrecord=46&endrecord=90&perpage=15&columnid=1002&"
        "unitid=4&webid=2&path=/&webname=x&sourceContentType=1&permissiontype=0&appid=1",
        "http://x.cn/a/1/1/1/1.html", "http://x.cn/calendar?year=2027&month=1"})
    CHECK_FALSE(refuse(traps, url));
  CHECK(refuse(traps, "http://x.cn/a/b/a/b/a/b/c.html"));
  CHECK(refuse(traps, "http://x.cn/news/news/news/"));
  CHECK(refuse(traps, "http://x.cn/1/2/3/4/5/6/7/8/9/a/b/c/d/e"));
  CHECK(refuse(traps, "http://x.cn/rili?year=2031&month=5"));
  CHECK(refuse(traps, "http://x.cn/rili?date=1970-01-01"));
  CHECK(refuse(traps, "http://x.cn/calendar/2031/05/"));
  CHECK(refuse(traps, "http://x.cn/?" + std::string(700, 'a')));
}

TEST_CASE("choices of filters, days of a calendar and tokens have a budget; pages of lists have not") {
  UrlTraps traps(2026);
  int filters = 0, days = 0, tokens = 0, pages = 0;
  for (int i = 0; i < 2000; ++i) {
    const std::string n = std::to_string(i);
    filters += refuse(traps, "http://x.cn/s?area=" + n + "&type=" + std::to_string(i % 7) + "&sort=1") ? 0 : 1;
    days += refuse(traps, "http://x.cn/c?date=20250101&n=" + n) ? 0 : 1;
    tokens += refuse(traps, "http://x.cn/show?id=1&token=" + n) ? 0 : 1;
    pages += refuse(traps, "http://x.cn/l?column=1&unit=2&page=" + n) ? 0 : 1;
  }
  CHECK(filters == 400);
  CHECK(days == 400);
  CHECK(tokens == 1);
  CHECK(pages == 2000);
  CHECK_FALSE(refuse(traps, "http://x.cn/s?area=3&type=3&sort=1"));
}

TEST_CASE("check page says what the crawl makes of a page or a document") {
  const auto page = page_answer(fixture("article-meta.html"), *parse_url("http://x.cn/a.html"), "text/html");
  CHECK(page["title"] == "普法宣传进校园");
  CHECK(page["date"] == "2022-03-09");
  CHECK(page["trap"].is_null());
  CHECK(page["findable"] == true);
  CHECK(page["encoding"]["name"] == "utf-8");
  const auto list = page_answer(encode(fixture("table-2014.html"), "gb18030"), *parse_url("http://x.cn/list.asp"), "");
  REQUIRE(list["listings"].size() == 3);
  CHECK(list["listings"][0]["detector"] == "table");
  CHECK(list["encoding"]["name"] == "gb18030");
  const auto document = page_answer(read_file(std::string(TEST_DATA) + "/attachments/register.pdf"),
                                    *parse_url("http://x.cn/r.pdf"), "application/pdf");
  CHECK(document["document"] == true);
  CHECK(document["listings"].size() == 30);
  CHECK(page_answer("<script src='/_bot_sbu/x.js'></script>", *parse_url("http://x.cn/"), "")["trap"]["kind"] ==
        "challenge");
}
