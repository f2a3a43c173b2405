#include "registry/register.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <set>

#include "tests/support/world.h"

using namespace lawhub;

namespace {

const char* const kFour = R"(
  a= city | NOT | 山东省薛城公证处 | 370403 | 0632-4412001
  b= city | NOT | 山东省滕州公证处 | 370481 | 0632-5512001
  c= city | LAC | 薛城区法律援助中心 | 370403 | 0632-4482348
  d= city | JUO | 临城司法所 | 370403001
)";

}  // namespace

TEST_CASE("the register gives every institution, by id, with its provenance") {
  World world;
  world.say(kFour);
  std::vector<std::string> ids;
  world.reg().for_each([&](const Institution& i) {
    ids.push_back(i.id);
    CHECK(i.version == 1);
    CHECK(i.changed_at == world.clock().now());
    CHECK(i.provenance.at(Field::name).winner.source == "city");
    CHECK(i.provenance.at(Field::name).winner.value_text == i.record.name);
    CHECK(i.provenance.at(Field::name).winner.url.find("http://city") == 0);
  });
  CHECK(ids.size() == 4);
  CHECK(std::is_sorted(ids.begin(), ids.end()));
  CHECK(world.reg().count() == 4);
  CHECK_FALSE(world.reg().find("0000000000"));
}

TEST_CASE("losing values are kept with who said them") {
  World world;
  world.say("province | NOT | 山东省薛城公证处 | 370403 | 0632-4412001");
  world.say("own | NOT | 薛城公证处 | 370403 | 0632-4412009, 0632-4412001");
  const Institution i = world.only("山东省薛城公证处");
  const Provenance& phones = i.provenance.at(Field::phones);
  CHECK(phones.winner.source == "own");
  REQUIRE(phones.losers.size() == 1);
  CHECK(phones.losers[0].source == "province");
  CHECK(phones.losers[0].value_text == "0632-4412001");
  CHECK(phones.losers[0].value_json == R"([{"number":"0632-4412001"}])");
}

TEST_CASE("the change log tells each id once, with its last step") {
  World world;
  world.say(kFour);
  const std::int64_t start = world.reg().last_sequence();
  CHECK(world.reg().changes_after(0, 100).size() == 4);
  CHECK(world.reg().changes_after(0, 3).size() == 3);
  CHECK(world.reg().changes_after(start, 100).empty());

  Proposal p = world.proposal(kFour);
  for (const char* mail : {"a@example.cn", "b@example.cn"}) {
    p.said[0].record.email = mail;
    p.said[1].record.email = mail;
    world.take(p);
  }
  const std::vector<Change> changes = world.reg().changes_after(start, 100);
  REQUIRE(changes.size() == 2);
  CHECK(changes[0].sequence < changes[1].sequence);
  CHECK(changes[1].sequence == world.reg().last_sequence());
  CHECK(world.reg().find(changes[0].institution)->version == 3);
  CHECK(world.reg().changes_after(changes[0].sequence, 100).size() == 1);
}

TEST_CASE("what a source says now is listed by key") {
  World world;
  world.say(kFour);
  const std::vector<Observation> said = world.reg().observations_of("city");
  REQUIRE(said.size() == 4);
  CHECK(said[0].key == "a");
  CHECK(said[3].record.type == InstitutionType::judicial_office);
  CHECK(world.reg().observations_of("nobody").empty());
}

TEST_CASE("snapshots are told newest first") {
  World world;
  world.say(kFour);
  Proposal p = world.proposal(kFour);
  p.job = 17;
  p.said[0].record.email = "a@example.cn";
  const Acceptance a = world.take(p);
  const std::vector<SnapshotInfo> snapshots = world.reg().snapshots_of("city");
  REQUIRE(snapshots.size() == 2);
  CHECK(snapshots[0].id == a.snapshot);
  CHECK(snapshots[0].job == 17);
  CHECK(snapshots[0].state == "accepted");
  CHECK(snapshots[0].observations == 4);
}
