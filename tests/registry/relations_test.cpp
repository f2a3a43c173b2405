#include "registry/relations.h"

#include <catch2/catch.hpp>

#include "tests/support/world.h"

using namespace lawhub;

namespace {

std::optional<std::string> target_of(World& world, std::string_view name) {
  const Institution from = world.only(name);
  REQUIRE(from.record.relations.size() == 1);
  return Relations(world.db()).target_of(from, from.record.relations.front());
}

const char* const kFirmAndBranch = R"(
  F1= city | LFM | 山东岱北律师事务所 | 370902 | 0538-8690001
  B1= city | LFB | 山东岱北(滕州)律师事务所 | 370481 | 0632-5577001 | tie=branch_of,F1,
)";

}  // namespace

TEST_CASE("a relation finds the other institution by the publisher's record id") {
  World world;
  world.say(kFirmAndBranch);
  CHECK(target_of(world, "山东岱北(滕州)律师事务所") == world.only("山东岱北律师事务所").id);
}

TEST_CASE("another publisher's record id is found when one institution bears it") {
  World world;
  world.say("370900:LFM:1= city-2 | LFM | 山东岱北律师事务所 | 370902 | 0538-8690001");
  world.say("B1= city | LFB | 山东岱北(滕州)律师事务所 | 370481 | 0632-5577001 | tie=branch_of,370900:LFM:1,");
  CHECK(target_of(world, "山东岱北(滕州)律师事务所") == world.only("山东岱北律师事务所").id);
  // two publishers with one id for different things: nobody knows which is meant
  world.say("370900:LFM:1= city-3 | NOT | 山东省肥城公证处 | 370983 | 0538-3210001");
  CHECK_FALSE(target_of(world, "山东岱北(滕州)律师事务所"));
}

TEST_CASE("without an id the whole name decides, when one institution bears it") {
  World world;
  world.say(R"(
    city | LAC | 滕州市法律援助中心 | 370481 | 0632-5512348
    city | LAC | 薛城区法律援助中心 | 370403 | 0632-4412348
    city | LAS | 滕州市看守所法律援助工作站 | 370481 | tie=station_of,,滕州市法律援助中心
    city | PMC | 滕州市荆河街道人民调解委员会 | 370481001 | tie=counsel_of,,荆河街道某社区
  )");
  CHECK(target_of(world, "滕州市看守所法律援助工作站") == world.only("滕州市法律援助中心").id);
  CHECK_FALSE(target_of(world, "滕州市荆河街道人民调解委员会"));
}

TEST_CASE("relations survive merges: the id that was merged away leads to the one that stays") {
  World world;
  world.say(kFirmAndBranch);
  const std::string before = world.only("山东岱北律师事务所").id;
  world.say("province | LFM | 山东岱北律师事务所 | 370902 | 0538-8690001 || 31370000MD9900336R");
  world.say(R"(
    F1= city | LFM | 山东岱北律师事务所 | 370902 | 0538-8690001 || 31370000MD9900336R
    B1= city | LFB | 山东岱北(滕州)律师事务所 | 370481 | 0632-5577001 | tie=branch_of,F1,
  )");
  const Institution firm = world.only("山东岱北律师事务所");
  CHECK(world.reg().find(before)->id == firm.id);
  CHECK(target_of(world, "山东岱北(滕州)律师事务所") == firm.id);
}

TEST_CASE("relations survive withdrawals: the successor is meant") {
  World world;
  Proposal p =
      world.proposal(std::string(kFirmAndBranch) + "  F2= city | LFM | 山东岱南律师事务所 | 370902 | 0538-8690002\n");
  world.take(p);
  p.said.erase(p.said.begin());
  Withdrawal merged;
  merged.key = "F1";
  merged.reason = "merged";
  merged.successors = {"F2"};
  p.withdrawn = {merged};
  world.take(p);
  CHECK(target_of(world, "山东岱北(滕州)律师事务所") == world.only("山东岱南律师事务所").id);
}

TEST_CASE("nothing is a relation to itself") {
  World world;
  world.say("F1= city | LFM | 山东岱北律师事务所 | 370902 | 0538-8690001 | tie=parent,F1,");
  CHECK_FALSE(target_of(world, "山东岱北律师事务所"));
}
