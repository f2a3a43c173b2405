#include "registry/freshness.h"

#include <catch2/catch.hpp>

#include "tests/support/world.h"

using namespace lawhub;

namespace {

constexpr Instant kDay = 86400;

}  // namespace

TEST_CASE("a word is good for as long as its type allows, and an undated one is never overdue") {
  const Instant now = 1'800'000'000;
  CHECK(overdue_remark(InstitutionType::law_firm, now - 360 * kDay, now).empty());
  CHECK(overdue_remark(InstitutionType::law_firm, now - 370 * kDay, now) == "超过 12 个月未经确认,请先打电话核实");
  CHECK(overdue_remark(InstitutionType::mediation_committee, now - 370 * kDay, now).empty());
  CHECK(overdue_remark(InstitutionType::law_firm, 0, now).empty());
}

TEST_CASE("the newest word of those who still say an institution confirms it, whoever wins") {
  World world;
  const std::string firm = " | LFM | 山东鲁衡律师事务所 | 370403 | 0632-8690001";
  Proposal city = world.proposal("city" + firm);
  city.said[0].asserted_at = world.clock().now() - 400 * kDay;
  world.take(city);
  CHECK(remark_of(world.only("山东鲁衡律师事务所"), world.clock().now()) == "超过 12 个月未经确认,请先打电话核实");
  Proposal association = world.proposal("association" + firm);
  association.said[0].asserted_at = world.clock().now() - 10 * kDay;
  world.take(association);
  const Institution confirmed = world.only("山东鲁衡律师事务所");
  CHECK(confirmed.confirmed_by == "association");
  CHECK(confirmed.confirmed_at == world.clock().now() - 10 * kDay);
  CHECK(remark_of(confirmed, world.clock().now()).empty());
}

TEST_CASE("what its registering source lists no more is said so, with the month") {
  World world;
  const std::string rows =
      "a= city | NOT | 山东省市中公证处 | 370402 | 0632-3370402\nb= city | NOT | 山东省薛城公证处 | 370403\n";
  world.say(rows);
  for (int i = 0; i < 3; ++i) {
    world.say("a= city | NOT | 山东省市中公证处 | 370402 | 0632-3370402\n");
  }
  CHECK(remark_of(world.only("山东省薛城公证处"), world.clock().now()) == "未见于名册(2027-01 起)");
  CHECK(remark_of(world.only("山东省市中公证处"), world.clock().now()).empty());
}
