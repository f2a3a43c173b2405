// What a person expects of the hub, asked of a small world.
#include "search/answer.h"

#include <algorithm>
#include <catch2/catch.hpp>

#include "base/coordinate.h"
#include "base/text.h"
#include "tests/support/hub.h"
#include "tests/support/sample_listing.h"
#include "tests/support/world.h"

using lawhub::Answer;
using lawhub::Hub;
using lawhub::InstitutionType;
using lawhub::Item;
using lawhub::Parameters;
using lawhub::shown;
using Names = std::vector<std::string>;

namespace {

/// A small province, built once.
Hub& world() {
  static Hub hub;
  static const bool built = [] {
    hub.listed("a", {"BUR | 山东省司法厅 | 370000",
                     "BUR | 枣庄市司法局 | 370400 | 0632-8690000",
                     "BUR | 枣庄市薛城区司法局 | 370403",
                     "BUR | 滕州市司法局 | 370481",
                     "NOT | 山东省枣庄市薛城区公证处 | 370403 | at=117.263,34.795 | hours=24/7",
                     "NOT | 山东省枣庄市鲁南公证处 | 370402 | at=117.556,34.864 | former=枣庄市市中区公证处",
                     "NOT | 山东省滕州市公证处 | 370481 | at=117.165,35.114",
                     "NOT | 济南市市中公证处 | 370103 | at=116.998,36.651 | hours=MO-SU 00:00-00:01",
                     "LFM | 山东泰岳律师事务所 | 370481 | 0632-5500001 | offers=FAM01 | says=擅长婚姻家庭案件",
                     "LFM | 山东墨子律师事务所 | 370481",
                     "LFM | 山东滕国律师事务所 | 370481 | 0632-5500009 | status=revoked",
                     "LFB | 山东岱宗(滕州)律师事务所 | 370481",
                     "LFM | 山东奚仲律师事务所 | 370403",
                     "GLS | 滕州市北辛法律服务所 | 370481",
                     "LAC | 滕州市法律援助中心 | 370481",
                     "LAC | 枣庄市法律援助中心 | 370400",
                     "JUO | 薛城区临城司法所 | 370403",
                     "PMC | 滕州市北辛街道人民调解委员会 | 370481",
                     "PMC | 滕州市荆河街道人民调解委员会 | 370481",
                     "PMC | 薛城区临城街道人民调解委员会 | 370403",
                     "FAI | 枣庄正衡司法鉴定所 | 370400 |  |  | 司鉴许370400077号",
                     "HOT | 枣庄市12348公共法律服务热线 | 370400 | 12348",
                     "PLC | 薛城区公共法律服务中心 | 370403"});
    hub.published("http://s/policy", "关于加快推进公共法律服务体系建设的意见",
                  "近日,省司法厅出台意见。通过三年努力,形成覆盖城乡的公共法律服务体系。 <script>alert(1)</script>",
                  "2014-11-04");
    hub.published("http://s/divorce", "离婚时财产怎么分", "协议离婚要双方自愿。起诉离婚先到法院立案。", "2025-03-01");
    hub.published("http://s/divorce2", "夫妻分居多久算离婚", "分居不会自动解除婚姻关系。", "2024-03-01");
    hub.published("http://s/other", "全市司法行政工作会议召开", "会议部署了法律援助与公证工作,并提到离婚纠纷调解。",
                  "2023-01-05");
    hub.build();
    return true;
  }();
  REQUIRE(built);
  return hub;
}

Answer ask(const std::string& q) { return world().search(q); }

std::size_t place(const Answer& a, const std::string& name) {
  const Names names = shown(a);
  return static_cast<std::size_t>(std::find(names.begin(), names.end(), name) - names.begin());
}

std::size_t count_of(const std::vector<lawhub::Bucket>& buckets, const std::string& code) {
  for (const lawhub::Bucket& b : buckets) {
    if (b.code == code) return b.count;
  }
  return 0;
}

}  // namespace

TEST_CASE("a place and a type: those of the place first, then the few around, and that is said") {
  const Answer a = ask("薛城区 公证处");
  REQUIRE(a.items.size() >= 3);
  CHECK(a.items[0].name == "山东省枣庄市薛城区公证处");
  CHECK(shown(a)[1] != "济南市市中公证处");
  REQUIRE(a.understood.divisions.size() == 1);
  CHECK(a.understood.divisions[0].code == "370403");
  REQUIRE(a.understood.types.size() == 1);
  CHECK(a.understood.types[0].code == "NOT");
  REQUIRE_FALSE(a.remarks.empty());
  CHECK(a.remarks[0] == "薛城区只找到 1 家公证处,后面是枣庄市的。");
  CHECK(place(a, "山东省枣庄市鲁南公证处") < a.items.size());
}

TEST_CASE("lawyers of a place, living ones first") {
  const Answer a = ask("滕州 律师");
  REQUIRE(a.items.size() >= 4);
  for (std::size_t i = 0; i < 3; ++i) {
    CHECK((a.items[i].type == InstitutionType::law_firm || a.items[i].type == InstitutionType::law_firm_branch));
    CHECK(a.items[i].division_code == "370481");
    CHECK(a.items[i].status != lawhub::Status::revoked);
  }
  CHECK(place(a, "山东滕国律师事务所") == 3);
}

TEST_CASE("a bureau by its name is that bureau, not any other") {
  CHECK(shown(ask("枣庄市司法局"))[0] == "枣庄市司法局");
  CHECK(shown(ask("枣庄司法局"))[0] == "枣庄市司法局");
  CHECK(shown(ask("薛城区司法局"))[0] == "枣庄市薛城区司法局");
}

TEST_CASE("a whole name is first, former names too, whatever the width and script") {
  for (const char* name :
       {"山东省枣庄市鲁南公证处", "山东岱宗(滕州)律师事务所", "薛城区临城街道人民调解委员会", "山东滕国律师事务所"}) {
    CHECK(shown(ask(name))[0] == name);
  }
  CHECK(shown(ask("枣庄市市中区公证处"))[0] == "山东省枣庄市鲁南公证处");
  CHECK(shown(ask("山東岱宗(滕州)律師事務所"))[0] == "山东岱宗(滕州)律师事务所");
  CHECK(shown(ask("枣庄市12348公共法律服务热线"))[0] == "枣庄市12348公共法律服务热线");
}

TEST_CASE("any piece of a name finds it") {
  const std::string name = "山东省枣庄市鲁南公证处";
  const std::u32string characters = lawhub::to_code_points(name);
  for (std::size_t at = 0; at < characters.size(); ++at) {
    for (std::size_t length = 2; at + length <= characters.size(); ++length) {
      Parameters p;
      p.q = lawhub::to_utf8(characters.substr(at, length));
      p.size = 50;
      INFO(p.q);
      REQUIRE(place(world().search(p), name) < 50);
    }
  }
}

TEST_CASE("the policy notice is found by its subject, with its date, and its markup is only text") {
  const Answer a = ask("公共法律服务体系建设");
  REQUIRE_FALSE(a.items.empty());
  CHECK(a.items[0].kind == Item::Kind::page);
  CHECK(a.items[0].title == "关于加快推进公共法律服务体系建设的意见");
  CHECK(a.items[0].date == "2014-11-04");
  CHECK(a.items[0].snippet_html.find("<em>公共法律服务体系</em>") != std::string::npos);
  CHECK(a.items[0].snippet_html.find("<script") == std::string::npos);
}

TEST_CASE("a matter is answered by who helps, in the vocabulary's order, with articles between") {
  const Answer a = ask("离婚");
  REQUIRE(a.understood.matters.size() == 1);
  CHECK(a.understood.matters[0].code == "FAM01");
  CHECK(shown(a)[0] == "山东泰岳律师事务所");  // it says that it does this
  CHECK(a.items[2].kind == Item::Kind::page);
  CHECK(a.items[2].title == "离婚时财产怎么分");
  std::vector<InstitutionType> first;
  for (const Item& item : a.items) {
    if (item.kind == Item::Kind::institution && std::find(first.begin(), first.end(), item.type) == first.end()) {
      first.push_back(item.type);
    }
  }
  REQUIRE(first.size() >= 4);
  CHECK(first[0] == InstitutionType::law_firm);
  CHECK(first[1] == InstitutionType::grassroots_legal_office);
  CHECK(first[2] == InstitutionType::legal_aid_centre);
  CHECK(first[3] == InstitutionType::mediation_committee);
  CHECK(count_of(a.by_kind, "page") == 3);
}

TEST_CASE("an urgent matter shows whom to call before anything else") {
  const Answer a = ask("家暴");
  REQUIRE(a.cards.size() == 2);
  CHECK(a.cards[0].phone == "110");
  CHECK(a.cards[1].phone == "12348");
  CHECK(ask("离婚").cards.empty());
  const Answer nothing = ask("zzzz");
  CHECK(nothing.total == 0);
  REQUIRE(nothing.cards.size() == 1);
  CHECK(nothing.cards[0].phone == "12348");
}

TEST_CASE("nearest of a type by true distance") {
  Parameters p;
  p.near = lawhub::Point{117.26, 34.80};
  p.types = {InstitutionType::notary_office};
  const Answer a = world().search(p);
  CHECK(shown(a) ==
        Names{"山东省枣庄市薛城区公证处", "山东省枣庄市鲁南公证处", "山东省滕州市公证处", "济南市市中公证处"});
  CHECK(a.total == 4);
  for (const Item& item : a.items) {
    REQUIRE(item.distance_m.has_value());
    CHECK(*item.distance_m == lawhub::distance_m(*p.near, {item.position.longitude, item.position.latitude}));
  }
  p.radius_m = 40000;
  CHECK(world().search(p).total == 3);
  p.radius_m = 1000;
  CHECK(world().search(p).total == 1);
}

TEST_CASE("a matter near a point shows every door, the near ones of each first, and articles") {
  Parameters p;
  p.q = "离婚";
  p.near = lawhub::Point{117.26, 34.80};  // in 薛城区
  const Answer a = world().search(p);
  CHECK(place(a, "山东奚仲律师事务所") < place(a, "山东墨子律师事务所"));
  CHECK(a.items[0].type == InstitutionType::law_firm);
  CHECK(count_of(a.by_kind, "page") == 3);
}

TEST_CASE("numbers find their institution, whole or by the end") {
  CHECK(shown(ask("0632-5500001"))[0] == "山东泰岳律师事务所");
  CHECK(shown(ask("5500001"))[0] == "山东泰岳律师事务所");
  CHECK(shown(ask("06325500001"))[0] == "山东泰岳律师事务所");
  CHECK(shown(ask("0001"))[0] == "山东泰岳律师事务所");
  CHECK(shown(ask("370400077"))[0] == "枣庄正衡司法鉴定所");
}

TEST_CASE("the parameters' filters are strict and facets count what a choice would give") {
  Parameters p;
  p.division = "370481";
  Answer a = world().search(p);
  for (const Item& item : a.items) CHECK(item.division_code == "370481");
  const std::size_t firms = count_of(a.by_type, "LFM");
  CHECK(firms == 3);
  p.types = {InstitutionType::law_firm};
  a = world().search(p);
  CHECK(a.total == firms);
  CHECK(count_of(a.by_type, "PMC") == 2);  // another choice of type is still offered

  Parameters all;
  const Answer everything = world().search(all);
  CHECK(count_of(everything.by_kind, "institution") == 23);
  CHECK(count_of(everything.by_kind, "page") == 4);
  CHECK(everything.total == 27);
  CHECK(count_of(everything.by_division, "370400") == 21);
  CHECK(count_of(everything.by_division, "370100") == 1);

  Parameters city;
  city.division = "370400";
  CHECK(count_of(world().search(city).by_division, "370481") == count_of(world().search(city).by_division, "370481"));
  Parameters nothing;
  nothing.division = "371700";
  nothing.types = {InstitutionType::notary_office};
  CHECK(world().search(nothing).total == 0);
}

TEST_CASE("open now and kind") {
  Parameters p;
  p.open_now = true;
  CHECK(shown(world().search(p)) == Names{"山东省枣庄市薛城区公证处"});
  Parameters pages;
  pages.kind = Parameters::Kind::page;
  pages.sort = Parameters::Sort::date;
  CHECK(shown(world().search(pages)) == Names{"离婚时财产怎么分", "夫妻分居多久算离婚", "全市司法行政工作会议召开",
                                              "关于加快推进公共法律服务体系建设的意见"});
}

TEST_CASE("a service asks who offers it") {
  Parameters p;
  p.service = "NTR02";
  const Answer a = world().search(p);
  CHECK(count_of(a.by_type, "NOT") == 4);
  CHECK(count_of(a.by_type, "LFM") == 0);
}

TEST_CASE("never an empty page when something sensible exists, and it is said what was widened") {
  Answer a = ask("薛城区 司法鉴定");
  CHECK(shown(a)[0] == "枣庄正衡司法鉴定所");
  REQUIRE_FALSE(a.remarks.empty());
  CHECK(a.remarks[0].find("薛城区没有找到") == 0);

  a = ask("滕州 律师 量子纠缠");
  REQUIRE_FALSE(a.items.empty());
  CHECK(a.items[0].division_code == "370481");
  CHECK(a.remarks[0].find("量子纠缠") != std::string::npos);

  a = ask("墨子律所事务");  // not how it is called
  CHECK(place(a, "山东墨子律师事务所") < a.items.size());
}

TEST_CASE("an ambiguous place gives both readings") {
  const Answer a = ask("市中区 公证处");
  CHECK(a.understood.divisions.size() == 2);
  CHECK(place(a, "济南市市中公证处") < 3);
  CHECK(place(a, "山东省枣庄市鲁南公证处") < 3);
}

TEST_CASE("pages of results follow each other without gap or repetition") {
  Parameters p;
  p.size = 4;
  Names seen;
  for (p.page = 1; p.page <= 8; ++p.page) {
    const Answer a = world().search(p);
    for (const std::string& name : shown(a)) seen.push_back(name);
  }
  CHECK(seen.size() == 27);
  std::sort(seen.begin(), seen.end());
  CHECK(std::unique(seen.begin(), seen.end()) == seen.end());
  p.page = 100;
  CHECK(world().search(p).items.empty());
}

TEST_CASE("a hostile question is answered") {
  for (const std::string& q : {std::string("\xff\xfe"), std::string(600, 'a'), std::string("(((( \" AND OR NOT * ?"),
                               std::string("\0\0", 2), std::string("的"), std::string("🙂🙂")}) {
    CHECK_NOTHROW(ask(q));
  }
  std::string han;
  for (int i = 0; i < 200; ++i) han += "法";
  CHECK_NOTHROW(ask(han));
}

TEST_CASE("every institution of a sample province is first when its whole name is asked") {
  Hub hub;
  lawhub::SampleOptions options;
  options.institutions = 400;
  const auto truth = lawhub::make_institutions(options);
  lawhub::Proposal proposal;
  for (const auto& it : truth) proposal.said.push_back(lawhub::sample_listing(it, "a"));
  hub.take("a", proposal);
  hub.build();
  for (const auto& it : truth) {
    const Names names = shown(hub.search(it.name));
    INFO(it.name);
    CHECK((!names.empty() && names[0] == it.name));
  }
}

TEST_CASE("who excludes what the question names is no answer, unless it is asked for by name") {
  Hub hub;
  hub.listed("a", {"FAI | 枣庄正衡司法鉴定所 | 370402 | covers=法医临床司法鉴定(听觉功能除外)",
                   "FAI | 枣庄运河司法鉴定所 | 370405 | covers=法医临床司法鉴定"});
  hub.build();
  CHECK(shown(hub.search("听力伤残鉴定")) == Names{"枣庄运河司法鉴定所"});
  CHECK(shown(hub.search("伤残鉴定")).size() == 2);
  CHECK(shown(hub.search("枣庄正衡司法鉴定所"))[0] == "枣庄正衡司法鉴定所");
}

TEST_CASE("what is quoted is found exactly and in order") {
  Hub hub;
  hub.listed("a", {"LFM | 山东泰岳律师事务所 | 370481 | says=擅长家事与继承案件", "LFM | 山东岳泰律师事务所 | 370481",
                   "LFM | 山东泰山岳麓律师事务所 | 370481 | says=擅长继承与家事案件"});
  hub.published("http://s/1", "继承与家事", "家事调解员说案", "2024-01-01");
  hub.published("http://s/2", "家事与继承", "说案", "2024-01-01");
  hub.build();
  CHECK(shown(hub.search("“泰岳”")) == Names{"山东泰岳律师事务所"});
  CHECK(shown(hub.search("\"家事与继承\"")) == Names{"家事与继承", "山东泰岳律师事务所"});
  CHECK(shown(hub.search("“与继承案”")) == Names{"山东泰岳律师事务所"});
}

TEST_CASE("open at the weekend is asked of the coming one") {
  Hub hub;
  hub.listed("a", {"NOT | 山东省枣庄市薛城区公证处 | 370403 | hours=MO-FR 09:00-17:00",
                   "NOT | 山东省枣庄市鲁南公证处 | 370402 | hours=MO-SA 09:00-17:00"});
  hub.build();
  hub.clock.set(*lawhub::parse_iso_instant("2026-11-24T02:00:00Z"));  // the Saturday after it is no make-up workday
  const Answer a = hub.search("周末开门的公证处");
  CHECK(a.understood.weekend);
  CHECK(shown(a) == Names{"山东省枣庄市鲁南公证处"});
  CHECK(hub.search("薛城区 公证处 周日").remarks.at(0) == "没有找到能确定周末开门的,下面不分开门与否。");
}

TEST_CASE("an ambiguous place says how many results each reading has") {
  const Answer a = ask("市中区 公证处");
  REQUIRE(a.understood.in_division.size() == 2);
  CHECK(a.understood.in_division[0] == 1);
  CHECK(a.remarks.at(0).find("(1 家)") != std::string::npos);
}

TEST_CASE("a phrase of every day asks who helps, free first, and says why") {
  const Answer a = ask("滕州 工地不给钱");
  REQUIRE_FALSE(a.items.empty());
  CHECK(a.items[0].name == "滕州市法律援助中心");
  const auto says_why = [](const std::string& remark) { return remark.find("法律援助法第二条") != std::string::npos; };
  CHECK(std::any_of(a.remarks.begin(), a.remarks.end(), says_why));
  CHECK(a.cards.at(0).phone == "12333");
  CHECK(ask("老公打我").cards.at(0).phone == "110");
}

TEST_CASE("relations and ways to be served answer, with the link") {
  Hub hub;
  lawhub::Proposal said;
  const auto add = [&](const char* row, const auto& more) {
    lawhub::Observation o;
    o.source = "a";
    o.record = lawhub::listing(row);
    o.key = o.record.name;
    more(o.record);
    said.said.push_back(std::move(o));
  };
  const auto nothing = [](lawhub::Record&) {};
  add("LFM | 山东奚仲律师事务所 | 370403", nothing);
  add("LFM | 山东泰岳律师事务所 | 370402", [](lawhub::Record& r) {
    r.relations = {{"counsel_of", "", "", "370403001", "", "", "每周三上午驻村"}};
  });
  add("PMC | 滕州市北辛街道人民调解委员会 | 370481", nothing);
  add("PMC | 滕州市荆河街道人民调解委员会 | 370481", [](lawhub::Record& r) {
    r.channels = {{"online-mediation", "https://tj.example/jinghe", "", ""}};
  });
  hub.take("a", std::move(said));
  hub.build();
  CHECK(shown(hub.search("临城街道 法律顾问"))[0] == "山东泰岳律师事务所");
  CHECK(shown(hub.search("薛城区 法律顾问"))[0] == "山东泰岳律师事务所");
  CHECK(hub.search("我村的法律顾问").remarks.at(0) == "想知道是哪一家在担任顾问,请加上村、乡镇或街道的名字。");
  const Answer online = hub.search("滕州 网上调解");
  REQUIRE_FALSE(online.items.empty());
  CHECK(online.items[0].name == "滕州市荆河街道人民调解委员会");
  CHECK(online.items[0].channels.at(0).url == "https://tj.example/jinghe");
}

TEST_CASE("an institution's own pages stand under it, and who no longer works comes last") {
  Hub hub;
  hub.listed("a",
             {"LFM | 山东泰岳律师事务所 | 370481 | site=http://www.taiyue.example/ | says=擅长离婚案件",
              "LFM | 山东滕国律师事务所 | 370481 | status=revoked", "PMC | 滕州市北辛街道人民调解委员会 | 370481"});
  hub.published("http://taiyue.example/divorce", "离婚案件怎么收费", "离婚", "2025-03-01");
  hub.published("http://other.example/divorce", "离婚须知", "离婚", "2025-03-01");
  hub.build();
  const Answer a = hub.search("滕州 离婚");
  CHECK(place(a, "离婚案件怎么收费") == a.items.size());
  const auto firm = place(a, "山东泰岳律师事务所");
  REQUIRE(firm < a.items.size());
  REQUIRE(a.items[firm].pages.size() == 1);
  CHECK(a.items[firm].pages[0].title == "离婚案件怎么收费");
  CHECK(place(a, "山东滕国律师事务所") > place(a, "滕州市北辛街道人民调解委员会"));
}
