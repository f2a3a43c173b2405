#include "search/understand.h"

#include <catch2/catch.hpp>

#include "base/text.h"

using lawhub::Reading;
using lawhub::understand;

namespace {

// "370403 NOT | FAM01 | NTR01 | text", parts without content left out: one line says what was understood.
std::string line(std::string_view question) {
  const Reading r = understand(question);
  std::vector<std::string> words;
  for (const auto* d : r.divisions) words.push_back(d->code);
  for (const auto t : r.types) words.emplace_back(code_of(t));
  for (const auto* t : r.matters) words.push_back(t->code);
  for (const auto* t : r.services) words.push_back(t->code);
  if (r.open_now) words.emplace_back("open");
  if (r.weekend) words.emplace_back("weekend");
  if (r.near) words.emplace_back("near");
  if (!r.text.empty()) words.push_back("“" + r.text + "”");
  return lawhub::join(words, " ");
}

}  // namespace

TEST_CASE("the questions of every day are understood") {
  CHECK(line("薛城区 公证处") == "370403 NOT");
  CHECK(line("滕州 律师") == "370481 LFM LFB");
  CHECK(line("枣庄市司法局") == "370400 BUR");
  CHECK(line("离婚") == "FAM01");
  CHECK(line("薛城的公证处在哪里?") == "370403 NOT");
  CHECK(line("附近的律师") == "LFM LFB near");
  CHECK(line("现在开门的公证处") == "NOT open");
  CHECK(line("想离婚怎么办") == "FAM01");
  CHECK(line("遗嘱公证") == "INH01 NTR02");
  CHECK(line("遗嘱公证处") == "NOT INH01 NTR02");
  CHECK(line("12348") == "HOT ADV02");
  CHECK(line("市司法局") == "BUR");
  CHECK(line("附近周末开门的公证处") == "NOT weekend near");
}

TEST_CASE("what no table explains stays, and the whole question too") {
  CHECK(line("公共法律服务体系建设") == "“公共法律服务体系建设”");
  CHECK(line("山东泰岳律师事务所") == "370000 LFM LFB “泰岳”");
  CHECK(line("理想国 律师") == "LFM LFB “理想国”");
  CHECK(understand("山东 泰岳 律师事务所").whole == "山东泰岳律师事务所");
  CHECK(understand("").whole.empty());
  CHECK(line(" , 。") == "");
}

TEST_CASE("司法所, 司法局, 司法鉴定所 and 法律服务所 are four different bodies") {
  CHECK(line("临城司法所") == "JUO “临城”");
  CHECK(line("薛城司法局") == "370403 BUR");
  CHECK(line("司法鉴定所") == "FAI");
  CHECK(line("法律服务所") == "GLS");
  CHECK(line("公共法律服务中心") == "PLC");
  CHECK(line("律师协会") == "ASC");
}

TEST_CASE("a place of two readings means both, unless another place says which") {
  CHECK(line("市中区") == "370103 370402");
  CHECK(line("枣庄 市中区") == "370402");
  CHECK(line("济南市中区公证处") == "370103 NOT");
  CHECK(line("市中区 枣庄市") == "370402");
  CHECK(line("济宁市中区") == "370811");
  CHECK(line("薛城区 滕州") == "370403 370481");
}

TEST_CASE("the smallest place is meant, larger ones only lead to it") {
  CHECK(line("山东省枣庄市薛城区临城街道") == "370403001");
  CHECK(line("枣庄薛城公证处") == "370403 NOT");
  CHECK(line("平阴 东阿") == "370124102");
  CHECK(line("东阿 律师") == "371524 LFM LFB");
}

TEST_CASE("former names lead to the present place") {
  CHECK(line("章丘市 公证处") == "370114 NOT");
  CHECK(line("胶南 律师") == "370211 LFM LFB");
  CHECK(line("莱芜 公证处") == "370116 NOT");
  CHECK(line("莱芜市公证处") == "370116 370117 NOT");  // the city is two districts now
  CHECK(line("苍山县司法局") == "371324 BUR");
}

TEST_CASE("names that are words need a suffix or a hint, and to stand alone") {
  CHECK(line("平原县") == "371426");
  CHECK(line("平原") == "371426");  // nothing else is asked
  CHECK(line("平原 种植") == "“平原 种植”");
  CHECK(line("平原 公证处") == "371426 NOT");
  CHECK(line("牡丹花会公证") == "NOT “牡丹花会”");
  CHECK(line("惠民政策 公证") == "NOT “惠民政策”");
  CHECK(line("高新区 律师") == "LFM LFB “高新区”");
  CHECK(line("济南高新区 律师") == "370176 LFM LFB");
  CHECK(line("济南 高新区 律师") == "370176 LFM LFB");
}

TEST_CASE("villages are understood inside a place that is named, by names that say they are one") {
  const Reading r = understand("薛城区常庄街道" + std::string("种庄村") + "调解委员会");
  CHECK(r.text.find("街道") == std::string::npos);
  CHECK(line("种庄村 调解委员会") == "PMC “种庄村”");
}

TEST_CASE("numbers and Latin words are matched whole") {
  CHECK(line("0632123481") == "“0632123481”");
  CHECK(line("DNA鉴定") == "FAM09 FOR03");
  CHECK(line("n+1") == "LAB03");
}

TEST_CASE("traditional characters and full width are the same words") {
  CHECK(line("滕州　律師") == "370481 LFM LFB");
  CHECK(line("１２３４８") == "HOT ADV02");
}

TEST_CASE("any bytes are a question") {
  CHECK_NOTHROW(understand(std::string("\xff\xfe\0\x80", 4)));
  std::string longest;
  for (int i = 0; i < 200; ++i) longest += "市";
  CHECK(line(longest) == "");
}

TEST_CASE("the answer explains what was understood") {
  const lawhub::Understood u = explain(understand("市中区 公证处 遗产"));
  REQUIRE(u.divisions.size() == 2);
  CHECK(u.divisions[1].label == "枣庄市市中区");
  CHECK(u.types.at(0).label == "公证处");
  CHECK(u.matters.at(0).code == "INH02");
}

TEST_CASE("words typed as they sound are understood, and that is told", "[repair]") {
  CHECK(line("薛城区公正处") == "370403 NOT");
  CHECK(line("薛成区公证处") == "370403 NOT");
  CHECK(line("继成房产") == line("继承房产"));
  CHECK(line("司法坚定所") == "FAI");
  CHECK(line("瞻养费") == line("赡养费"));
  const Reading r = understand("薛城区公正处");
  REQUIRE(r.rewordings.size() == 1);
  CHECK(r.rewordings[0].typed == "公正处");
  CHECK(r.rewordings[0].taken_as == "公证处");
  CHECK_FALSE(r.rewordings[0].also);
  CHECK(r.rewordings[0].instead == "薛城区“公正处”");
  CHECK(line(r.rewordings[0].instead) == "370403");
}

TEST_CASE("a slip that is a word of its own offers both", "[repair]") {
  const Reading r = understand("公正");
  REQUIRE(r.rewordings.size() == 1);
  CHECK(r.rewordings[0].also);
  CHECK(r.types == understand("公证").types);
  CHECK(line("公正律师事务所") == "LFM LFB “公正”");
  CHECK(line("工商局") == "“工商局”");
  CHECK(understand("关于加强公正文明执法工作的若干意见").rewordings.empty());
}

TEST_CASE("pinyin, whole and by initials", "[pinyin]") {
  CHECK(line("xuechenggongzhengchu") == "370403 NOT");
  CHECK(line("laogongdawo") == line("老公打我"));
  CHECK(line("sifajianding") == "FAI");
  CHECK(line("sfjd") == "FAI");
  CHECK(line("gzc") == "NOT");
  CHECK(line("lvshi") == line("律师"));
  CHECK(line("lushi") == line("律师"));
  CHECK(line("jnflyz").find("370100") == 0);
  CHECK(line("jnflyz").find("LAC") != std::string::npos);
  CHECK(line("fangzigongzhengchu") == "370704 NOT");  // 坊子, not 房子
  CHECK(line("lanshanqu") == "371103 371302");        // two districts of one sound
  CHECK(line("zhongguo abc") == "“zhongguo abc”");
}

TEST_CASE("what stands in quotes is set aside", "[quoted]") {
  const Reading r = understand("薛城区 “公证处”");
  CHECK(r.quoted == std::vector<std::string>{"公证处"});
  CHECK(line("薛城区 “公证处”") == "370403");
}

TEST_CASE("audiences, the weekend, whom to ask and why", "[understand]") {
  const lawhub::Understood u = explain(understand("农民工讨薪"));
  REQUIRE(u.audiences.size() == 1);
  CHECK(u.audiences[0].code == "A01");
  REQUIRE_FALSE(u.who.empty());
  CHECK(u.who[0].code == "LAC");
  CHECK(u.who[0].free_by.find("法律援助法") == 0);
  REQUIRE_FALSE(u.reasons.empty());
  CHECK(u.reasons[0].means.at(0).code == "LAB01");
  CHECK(line("周末开门") == "ADV02 weekend");
  CHECK(line("晚上还上班吗") == "ADV02 open");
}
