#include "registry/public_list.h"

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

Selection everything(World& world) { return {0, world.clock().now(), "", ""}; }

std::vector<std::string> ids(const std::vector<PublicEntry>& entries) {
  std::vector<std::string> out;
  for (const PublicEntry& entry : entries) out.push_back(entry.id);
  return out;
}

std::size_t size_of(World& world, const char* type, const char* division) {
  const PublicList list(world.db(), world.clock().now());
  const Selection selection{0, world.clock().now(), type, division};
  const std::vector<PublicEntry> all = list.after(selection, {}, 100);
  CHECK(list.size(selection) == all.size());
  return all.size();
}

}  // namespace

TEST_CASE("public list: pages go on behind their last entry, in both directions") {
  World world;
  world.say(kFour);
  world.clock().advance(60);
  world.say("association | NOT | 山东省薛城公证处 | 370403 | 0632-4412001");
  const PublicList list(world.db(), world.clock().now());
  std::vector<std::string> up, down;
  ListPlace place;
  for (;;) {
    const auto page = list.after(everything(world), place, 3);
    if (page.empty()) break;
    for (const PublicEntry& entry : page) {
      CHECK(std::tie(entry.changed_at, entry.id) > std::tie(place.changed_at, place.id));
      up.push_back(entry.id);
      place = entry.place();
    }
  }
  std::optional<ListPlace> end;
  for (;;) {
    const auto page = list.newest(everything(world), end, 3);
    if (page.empty()) break;
    for (const PublicEntry& entry : page) down.push_back(entry.id);
    end = page.back().place();
  }
  CHECK(up.size() == 4);
  CHECK(up.back() == world.only("山东省薛城公证处").id);
  CHECK(std::vector<std::string>(down.rbegin(), down.rend()) == up);
}

TEST_CASE("public list: both ends of a period are inside") {
  World world;
  world.say(kFour);
  const Instant first = world.clock().now();
  world.clock().advance(60);
  world.say("association | NOT | 山东省薛城公证处 | 370403 | 0632-4412001");
  const PublicList list(world.db(), world.clock().now());
  CHECK(list.after({first, first, "", ""}, {}, 10).size() == 3);
  CHECK(list.after({first + 1, first + 60, "", ""}, {}, 10).size() == 1);
  CHECK(list.after({first + 60, first + 60, "", ""}, {}, 10).size() == 1);
  CHECK(list.after({first + 61, first + 99, "", ""}, {}, 10).empty());
  CHECK(list.newest({first, first, "", ""}, {}, 10).size() == 3);
  CHECK(list.size({first + 1, first + 60, "", ""}) == 1);
  CHECK(list.earliest() == first);
  CHECK(list.latest() == first + 60);
}

TEST_CASE("public list: sets by type and by division") {
  World world;
  world.say(kFour);
  CHECK(size_of(world, "", "") == 4);
  CHECK(size_of(world, "NOT", "") == 2);
  CHECK(size_of(world, "", "3704") == 4);
  CHECK(size_of(world, "", "370403") == 3);
  CHECK(size_of(world, "NOT", "370403") == 1);
  CHECK(size_of(world, "", "370403001") == 1);
  CHECK(size_of(world, "", "3701") == 0);
  CHECK(division_prefix_of("370000") == "37");
  CHECK(division_prefix_of("370400") == "3704");
  CHECK(division_prefix_of("3704") == "3704");
  CHECK(division_prefix_of("370403001") == "370403001");
  for (const char* no : {"", "3", "370", "37040x", "3704031"}) CHECK_FALSE(division_prefix_of(no));
}

TEST_CASE("public list: an id that was merged stays, with the one that stands for it and the sets it was in") {
  World world;
  world.say(
      "city | NOT | 山东省薛城公证处 | 370403 | 0632-4412001\nown | NOT | 薛城石榴公证处 | 370403 | 0632-4412009");
  const auto before = ids(PublicList(world.db(), world.clock().now()).after(everything(world), {}, 10));
  REQUIRE(before.size() == 2);
  world.clock().advance(60);
  world.say("own | NOT | 山东省薛城公证处 | 370403 | 0632-4412001 | former=薛城石榴公证处");
  const std::string stays = world.only("山东省薛城公证处").id;
  const std::string goes = before[0] == stays ? before[1] : before[0];
  const auto gone = PublicList(world.db(), world.clock().now()).find(goes);
  REQUIRE(gone);
  REQUIRE(gone->ended);
  CHECK_FALSE(gone->record);
  CHECK(gone->ended->reason == "duplicate");
  CHECK(gone->ended->successors == std::vector<std::string>{stays});
  CHECK(gone->ended->withdrawn_at == world.clock().now());
  CHECK(gone->type == "NOT");
  CHECK(gone->division == "370403");
  const Instant merged_at = gone->changed_at;
  world.clock().advance(60);
  world.say("association | NOT | 山东省薛城公证处 | 370403 | 0632-4412001");
  CHECK(PublicList(world.db(), world.clock().now()).find(goes)->changed_at == merged_at);
}

TEST_CASE("public list: a tombstone names reason and day") {
  World world;
  world.say(kFour);
  const std::string centre = world.only("薛城区法律援助中心").id, notary = world.only("山东省薛城公证处").id;
  Proposal without = world.proposal(kFour);
  std::erase_if(without.said, [](const Observation& o) { return o.key == "a"; });
  without.withdrawn = {{"a", "merged", "2026-03-01", {}}};
  world.clock().advance(60);
  REQUIRE(world.take(without).removed == 1);
  const auto gone = PublicList(world.db(), world.clock().now()).find(notary);
  REQUIRE(gone);
  REQUIRE(gone->ended);
  CHECK(gone->ended->reason == "merged");
  CHECK(gone->ended->effective_date == "2026-03-01");
  CHECK_FALSE(PublicList(world.db(), world.clock().now()).find("nobody"));
  CHECK(PublicList(world.db(), world.clock().now()).find(centre)->record);
}
