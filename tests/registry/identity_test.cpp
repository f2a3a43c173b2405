#include "registry/identity.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <random>
#include <set>

#include "tests/support/world.h"

using namespace lawhub;

namespace {

std::string explain(const Comparison& c) {
  std::string out = c.verdict == Verdict::same ? "same" : c.verdict == Verdict::ask ? "ask" : "different";
  out += " " + std::to_string(c.score);
  for (const std::string& reason : c.reasons) {
    out += " " + reason;
  }
  return out;
}

}  // namespace

namespace {

/// Rows as listing() reads them: type | name | division | phone | address | code.
struct Pair {
  const char* why;
  const char* a;
  const char* b;
};

const Pair kSame[] = {
    {"old and new way to name a branch", "LFB | 山东鲁信（滕州）律师事务所 | 370481 | 0632-5510001",
     "LFB | 山东鲁信律师事务所滕州分所 | 370481 | 0632-5510001"},
    {"a branch that a list calls a firm", "LFB | 山东鲁信(滕州)律师事务所 | 370481 | 0632-5510001",
     "LFM | 山东鲁信律师事务所滕州分所 | 370481 | 0632-5510001"},
    {"a character nobody could type", "LFM | 山东□信律师事务所 | 370481 | 0632-5611001",
     "LFM | 山东喆信律师事务所 | 370481 | 0632-5611001"},
    {"a county that kept its code under a new name", "NOT | 苍山县公证处 | 371324 | 0539-5211001",
     "NOT | 兰陵县公证处 | 371324 | 0539-5211001"},
    {"the town's government in its committee's name", "PMC | 临城街道办事处人民调解委员会 | 370403",
     "PMC | 临城街道人民调解委员会 | 370403001"},
    {"a village's room", "PLC | 张庄村公共法律服务室 | 370403101249",
     "PLC | 沙沟镇张庄村公共法律服务工作室 | 370403101"},
    {"the arbitration commission of a city", "ARB | 枣庄仲裁委员会 | 370400", "ARB | 枣庄市仲裁委员会 | 370403"},
    {"a square, named letter by letter", "LPE | 薛城区法治文化广场 | 370403", "LPE | 薛城区法治文化广场 | 370400"},
    {"a whole official name within one city", "LFM | 山东鲁信律师事务所 | 370403", "LFM | 山东鲁信律师事务所 | 370400"},
    {"the form of organisation behind the name", "LFM | 山东鲁信律师事务所（普通合伙） | 370403 | 0632-4410001",
     "LFM | 山东鲁信律师事务所(个人所) | 370403 | 0632-4410001"},
    {"traditional characters", "LFM | 山東魯信律師事務所 | 370403 | 0632-4410001",
     "LFM | 山东鲁信律师事务所 | 370403 | 0632-4410001"},
    {"a code with one wrong digit is no evidence",
     "LFM | 山东鲁信律师事务所 | 370403 | 0632-4410001 | | 31370000MD9900336R",
     "LFM | 山东鲁信律师事务所 | 370403 | 0632-4410001 | | 31370000MD9900337R"},
    {"the same door, telephone left out", "LFM | 鲁信律所 | 370403 | | 薛城区光明大道88号",
     "LFM | 山东鲁信律师事务所 | 370403 | | 枣庄市薛城区光明大道88号1801室"},
    {"a mobile and the same door", "LFM | 鲁信律师 | 370403 | 13900000001 | 薛城区光明大道88号",
     "LFM | 山东鲁信律师事务所 | 370403 | 13900000001 | 薛城区光明大道88号"},
    {"a county that became a district", "NOT | 章丘市公证处 | 370181 | 0531-83210001",
     "NOT | 济南市章丘区公证处 | 370114 | 0531-83210001"},
    {"province, city and county before the name", "NOT | 山东省枣庄市薛城区公证处 | 370403 | 0632-4412001",
     "NOT | 薛城公证处 | 370403 | 0632-4412001"},
    {"a renamed appraisal office keeps its licence", "FAI | 枣庄金正司法鉴定所 | 370402 | 0632-3290001 | | 370412003",
     "FAI | 枣庄金正司法鉴定中心 | 370481 | 0632-5590009 | | 370412003"},
    {"town with and without its kind", "GLS | 滕州市荆河街道法律服务所 | 370481 | 0632-5522001",
     "GLS | 荆河法律服务所 | 370481 | 0632-5522001"},
    {"a village committee by code and by name", "PMC | 薛城区沙沟镇张庄村村民委员会人民调解委员会 | 370403101249",
     "PMC | 沙沟镇张庄村调委会 | 370403"},
    {"a village committee in the list of its town", "PMC | 张庄村民委员会调解委员会 | 370403101",
     "PMC | 张庄村人民调解委员会 | 370403101249"},
    {"a town's committee", "PMC | 枣庄市薛城区临城街道人民调解委员会 | 370403001", "PMC | 临城街道调委会 | 370403"},
    {"a sector committee standing in a district", "PMC | 枣庄市医疗纠纷人民调解委员会 | 370400",
     "PMC | 枣庄市医疗纠纷调委会 | 370403"},
    {"a judicial office under its bureau", "JUO | 薛城区司法局临城司法所 | 370403", "JUO | 临城街道司法所 | 370403001"},
    {"centre and office of legal aid", "LAC | 枣庄市薛城区法律援助中心 | 370403", "LAC | 薛城区法律援助处 | 370403"},
    {"a bureau", "BUR | 枣庄市薛城区司法局 | 370403", "BUR | 薛城区司法局 | 370403"},
    {"a station named from either side", "LAS | 滕州市法律援助中心驻看守所工作站 | 370481",
     "LAS | 滕州市看守所法律援助工作站 | 370481"},
    {"a county's legal service centre", "PLC | 枣庄市薛城区公共法律服务中心 | 370403",
     "PLC | 薛城区公共法律服务中心 | 370403"},
    {"a city's hotline", "HOT | 枣庄市12348公共法律服务热线 | 370400", "HOT | 枣庄12348法律服务热线 | 370400"},
    {"an association", "ASC | 山东省枣庄市律师协会 | 370400 | 0632-3310001",
     "ASC | 枣庄市律师协会 | 370400 | 0632-3310001"},
};

const Pair kApart[] = {
    {"codes differ, everything else is equal",
     "LFM | 山东鲁信律师事务所 | 370403 | 0632-4410001 | 薛城区光明大道88号 | 31370000MD9900336R",
     "LFM | 山东鲁信律师事务所 | 370403 | 0632-4410001 | 薛城区光明大道88号 | 31370000MD990189XT"},
    {"two firms of one building and one switchboard",
     "LFM | 山东明理律师事务所 | 370403 | 0632-4410001 | 薛城区光明大道88号",
     "LFM | 山东鲁信律师事务所 | 370403 | 0632-4410001 | 薛城区光明大道88号"},
    {"two short names one character apart behind one switchboard",
     "LFM | 山东明理律师事务所 | 370403 | 0632-4410001 | 薛城区光明大道88号",
     "LFM | 山东明德律师事务所 | 370403 | 0632-4410001 | 薛城区光明大道88号"},
    {"a name that begins with another", "LFM | 山东大信律师事务所 | 370403 | | 薛城区光明大道88号",
     "LFM | 山东大信诚律师事务所 | 370403 | | 薛城区光明大道88号"},
    {"firm and branch under one number", "LFM | 山东鲁信律师事务所 | 370403 | 0632-4410001",
     "LFB | 山东鲁信(滕州)律师事务所 | 370481 | 0632-4410001"},
    {"two branches of a firm", "LFB | 山东鲁信(滕州)律师事务所 | 370481 | 0632-4410001",
     "LFB | 山东鲁信(薛城)律师事务所 | 370403 | 0632-4410001"},
    {"branches of two firms in one place", "LFB | 山东鲁信(滕州)律师事务所 | 370481 | 0632-5510001",
     "LFB | 山东泰岳(滕州)律师事务所 | 370481 | 0632-5510002"},
    {"districts of one name", "NOT | 市中区公证处 | 370103 | 0531-82010001",
     "NOT | 市中区公证处 | 370402 | 0632-3312001"},
    {"neighbours one character apart", "NOT | 济南市历城区公证处 | 370112 | 0531-88010001",
     "NOT | 济南市历下区公证处 | 370102 | 0531-88010001"},
    {"city and district office", "NOT | 枣庄市公证处 | 370400 | | 薛城区光明大道88号",
     "NOT | 枣庄市薛城区公证处 | 370403 | | 薛城区光明大道88号"},
    {"two licences at one host, one number",
     "FAI | 枣庄惠民医院司法鉴定所 | 370402 | 0632-3222001 | 市中区龙头中路41号 | 370412001",
     "FAI | 枣庄惠民医院司法鉴定所 | 370402 | 0632-3222001 | 市中区龙头中路41号 | 370412009"},
    {"two specialities of one host",
     "FAI | 枣庄惠民医院法医临床司法鉴定所 | 370402 | 0632-3222001 | 市中区龙头中路41号",
     "FAI | 枣庄惠民医院文书痕迹司法鉴定所 | 370402 | 0632-3222001 | 市中区龙头中路41号"},
    {"offices of one name in two counties", "GLS | 城关法律服务所 | 371522 | 0635-7310001",
     "GLS | 城关法律服务所 | 371722 | 0530-4610001"},
    {"a town and its village of the same stem", "PMC | 牡丹区沙土镇人民调解委员会 | 371702100",
     "PMC | 牡丹区沙土镇沙土村人民调解委员会 | 371702100200"},
    {"a village and a community of the same stem", "PMC | 富国街道富国社区人民调解委员会 | 371603",
     "PMC | 富国街道富国村人民调解委员会 | 371603"},
    {"villages of one name, one of them not said where", "PMC | 张庄村调委会 | 370403101249",
     "PMC | 张庄村调委会 | 370403"},
    {"a town's own and its sector committee", "PMC | 临城街道人民调解委员会 | 370403001",
     "PMC | 临城街道物业纠纷人民调解委员会 | 370403001"},
    {"one sector in two districts", "PMC | 薛城区医疗纠纷人民调解委员会 | 370403",
     "PMC | 市中区医疗纠纷人民调解委员会 | 370402"},
    {"town and district committee", "PMC | 薛城区人民调解委员会 | 370403", "PMC | 临城街道人民调解委员会 | 370403001"},
    {"judicial offices of two towns under one number", "JUO | 临城司法所 | 370403 | 0632-4480001",
     "JUO | 沙沟司法所 | 370403 | 0632-4480001"},
    {"judicial office and mediation committee behind one door",
     "JUO | 临城司法所 | 370403001 | 0632-4480001 | 临山路1号",
     "PMC | 临城街道人民调解委员会 | 370403001 | 0632-4480001 | 临山路1号"},
    {"centre and its station", "LAC | 滕州市法律援助中心 | 370481 | 0632-5512348",
     "LAS | 滕州市法律援助中心驻总工会工作站 | 370481 | 0632-5512348"},
    {"stations at two hosts", "LAS | 滕州市总工会法律援助工作站 | 370481 | 0632-5512348",
     "LAS | 滕州市妇联法律援助工作站 | 370481 | 0632-5512348"},
    {"city and seat district behind one door", "LAC | 枣庄市法律援助中心 | 370403 | 0632-8692348 | 武夷山路1379号",
     "LAC | 薛城区法律援助中心 | 370403 | 0632-8692348 | 武夷山路1379号"},
    {"a district taken over by its neighbour", "LAC | 青岛市四方区法律援助中心 | 370205",
     "LAC | 青岛市市北区法律援助中心 | 370203"},
    {"a dissolved city", "LAC | 莱芜市法律援助中心 | 371200", "LAC | 济南市法律援助中心 | 370100"},
    {"two associations of one city", "ASC | 枣庄市律师协会 | 370400 | 0632-3310001",
     "ASC | 枣庄市公证协会 | 370400 | 0632-3310001"},
    {"centre and lawyers' room of one place", "PLC | 泰安市公共法律服务中心 | 370900", "PLC | 泰安律师会客厅 | 370900"},
    {"city and zone bureau", "BUR | 济南市司法局 | 370100", "BUR | 济南高新技术产业开发区司法局 | 370176"},
    {"centre and lawyers' room of one town", "PLC | 临城街道公共法律服务工作站 | 370403001",
     "PLC | 临城街道律师工作室 | 370403001"},
    {"one sector in a city and in its district", "PMC | 枣庄市医疗纠纷人民调解委员会 | 370400",
     "PMC | 薛城区医疗纠纷人民调解委员会 | 370403"},
    {"firms of two provinces' names", "LFB | 北京德和(济南)律师事务所 | 370102 | 0531-88880001 | 历下区经十路1号",
     "LFB | 山东德和(济南)律师事务所 | 370102 | 0531-88880002 | 历下区经十路1号"},
    {"hotlines of province and city", "HOT | 山东12348公共法律服务热线 | 370000",
     "HOT | 济南12348公共法律服务热线 | 370100"},
};

}  // namespace

TEST_CASE("one institution, written differently") {
  for (const Pair& pair : kSame) {
    const Comparison c = compare(listing(pair.a), listing(pair.b));
    INFO(pair.why << ": " << explain(c));
    CHECK(c.verdict == Verdict::same);
    CHECK(compare(listing(pair.b), listing(pair.a)).verdict == c.verdict);
  }
}

TEST_CASE("two institutions, however alike") {
  for (const Pair& pair : kApart) {
    const Comparison c = compare(listing(pair.a), listing(pair.b));
    INFO(pair.why << ": " << explain(c));
    CHECK(c.verdict != Verdict::same);
    CHECK(compare(listing(pair.b), listing(pair.a)).verdict == c.verdict);
  }
}

TEST_CASE("like institutions meet under a key") {
  for (const Pair& pair : kSame) {
    const std::vector<std::string> a = blocking_keys(listing(pair.a)), b = blocking_keys(listing(pair.b));
    INFO(pair.why);
    CHECK(std::any_of(a.begin(), a.end(),
                      [&](const std::string& key) { return std::count(b.begin(), b.end(), key) > 0; }));
  }
}

TEST_CASE("grouping does not depend on the order of the records") {
  std::vector<Observation> all;
  const auto add = [&](const char* row) {
    Observation& o = all.emplace_back();
    o.source = "s" + std::to_string(all.size() % 5);
    o.key = std::to_string(all.size());
    o.record = listing(row);
  };
  for (const Pair& pair : kSame) {
    add(pair.a);
    add(pair.b);
  }
  for (const Pair& pair : kApart) {
    add(pair.a);
    add(pair.b);
  }
  std::vector<const Observation*> order;
  for (const Observation& o : all) {
    order.push_back(&o);
  }
  const auto named = [&] {  // groups by what they hold
    std::set<std::set<std::string>> out;
    for (const auto& group : resolve(order).groups) {
      std::set<std::string> keys;
      for (std::size_t i : group) {
        keys.insert(order[i]->key);
      }
      out.insert(keys);
    }
    return out;
  };
  const auto first = named();
  std::mt19937 random(1);
  for (int round = 0; round < 20; ++round) {
    std::shuffle(order.begin(), order.end(), random);
    REQUIRE(named() == first);
  }
}

TEST_CASE("no chain of likenesses joins what codes keep apart") {
  std::vector<Observation> all(3);
  all[0].record = listing("LFM | 山东鲁信律师事务所 | 370403 | 0632-4410001 | | 31370000MD9900336R");
  all[1].record = listing("LFM | 山东鲁信律师事务所 | 370403 | 0632-4410001");
  all[2].record = listing("LFM | 山东鲁信律师事务所 | 370403 | 0632-4410001 | | 31370000MD990189XT");
  const auto groups = resolve({&all[0], &all[1], &all[2]}).groups;
  REQUIRE(groups.size() == 2);
  CHECK(groups[0].size() + groups[1].size() == 3);
}

TEST_CASE("a number that many bear is a switchboard and says nothing") {
  std::vector<Observation> all(4);
  all[0].record = listing("GLS | 荆河法律服务所 | 370481 | 0632-5500000");
  all[1].record = listing("GLS | 滕州市荆河街道基层法律服务所 | 370400 | 0632-5500000");
  all[2].record = listing("GLS | 龙泉法律服务所 | 370481 | 0632-5500000");
  all[3].record = listing("GLS | 北辛法律服务所 | 370481 | 0632-5500000");
  CHECK(resolve({&all[0], &all[1]}).groups.size() == 1);
  CHECK(resolve({&all[0], &all[1], &all[2], &all[3]}).groups.size() == 4);
}
