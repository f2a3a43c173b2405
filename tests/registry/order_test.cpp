// The register depends on what sources say and people decide, not on who came first.
#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <random>

#include "registry/decisions.h"
#include "registry/observation_rows.h"
#include "tests/support/world.h"

using namespace lawhub;

namespace {

/// What five sources say of some thirty institutions in all the ways that lead to doubt: short names, no counties,
/// codes in one list only, two of one name, villages of one name, former names, wrong codes.
const char* const kListings = R"(
  province    | LFM | 山东鲁衡律师事务所 | 370403 | 0632-8690001 | 薛城区光明大道88号 | 31370000MD9900336R
  province    | LFM | 山东鲁恒律师事务所 | 370402 | 0632-3320001 | 市中区振兴路5号 | 31370000MD990189XT
  province    | LFM | 山东齐正律师事务所 | 370403 | | | 31370000MD9900598H
  province    | LFM | 山东明理律师事务所 | 370402 | 0632-3320009
  province    | LFB | 山东泰岳(滕州)律师事务所 | 370481 | 0632-5510001 | | 31370000MD9900205X
  province    | NOT | 山东省枣庄市鲁南公证处 | 370402 | 0632-3312001 | 市中区文化中路9号 | former=枣庄市市中区公证处
  province    | FAI | 枣庄惠民医院司法鉴定所 | 370402 | 0632-3222001 | 市中区龙头中路41号 | 370412001
  province    | FAI | 枣庄惠民医院司法鉴定所 | 370402 | 0632-3222001 | 市中区龙头中路41号 | 370412009
  city        | LFM | 山东鲁衡律师事务所 | 370403 | 0632-8690001
  city        | LFM | 鲁恒律所 | 370402
  city        | LFM | 山东齐正律师事务所 | 370403 | 0632-8690007
  city        | LFM | 明理律所 | 370400
  city        | LFM | 山东泰岳律师事务所滕州分所 | 370481 | 0632-5510001
  city        | NOT | 枣庄市市中区公证处 | 370402 | 0632-3312001 | 市中区文化中路9号
  city        | FAI | 枣庄惠民医院法医司法鉴定所 | 370402 | 0632-3222001
  city        | PMC | 薛城区临城街道清泉社区居民委员会人民调解委员会 | 370403001001
  city        | PMC | 张庄村调委会 | 370403101249
  city        | PMC | 枣庄市医疗纠纷人民调解委员会 | 370400
  city        | LAC | 枣庄市薛城区法律援助中心 | 370403 | 0632-4482348
  county      | PMC | 临城街道清泉社区调委会 | 370403001
  county      | PMC | 张庄村调委会 | 370403
  county      | PMC | 薛城区医疗纠纷人民调解委员会 | 370403
  county      | LAC | 薛城区法律援助处 | 370403
  county      | LFM | 山东鲁衡律师事务所 | 370403 | 0632-8690002 | | 31370000MD9900598H
  county      | GLS | 滕州市荆河街道基层法律服务所 | 370481001 | 0632-5522001
  association | LFM | 鲁衡律所 | 370403 | 0632-8690001
  association | LFM | 山东鲁恒律所 | 370402 | 0632-3320001
  association | LFM | 山东齐正律师事务所 | 370400
  association | LFM | 明理律师 | 370402 | 0632-3320001
  association | GLS | 荆河法律服务所 | 370481 | 0632-5522001
  own         | LFM | 山东鲁衡律师 | 370403 | 0632-8690009 | 薛城区光明大道88号
)";

using Histories = std::map<std::string, std::vector<Proposal>>;

/// A source's next list: some records renamed, renumbered, moved, gone, withdrawn or back.
Proposal next_list(const Proposal& last, const Proposal& first, std::mt19937& random) {
  const auto chance = [&](unsigned percent) { return random() % 100 < percent; };
  Proposal p = chance(20) ? first : last;
  p.withdrawn.clear();
  p.taken_at = last.taken_at + 86400;
  p.complete = chance(70);
  const bool renumber = chance(30);
  for (Observation& o : p.said) {
    const Record& other = first.said[random() % first.said.size()].record;
    if (renumber) {
      o.key = std::to_string(p.taken_at) + "-" + o.key;
    }
    if (chance(8)) {
      o.record.name = other.name;
    }
    if (chance(8)) {
      o.record.phones = other.phones;
    }
    if (chance(8)) {
      o.record.identifiers = other.identifiers;
    }
    if (chance(5)) {
      std::swap(o.key, p.said[random() % p.said.size()].key);
    }
    if (chance(4)) {
      p.withdrawn.push_back({o.key, chance(50) ? "cancelled" : "duplicate", "2026-10-10", {}});
      o.key += " again";
    }
  }
  std::erase_if(p.said, [&](const Observation&) { return chance(8); });
  return p;
}

Histories make_histories(std::mt19937& random) {
  World world;  // only reads the table
  Histories out;
  std::map<std::string, std::string> rows;
  const std::string table = kListings;
  for (std::size_t at = 0; at < table.size();) {
    const std::size_t end = std::min(table.find('\n', at), table.size());
    const std::string line = table.substr(at, end - at);
    if (const std::size_t bar = line.find('|'); bar != std::string::npos) {
      rows[line.substr(0, bar)] += line + "\n";
    }
    at = end + 1;
  }
  for (const auto& [name, text] : rows) {
    const Proposal first = world.proposal(text);
    std::vector<Proposal>& history = out[first.source];
    history.push_back(first);
    for (int i = 0; i < 5; ++i) {
      history.push_back(next_list(history.back(), first, random));
    }
  }
  return out;
}

void take(World& world, const Proposal& p) {
  if (const Acceptance a = world.take(p); a.state == Acceptance::State::held) {
    approve(world.db(), a.snapshot, {"张三", "已核对"}, world.clock());
  }
}

/// Each source's lists in their order, the sources in any; a decision of `decisions` in between, now and then.
std::string told_in_some_order(const Histories& histories, const std::vector<Decision>& decisions, std::mt19937& random,
                               std::set<std::string>& seen) {
  World world;
  std::vector<const std::vector<Proposal>*> sources;
  std::vector<std::size_t> turns;
  for (const auto& [name, history] : histories) {
    world.proposal(name + " | LFM | 山东某律师事务所 | 370403");  // makes the source
    turns.insert(turns.end(), history.size(), sources.size());
    sources.push_back(&history);
  }
  for (std::size_t i = 0; i < decisions.size(); ++i) {
    turns.push_back(sources.size());
  }
  std::shuffle(turns.begin(), turns.end(), random);
  std::vector<std::size_t> next(sources.size() + 1);
  for (std::size_t source : turns) {
    const std::size_t at = next[source]++;
    if (source == sources.size()) {
      Decisions(world.db()).add(decisions[at], world.clock().now());
    } else {
      take(world, (*sources[source])[at]);
    }
    world.clock().advance(60);
    world.reg().for_each([&](const Institution& i) { seen.insert(i.id); });
  }
  std::string out = world.everything();
  rebuild(world.db(), world.clock());
  CHECK(world.everything() == out);
  for (const std::string& id : seen) {
    if (!world.reg().find(id)) {
      out += "lost " + id + "\n";
    }
  }
  seen.clear();
  return out;
}

}  // namespace

TEST_CASE("the same lists in any order of the sources, with decisions in between, make the same register") {
  for (unsigned seed = 1; seed <= 6; ++seed) {
    std::mt19937 random(seed);
    const Histories histories = make_histories(random);
    World decided;  // where people look and decide
    for (const auto& [name, history] : histories) {
      decided.proposal(name + " | LFM | 山东某律师事务所 | 370403");
      take(decided, history.front());
    }
    std::vector<Decision> decisions;
    for (const Question& q : Decisions(decided.db()).questions(0, 4)) {
      const Ruling ruling = static_cast<Ruling>(random() % 3);
      decisions.push_back(Decisions(decided.db()).rule(q.a, q.b, ruling, {"周某", "电话核实"}, decided.clock()));
    }
    const Institution some = decided.only("山东省枣庄市鲁南公证处");
    decisions.push_back(
        Decisions(decided.db())
            .set_field(some.id, Field::website, "\"http://notary.example.cn/\"", {"周某", "来函"}, decided.clock()));
    std::set<std::string> seen;
    const std::string first = told_in_some_order(histories, decisions, random, seen);
    INFO("seed " << seed);
    CHECK(first.find("lost ") == std::string::npos);
    CHECK(first.find("notary.example.cn") != std::string::npos);
    for (int round = 0; round < 5; ++round) {
      REQUIRE(told_in_some_order(histories, decisions, random, seen) == first);
    }
  }
}

TEST_CASE("new record ids for all of a source change no public id") {
  std::mt19937 random(1);
  const Histories histories = make_histories(random);
  for (const auto& [renumbered, history] : histories) {
    World world;
    for (const auto& [name, other] : histories) {
      world.proposal(name + " | LFM | 山东某律师事务所 | 370403");
      take(world, other.front());
    }
    const auto ids = [&] {
      std::map<std::string, std::pair<std::string, std::vector<std::string>>> out;
      world.reg().for_each([&](const Institution& i) { out[i.id] = {i.record.name, i.aliases}; });
      return out;
    };
    const auto before = ids();
    Proposal p = history.front();
    std::shuffle(p.said.begin(), p.said.end(), random);
    for (std::size_t i = 0; i < p.said.size(); ++i) {
      p.said[i].key = std::to_string(i + 1);  // old numbers come back for others
    }
    take(world, p);
    INFO(renumbered);
    CHECK(ids() == before);
    CHECK(world.reg().observations_of(renumbered).size() == p.said.size());
  }
}

TEST_CASE("a renamed record keeps the public id, under its key and by its code under another") {
  World world;
  world.say("a= province | LFM | 山东鲁衡律师事务所 | 370403 | 0632-8690001 | | 31370000MD9900336R");
  const std::string id = world.only("山东鲁衡律师事务所").id;
  world.say("a= province | LFM | 山东正德律师事务所 | 370403 | 0632-8690001 | | 31370000MD9900336R");
  CHECK(world.only("山东正德律师事务所").id == id);
  world.say("b= province | LFM | 山东正平律师事务所 | 370402 | 0632-8690009 | | 31370000MD9900336R");
  CHECK(world.only("山东正平律师事务所").id == id);
  world.say("b= province | LFM | 山东平安律师事务所 | 370402 | 0632-8690009");
  CHECK(world.only("山东平安律师事务所").id == id);
}

TEST_CASE("a row number that another institution now has takes no id along") {
  World world;
  world.say(
      "1= city | LFM | 山东鲁衡律师事务所 | 370403 | 0632-8690001\n2= city | LFM | 山东齐正律师事务所 | 370403 | "
      "0632-8690001");
  const std::string first = world.only("山东鲁衡律师事务所").id, second = world.only("山东齐正律师事务所").id;
  world.say(
      "1= city | LFM | 山东明理律师事务所 | 370403 | 0632-8690001\n2= city | LFM | 山东鲁衡律师事务所 | 370403 | "
      "0632-8690001\n"
      "3= city | LFM | 山东齐正律师事务所 | 370403 | 0632-8690001");
  CHECK(world.only("山东鲁衡律师事务所").id == first);
  CHECK(world.only("山东齐正律师事务所").id == second);
  CHECK(world.only("山东明理律师事务所").id != first);
}

TEST_CASE("what its registering source lists no more keeps its id while others still say it") {
  World world;
  world.say("province | LFM | 山东鲁衡律师事务所 | 370403 | 0632-8690001\nprovince | NOT | 薛城公证处 | 370403");
  world.say("city | LFM | 鲁衡律所 | 370400 | 0632-8690001");
  const std::string id = world.only("山东鲁衡律师事务所").id;
  for (int i = 0; i < 4; ++i) {
    world.say("province | NOT | 薛城公证处 | 370403");
    world.clock().advance(86400);
  }
  CHECK(world.only("山东鲁衡律师事务所").id == id);
  CHECK(world.only("山东鲁衡律师事务所").provenance.at(Field::status).rule == "not-listed");
}
