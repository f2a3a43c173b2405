#include "crawler/article.h"

#include <catch2/catch.hpp>

#include "tests/crawler/fixture.h"

using namespace lawhub;

namespace {

Article article(const std::string& markup, const std::string& url = "http://x.cn/a.html",
                const std::string& modified = {}) {
  const Html html(markup);
  return read_article(html, lines_above_footer(html, lines(html)), *parse_url(url), "某市司法局", modified);
}

}  // namespace

TEST_CASE("the notice of a portal of 2014: title, text and date without navigation and footer") {
  const auto found = article(fixture("policy.html"), "http://x.cn/show.asp?id=1");
  CHECK(found.title == "关于推进法律服务的通知");
  CHECK(found.date == "2014-11-20");
  CHECK(found.text.find("近日,某市印发文件") != std::string::npos);
  CHECK(found.text.find("(二)加强保障。") != std::string::npos);
  CHECK(found.text.find("通知公告") == std::string::npos);
  CHECK(found.text.find("光明路9号") == std::string::npos);
  CHECK(found.text.find("0632-8680000") == std::string::npos);
}

TEST_CASE("an article with meta tags is dated and titled by them") {
  const auto found = article(fixture("article-meta.html"));
  CHECK(found.title == "普法宣传进校园");
  CHECK(found.date == "2022-03-09");
  CHECK(found.column == "工作动态");
  CHECK(found.text.rfind("三月九日", 0) == 0);
  CHECK(found.text.find("送法下乡") == std::string::npos);
}

TEST_CASE("dates: PubDate, then the URL, then the text, then Last-Modified") {
  const std::string body = "<p>发布时间:2014-11-20</p>";
  CHECK(article("<meta name=pubdate content='2025-07-14 01:59'>" + body, "http://x.cn/art/2022/11/11/art_1_2.html")
            .date == "2025-07-14");
  CHECK(article(body, "http://x.cn/art/2022/3/9/art_1_2.html").date == "2022-03-09");
  CHECK(article(body, "http://x.cn/xinwen/202109/t20210926_123.html").date == "2021-09-26");
  CHECK(article(body, "http://x.cn/a/2019/0304/7.html").date == "2019-03-04");
  CHECK(article(body, "http://x.cn/a/1234567.html", "Mon, 24 Nov 2014 01:00:00 GMT").date == "2014-11-20");
  CHECK(article("<p>x</p>", "http://x.cn/a", "Sun, 23 Nov 2014 17:00:00 GMT").date == "2014-11-24");
}

TEST_CASE("the title is the article's, never the site's") {
  CHECK(article("<title>某市司法局</title><h1>某市司法局</h1><h2>招聘公告</h2>").title == "招聘公告");
  CHECK(article("<title>招聘公告_通知_某市司法局</title><p>x</p>").title == "招聘公告_通知");
  CHECK(article("<title>招聘公告 - 某市司法局门户网站</title><p>x</p>").title == "招聘公告");
  CHECK(article("<title>某市司法局</title><p>x</p>").title.empty());
}

TEST_CASE(
    "a footer is cut at its earliest strong marker with the block around it, a link to the site map above is none") {
  const Html html(fixture("paragraphs.html"));
  std::vector<std::string> kept;
  for (const auto& line : lines_above_footer(html, lines(html))) kept.push_back(line.text);
  CHECK(kept.back().find("沙沟镇") != std::string::npos);
}
