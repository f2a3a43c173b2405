#include "registry/difference.h"

#include <algorithm>
#include <catch2/catch.hpp>

#include "tests/support/world.h"

using namespace lawhub;

namespace {

using Kind = Difference::Kind;

const char* const kList = R"(
  a= city | NOT | 山东省市中公证处 | 370402 | 0632-3370402
  b= city | NOT | 山东省薛城公证处 | 370403 | 0632-3370403
  c= city | NOT | 山东省峄城公证处 | 370404 | 0632-3370404
  d= city | LFM | 山东鲁衡律师事务所 | 370403 | 0632-8690001
)";

const Difference::Entry& the_only(const Difference& difference) {
  REQUIRE(difference.entries.size() == 1);
  return difference.entries.front();
}

}  // namespace

TEST_CASE("what is said as before is no difference, whatever its order, date and place") {
  World world;
  world.say(kList);
  Proposal p = world.proposal(kList);
  std::reverse(p.said.begin(), p.said.end());
  p.said[0].asserted_at = 1'700'000'000;
  p.said[1].evidence = "row 9";
  const Difference same = difference(world.db(), p);
  CHECK(same.entries.empty());
  CHECK(same.before == 4);
  CHECK(same.now == 4);
  CHECK(summary_of(same) == "与现有内容没有不同。");
}

TEST_CASE("a changed field is told old and new, and of which institution") {
  World world;
  world.say(kList);
  Proposal p = world.proposal(kList);
  p.said[3].record.phones[0].number = "0632-8690002";
  p.said[3].record.email = "a@example.cn";
  const Difference::Entry entry = the_only(difference(world.db(), p));
  CHECK(entry.kind == Kind::changed);
  CHECK(entry.institution == world.only("山东鲁衡律师事务所").id);
  REQUIRE(entry.fields.size() == 2);
  CHECK(lines_of(difference(world.db(), p)) == std::vector<std::string>{"内容变更  山东鲁衡律师事务所",
                                                                        "    电子邮箱:(无) → a@example.cn",
                                                                        "    电话:0632-8690001 → 0632-8690002"});
}

TEST_CASE("a new name of the same institution is a renaming, another institution under its key is not") {
  World world;
  world.say(kList);
  Proposal p = world.proposal(kList);
  SECTION("renamed") {
    p.said[3].record.name = "山东衡正律师事务所";
    p.said[3].record.former_names.push_back({"山东鲁衡律师事务所", ""});
    CHECK(the_only(difference(world.db(), p)).kind == Kind::renamed);
  }
  SECTION("replaced") {
    p.said[3].record = listing("LAC | 枣庄市薛城区法律援助中心 | 370403 | 0632-4482348");
    CHECK(the_only(difference(world.db(), p)).kind == Kind::replaced);
  }
}

TEST_CASE("what is new, what vanishes and what is withdrawn are told apart") {
  World world;
  world.say(kList);
  Proposal p = world.proposal(kList);
  p.said[0].record = listing("NOT | 山东省山亭公证处 | 370406 | 0632-3370406");
  p.said[0].key = "e";
  p.said.erase(p.said.begin() + 1);
  p.withdrawn.push_back({"b", "cancelled", "2026-10-10", {}});
  const Difference d = difference(world.db(), p);
  CHECK(d.count(Kind::added) == 1);
  CHECK(d.count(Kind::vanished) == 1);
  CHECK(d.count(Kind::withdrawn) == 1);
  CHECK(d.entries.size() == 3);
  CHECK(d.before == 4);
  CHECK(d.now == 3);
  CHECK(summary_of(d) == "原有 4 条,采用后 3 条。共 3 处不同:新增 1、不再列出 1、撤销 1。");
}

TEST_CASE("renumbered keys are told as such, not as loss and gain") {
  World world;
  world.say(kList);
  Proposal p = world.proposal(kList);
  for (Observation& o : p.said) {
    o.key = "new-" + o.key;
  }
  const Difference d = difference(world.db(), p);
  CHECK(d.count(Kind::renumbered) == 4);
  CHECK(d.entries.size() == 4);
  CHECK(d.entries[0].former_key == d.entries[0].key.substr(4));
}

TEST_CASE("a difference writes nothing") {
  World world;
  world.say(kList);
  const std::string before = world.everything();
  Proposal p = world.proposal("a= city | NOT | 山东省市中公证处 | 370402 | 0632-9990402");
  CHECK(difference(world.db(), p).count(Kind::vanished) == 3);
  CHECK(world.everything() == before);
  CHECK(world.reg().snapshots_of("city").size() == 1);
}
