#include "search/snippet.h"

#include <catch2/catch.hpp>

using lawhub::snippet;
using lawhub::Unmatched;

TEST_CASE("a snippet shows the passage that holds most of the words") {
  std::string text;
  for (int i = 0; i < 50; ++i) text += "这里没有什么要紧的内容。";
  text += "申请法律援助要带身份证。";
  for (int i = 0; i < 50; ++i) text += "后面也没有什么。";
  const std::string html = snippet(text, {{"法律援助"}, {}}, 40, Unmatched::beginning);
  CHECK(html.find("<em>法律援助</em>") != std::string::npos);
  CHECK(html.substr(0, 3) == "…");
  CHECK(html.find("身份证") != std::string::npos);
}

TEST_CASE("nothing of the text is ever markup") {
  const std::string html = snippet("<b onclick='x'>法律 & \"援助\"</b>", {{"法律"}, {}}, 100, Unmatched::beginning);
  CHECK(html == "&lt;b onclick=&#39;x&#39;&gt;<em>法律</em> &amp; &quot;援助&quot;&lt;/b&gt;");
  CHECK(snippet("<script>", {{"script"}, {}}, 100, Unmatched::beginning) == "&lt;<em>script</em>&gt;");
}

TEST_CASE("without a match: the beginning or nothing") {
  CHECK(snippet("第一句。第二句。", {{"没有"}, {}}, 3, Unmatched::beginning) == "第一句…");
  CHECK(snippet("第一句。", {{"没有"}, {}}, 3, Unmatched::nothing).empty());
  CHECK(snippet("", {{"没有"}, {}}, 3, Unmatched::beginning).empty());
  CHECK(snippet("第一句。", {{}, {}}, 30, Unmatched::beginning) == "第一句。");
}

TEST_CASE("Latin words match whole, width and case aside") {
  CHECK(snippet("tablet AB", {{"ab"}, {}}, 30, Unmatched::beginning) == "tablet <em>AB</em>");
  CHECK(snippet("拨打12348热线", {{"12348"}, {}}, 30, Unmatched::beginning) == "拨打<em>12348</em>热线");
}

TEST_CASE("a phrase of the vocabulary matches whole or not at all") {
  CHECK(snippet("起诉离婚与起诉", {{}, {"起诉离婚"}}, 30, Unmatched::beginning) == "<em>起诉离婚</em>与起诉");
}
