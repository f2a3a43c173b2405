#include <algorithm>
#include <catch2/catch.hpp>
#include <stdexcept>

#include "registry/accept.h"
#include "tests/registry/ten_offices.h"
#include "tests/support/world.h"

using namespace lawhub;

namespace {

using State = Acceptance::State;

}  // namespace

TEST_CASE("a list that could not be read to its end takes nothing away") {
  World world;
  world.say(ten_offices());
  Proposal part = world.proposal(first_lines(ten_offices(), 2));
  part.complete = false;
  part.said[0].record.email = "a@example.cn";
  for (int i = 0; i < 5; ++i) {
    world.take(part);
  }
  CHECK(world.reg().count() == 10);
  CHECK(world.reg().observations_of("city").size() == 10);
  CHECK(world.only("山东省市中公证处").record.email == "a@example.cn");
}

TEST_CASE("absence is not deletion: three complete lists must miss an institution, then its status is unknown") {
  World world;
  world.say(ten_offices());
  const std::string nine = first_lines(ten_offices(), 9);
  const std::string name = "山东省微山公证处";
  const std::string id = world.only(name).id;
  world.say(nine);
  world.clock().advance(86400);
  world.say(nine);
  CHECK(world.reg().find(id)->provenance.count(Field::status) == 0);
  const Acceptance third = world.say(nine);
  CHECK(third.changed == 1);
  CHECK(third.removed == 0);
  const Institution gone = *world.reg().find(id);
  CHECK(gone.presence == Presence::listed);
  CHECK(gone.record.status == Status::unknown);
  CHECK(gone.record.status_since == "2027-01-15");
  CHECK(gone.record.phones.size() == 1);
  CHECK(gone.provenance.at(Field::status).rule == "not-listed");
  CHECK(world.say(nine).state == State::unchanged);
  CHECK(world.reg().count() == 10);

  CHECK(world.say(ten_offices()).changed == 1);  // and it comes back as it was
  CHECK(world.only(name).id == id);
  CHECK(world.only(name).provenance.count(Field::status) == 0);
}

TEST_CASE("only the list of the registering source tells that an institution is listed no more") {
  World world;
  world.say(ten_offices("province"));
  world.say(ten_offices("city"));
  world.say(ten_offices("association"));
  const std::string id = world.only("山东省微山公证处").id;
  SECTION("what a lower source lost the registering one still says") {
    for (int i = 0; i < 4; ++i) {
      world.say(first_lines(ten_offices("city"), 9));
    }
    CHECK(world.reg().find(id)->provenance.count(Field::status) == 0);
    CHECK(world.reg().members_of(id).size() == 2);
  }
  SECTION("what the registering one lost is not kept alive by a lower one") {
    for (int i = 0; i < 3; ++i) {
      world.say(first_lines(ten_offices("province"), 9));
    }
    CHECK(world.reg().find(id)->presence == Presence::listed);
    CHECK(world.reg().find(id)->provenance.at(Field::status).rule == "not-listed");
  }
}

TEST_CASE("a tombstone withdraws at once, with its reason and date") {
  World world;
  world.say(ten_offices());
  const std::string id = world.only("山东省微山公证处").id;
  Proposal p = world.proposal(first_lines(ten_offices(), 9));
  p.withdrawn = {{"370826", "cancelled", "2026-10-10", {}}};
  const Acceptance a = world.take(p);
  CHECK(a.state == State::accepted);
  CHECK(a.removed == 1);
  CHECK(world.reg().count() == 9);
  const Institution gone = *world.reg().find(id);
  CHECK(gone.presence == Presence::withdrawn);
  CHECK(gone.record.status == Status::cancelled);
  CHECK(gone.record.status_since == "2026-10-10");
  CHECK(gone.provenance.at(Field::status).rule == "withdrawn");
  CHECK(world.take(p).state == State::unchanged);
}

TEST_CASE("a tombstone counts as far as its source is believed") {
  World world;
  world.say(ten_offices("province"));
  world.say(ten_offices("association"));
  const std::string id = world.only("山东省微山公证处").id;
  Proposal left = world.proposal(first_lines(ten_offices("association"), 9));
  left.withdrawn = {{"370826", "cancelled", "2026-10-10", {}}};
  world.take(left);
  CHECK(world.reg().find(id)->presence == Presence::listed);

  Proposal ended = world.proposal(first_lines(ten_offices("province"), 9));
  ended.withdrawn = {{"370826", "revoked", "2026-10-11", {}}};
  world.take(ended);
  CHECK(world.reg().find(id)->presence == Presence::withdrawn);
  CHECK(world.reg().find(id)->record.status == Status::revoked);
}

TEST_CASE("a record taken back as a duplicate says nothing of the institution") {
  World world;
  world.say(ten_offices("province"));
  world.say(ten_offices("city"));
  const std::string id = world.only("山东省微山公证处").id;
  Proposal p = world.proposal(first_lines(ten_offices("city"), 9));
  p.withdrawn = {{"370826", "duplicate", "", {}}};
  world.take(p);
  CHECK(world.reg().find(id)->presence == Presence::listed);
  CHECK(world.reg().members_of(id).size() == 1);
}
