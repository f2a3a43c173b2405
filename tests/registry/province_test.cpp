// The register over a whole sample province, listing by listing as its sources spell them: how many institutions are
// found again, and how many are wrongly merged. bench-identity measures the same at any size.
#include <catch2/catch.hpp>
#include <random>
#include <set>

#include "tests/support/sample_province.h"
#include "tests/support/world.h"

using namespace lawhub;

namespace {

constexpr std::uint64_t kSeed = 7;

}  // namespace

TEST_CASE("a sample province: no two institutions merged, hardly one found twice") {
  const SampleProvince province(1000, kSeed);
  World world;
  for (const SampleSource& source : province.sources) {
    world.add_source(source.source);
  }
  for (const Proposal& p : province.proposals) {
    CHECK(world.take(p).state != Acceptance::State::held);
  }
  const IdentityScore score = score_identity(world.reg(), province);
  for (const std::string& names : score.merged) {
    UNSCOPED_INFO("merged: " << names);
  }
  CHECK(score.wrong == 0);
  CHECK(score.recall() >= 0.97);
  CHECK(score.divided.size() * 100 <= province.truth.size() * 2);
  const std::string before = world.everything();
  rebuild(world.db(), world.clock());
  CHECK(world.everything() == before);
}

TEST_CASE("after a season of changes the register is what a rebuild makes of it") {
  SampleProvince province(300, kSeed);
  World world;
  for (const SampleSource& source : province.sources) {
    world.add_source(source.source);
  }
  std::mt19937 random(kSeed);
  const auto chance = [&](unsigned percent) { return random() % 100 < percent; };
  std::set<std::string> ids;
  for (int round = 0; round < 8; ++round) {
    for (const Proposal& whole : province.proposals) {
      Proposal p = whole;
      std::erase_if(p.said, [&](const Observation&) { return chance(4); });
      for (Observation& o : p.said) {
        const Observation& other = whole.said[random() % whole.said.size()];
        if (chance(4)) {
          o.record.phones = other.record.phones;
        }
        if (chance(3)) {
          o.record.identifiers = other.record.identifiers;
        }
        if (chance(3)) {
          o.record.name = other.record.name;
        }
        if (chance(2)) {
          p.withdrawn.push_back({o.key, chance(50) ? "cancelled" : "duplicate", "", {}});
          o.key += " again";
        }
      }
      p.complete = chance(80);
      const Acceptance a = world.take(p);
      if (a.state == Acceptance::State::held) {
        approve(world.db(), a.snapshot, {"张三", "已核对"}, world.clock());
      }
      world.clock().advance(86400);
    }
    world.reg().for_each([&](const Institution& i) { ids.insert(i.id); });
    const std::string before = world.everything();
    rebuild(world.db(), world.clock());
    REQUIRE(world.everything() == before);
  }
  for (const std::string& id : ids) {
    CHECK(world.reg().find(id));  // no id that was ever seen is lost
  }
}
