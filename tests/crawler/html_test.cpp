#include "crawler/html.h"

#include <catch2/catch.hpp>

#include "crawler/lines.h"

using namespace lawhub;

namespace {

std::vector<std::string> texts(const std::string& markup) {
  const Html html(markup);
  std::vector<std::string> result;
  for (const auto& line : lines(html)) result.push_back(line.text);
  return result;
}

}  // namespace

TEST_CASE("blocks and <br> end lines, cells and inline elements leave a tab") {
  CHECK(texts("<p>电话<br>0632-1</p><div>a <b>b</b>c</div>") == std::vector<std::string>{"电话", "0632-1", "a\tb\tc"});
  CHECK(texts("<table><tr><td>地址</td><td>薛城区 1号</td></tr><tr><td>a</td></tr></table>") ==
        std::vector<std::string>{"地址\t薛城区 1号", "a"});
  CHECK(texts("<dl><dt>电话<dd>1<dt>传真<dd>2</dl>") == std::vector<std::string>{"电话", "1", "传真", "2"});
}

TEST_CASE("nobody reads scripts, styles, forms' controls and what is hidden") {
  CHECK(texts("<title>t</title><script>var a='<p>x</p>';</script><style>p{}</style><p>读</p>"
              "<p style='DISPLAY: none'>x</p><div hidden>y</div><select><option>z</select>") ==
        std::vector<std::string>{"读"});
}

TEST_CASE("signs of a script that look like tags take nothing away") {
  std::string script = "<SCRIPT>for(i=0;i<n;i++){";
  for (int i = 0; i < 500; ++i) script += " x = y / 2;";
  CHECK(texts(script + "}</Script><p>读</p><!-- <p " + std::string(1000, ' ') + " --><p>完</p>") ==
        std::vector<std::string>{"读", "完"});
}

TEST_CASE("what is faded in by a script is read") {
  CHECK(texts("<div style='visibility: hidden; opacity: 0;'><p>正文</p></div><div style='visibility:hidden'>x</div>") ==
        std::vector<std::string>{"正文"});
}

TEST_CASE("non-breaking and ideographic spaces are white space") {
  CHECK(texts("<p>&nbsp;滕州市&nbsp;　公证处 </p>") == std::vector<std::string>{"滕州市 公证处"});
}

TEST_CASE("a charset declared in the markup does not matter: the text is decoded already") {
  CHECK(
      texts(
          "<html><head><meta http-equiv='Content-Type' content='text/html; charset=gb2312'></head><p>喆</p></html>") ==
      std::vector<std::string>{"喆"});
}

TEST_CASE("links of anchors, areas, frames and refreshes are found, scripts and fragments are not") {
  const Html html(
      "<meta http-equiv=Refresh content=\"0; URL='/new/'\"><a href='list.asp?id=1' title='公证处名录全文'>公证处…</a>"
      "<a href='javascript:goPage(2)'>2</a><a href='#top'>x</a><a href='mailto:a@b'>m</a><area href=/map><iframe "
      "src=i.html></iframe>");
  std::vector<std::string> hrefs;
  for (const auto& link : links(html)) hrefs.push_back(link.href);
  CHECK(hrefs == std::vector<std::string>{"/new/", "list.asp?id=1", "/map", "i.html"});
  CHECK(links(html)[1].text == "公证处名录全文");
}

TEST_CASE("hostile markup neither crashes nor loses the text behind it") {
  std::string deep;
  for (int i = 0; i < 50'000; ++i) deep += "<div>";
  CHECK(texts(deep + "底").back() == "底");
  std::string crossed;
  for (int i = 0; i < 2'000; ++i) crossed += "<b><i><font>x";
  CHECK_FALSE(texts(crossed).empty());
  CHECK(texts(std::string("<p>a\0b</p><p>c</p>", 18)) == std::vector<std::string>{"ab", "c"});
  std::string attributes = "<div";
  for (int i = 0; i < 100'000; ++i) attributes += " a" + std::to_string(i) + "=1";
  CHECK(texts("<p>前</p>" + attributes + ">中</div><p>后</p>") == std::vector<std::string>{"前", "中", "后"});
  CHECK(texts("<p>前</p><a href=\"" + std::string(1'000'000, 'x') + "\">中</a><p>后</p>").back() == "后");
  CHECK(texts("").empty());
  CHECK(texts("<<<>>><!-- <p>").size() < 5);
  CHECK(texts("\xff\xfe<p>x").size() == 1);
}

TEST_CASE("how much of a line is link, and what is a heading") {
  const Html html("<h1>标题</h1><p>看<a href=x>这里</a></p>");
  const auto all = lines(html);
  REQUIRE(all.size() == 2);
  CHECK(all[0].heading);
  CHECK_FALSE(all[1].heading);
  CHECK(all[1].link_bytes == std::string("这里").size());
}
