#include "registry/accept.h"

#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <csignal>
#include <stdexcept>

#include "base/file.h"
#include "tests/registry/ten_offices.h"
#include "tests/support/world.h"

using namespace lawhub;

namespace {

using State = Acceptance::State;

const char* const kThreeSources = R"(
  province    | LFM | 山东鲁衡律师事务所 | 370403 | 0632-8690001 | 薛城区光明大道88号 | 31370000MD9900336R
  province    | LFM | 山东鲁恒律师事务所 | 370402 | 0632-3320001 | 市中区振兴路5号 | 31370000MD990189XT
  province    | NOT | 山东省枣庄市鲁南公证处 | 370402 | 0632-3312001 | 市中区文化中路9号
  city        | LFM | 山东鲁衡律师事务所 | 370403 | 0632-8690001
  city        | PMC | 薛城区临城街道清泉社区居民委员会人民调解委员会 | 370403001001
  city        | LAC | 枣庄市薛城区法律援助中心 | 370403 | 0632-4482348
  association | LFM | 鲁衡律所 | 370403 | 0632-8690001
  association | LFM | 山东鲁恒律所 | 370402 | 0632-3320001
  county      | PMC | 临城街道清泉社区调委会 | 370403001
  county      | LAC | 薛城区法律援助处 | 370403
)";

std::string of_source(const std::string& table, const std::string& source) {
  std::string out;
  for (std::size_t at = 0; at < table.size();) {
    const std::size_t end = std::min(table.find('\n', at), table.size());
    const std::string line = table.substr(at, end - at);
    if (line.find(source + " ") != std::string::npos) {
      out += line + "\n";
    }
    at = end + 1;
  }
  return out;
}

}  // namespace

TEST_CASE("sources that say the same institution make one") {
  World world;
  world.say(kThreeSources);
  CHECK(world.reg().count() == 5);
  const Institution firm = world.only("山东鲁衡律师事务所");
  CHECK(world.reg().members_of(firm.id).size() == 3);
  CHECK(firm.record.alternate_names == std::vector<std::string>{"鲁衡律所"});
  CHECK(firm.id.size() == 10);
}

TEST_CASE("the order in which sources come changes neither institutions nor ids") {
  std::vector<std::string> order = {"association", "city", "county", "province"};
  World first;
  for (const std::string& source : order) {
    first.say(of_source(kThreeSources, source));
  }
  while (std::next_permutation(order.begin(), order.end())) {
    World world;
    for (const std::string& source : order) {
      world.say(of_source(kThreeSources, source));
    }
    REQUIRE(world.everything() == first.everything());
  }
}

TEST_CASE("an acceptance that is told to stop leaves everything as it was") {
  World world;
  world.say(ten_offices());
  const std::string before = world.everything();
  world.db().ask_while_writing([] { return false; });
  CHECK_THROWS_AS(world.say(kThreeSources), Stopped);
  CHECK(world.everything() == before);
  world.db().ask_while_writing([] { return true; });
  world.say(kThreeSources);
  CHECK(world.everything() != before);
}

TEST_CASE("an unchanged proposal writes nothing") {
  World world;
  CHECK(world.say(ten_offices()).state == State::accepted);
  const std::int64_t sequence = world.reg().last_sequence();
  world.clock().advance(1000);
  const Acceptance again = world.say(ten_offices());
  CHECK(again.state == State::unchanged);
  CHECK(again.snapshot == 0);
  CHECK(world.reg().last_sequence() == sequence);
  CHECK(world.reg().snapshots_of("city").size() == 1);
}

TEST_CASE("evidence that only shifted touches no institution") {
  World world;
  world.say(ten_offices());
  const std::int64_t sequence = world.reg().last_sequence();
  Proposal p = world.proposal(ten_offices());
  for (Observation& o : p.said) {
    o.evidence = "row 17";
  }
  const Acceptance a = world.take(p);
  CHECK(a.added + a.changed + a.removed == 0);
  CHECK(world.reg().last_sequence() == sequence);
  CHECK(world.reg().observations_of("city")[0].evidence == "row 17");
}

TEST_CASE("counts are those of institutions") {
  World world;
  CHECK(world.say(ten_offices()).added == 10);
  Proposal p = world.proposal(ten_offices());
  p.said[0].record.email = "a@example.cn";
  p.said.push_back(p.said[1]);
  p.said.back().key = "new";
  p.said.back().record = listing("NOT | 山东省嘉祥县公证处 | 370829 | 0537-3412001");
  const Acceptance a = world.take(p);
  CHECK(a.added == 1);
  CHECK(a.changed == 1);
  CHECK(a.removed == 0);
}

TEST_CASE("a key that comes twice in a proposal does no harm") {
  World world;
  Proposal p = world.proposal(ten_offices());
  p.said.push_back(p.said[0]);
  CHECK(world.take(p).added == 10);
}

TEST_CASE("a dry run answers the same and writes nothing") {
  World world;
  const Proposal p = world.proposal(ten_offices());
  const Acceptance dry = dry_run(world.db(), p, world.clock());
  CHECK(dry.state == State::accepted);
  CHECK(dry.added == 10);
  CHECK(world.reg().count() == 0);
  CHECK(world.reg().snapshots_of("city").empty());
  CHECK(world.take(p).added == 10);
}

TEST_CASE("renumbering all keys of a source changes no id and leaves nothing behind") {
  World world;
  world.say(kThreeSources);
  const std::string before = world.everything();
  Proposal p = world.proposal(of_source(kThreeSources, "province"));
  for (Observation& o : p.said) {
    o.key = "new-" + o.key;
    o.url = "http://province.example.gov.cn/" + o.key;
  }
  CHECK(world.take(p).state == State::accepted);  // three records are below the least number that is held
  CHECK(world.reg().count() == 5);
  CHECK(world.reg().observations_of("province").size() == 3);
  for (const Institution& i : world.institutions()) {
    CHECK(before.find(i.id) != std::string::npos);
    CHECK(i.aliases.empty());
  }
}

TEST_CASE("institutions that prove to be one leave a redirect, and the elder id stays") {
  World world;
  world.say("city | LFM | 山东鲁衡律师事务所 | 370403 | 0632-8690001");
  world.say("association | LFM | 山东齐正律师事务所 | 370403 | 0632-8690002");
  const std::string elder = world.only("山东鲁衡律师事务所").id, younger = world.only("山东齐正律师事务所").id;
  const std::int64_t sequence = world.reg().last_sequence();
  // The association corrects itself.
  Proposal p = world.proposal("association | LFM | 山东鲁衡律师事务所 | 370403 | 0632-8690001");
  world.take(p);
  CHECK(world.reg().count() == 1);
  CHECK(world.only("山东鲁衡律师事务所").id == elder);
  CHECK(world.reg().find(younger)->id == elder);
  CHECK(world.reg().find(elder)->aliases == std::vector<std::string>{younger});
  const std::vector<Change> changes = world.reg().changes_after(sequence, 10);
  CHECK(std::any_of(changes.begin(), changes.end(), [&](const Change& c) { return c.institution == younger; }));

  SECTION("when they prove to be two again, each has its own id") {
    world.say("association | LFM | 山东齐正律师事务所 | 370403 | 0632-8690002");
    CHECK(world.only("山东鲁衡律师事务所").id == elder);
    CHECK(world.only("山东齐正律师事务所").id == younger);
    CHECK(world.reg().find(younger)->id == younger);
    CHECK(world.reg().find(elder)->aliases.empty());
  }
}

TEST_CASE("on a split the part that holds the code keeps the id") {
  World world;
  world.say("province | LFM | 山东鲁衡律师事务所 | 370403 | 0632-8690001 | | 31370000MD9900336R");
  world.say("association | LFM | 山东鲁衡律师事务所 | 370403 | 0632-8690001");
  const std::string id = world.only("山东鲁衡律师事务所").id;
  world.say("association | LFM | 山东鲁衡律师事务所 | 370403 | 0632-8690009 | | 31370000MD990189XT");
  CHECK(world.reg().count() == 2);
  CHECK(world.reg().members_of(id)[0].source == "province");
}

TEST_CASE("two institutions of one name and county have two ids, for good") {
  World world;
  const std::string both =
      "province | LFM | 山东鲁衡律师事务所 | 370403 | | | 31370000MD9900336R\n"
      "province | LFM | 山东鲁衡律师事务所 | 370403 | | | 31370000MD990189XT\n";
  world.say(both);
  CHECK(world.reg().count() == 2);
  const std::string before = world.everything();
  rebuild(world.db(), world.clock());
  CHECK(world.everything() == before);
}

TEST_CASE("a rebuild gives the same ids and content") {
  World world;
  world.say(kThreeSources);
  world.say(ten_offices("county-2"));
  Proposal p = world.proposal(first_lines(ten_offices("county-2"), 8));
  p.withdrawn = {{"370826", "cancelled", "2026-10-10", {}}};
  world.take(p);
  world.say("association | LFM | 鲁衡律所 | 370403 | 0632-8690001");
  const std::string before = world.everything();
  const std::int64_t sequence = world.reg().last_sequence();
  world.clock().advance(1000);
  rebuild(world.db(), world.clock());
  CHECK(world.everything() == before);
  CHECK(world.reg().last_sequence() == sequence);  // nothing to tell the index
}

TEST_CASE("a source nobody knows is an error, not a guess") {
  World world;
  Proposal p;
  p.source = "nobody";
  CHECK_THROWS_AS(world.take(p), std::runtime_error);
}

TEST_CASE("kill -9 in the middle of an acceptance leaves what was there") {
  const TemporaryFolder folder;
  const auto file = folder.path() / "registry.db";
  World world;  // only to make proposals
  const Proposal before = world.proposal(first_lines(ten_offices(), 3)), after = world.proposal(ten_offices());
  const FixedClock clock;
  {
    Database db(file, Database::Access::write);
    Sources(db).put(*Sources(world.db()).find("city"));
    accept(db, before, clock);
  }
  const pid_t child = fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    Database db(file, Database::Access::write);
    db.transaction([&] {
      accept(db, after, clock);  // everything is written …
      raise(SIGKILL);            // … and nothing is committed
    });
    _exit(0);
  }
  int status = 0;
  REQUIRE(waitpid(child, &status, 0) == child);
  CHECK(WIFSIGNALED(status));
  Database db(file, Database::Access::write);
  CHECK(Register(db).count() == 3);
  CHECK(Register(db).snapshots_of("city").size() == 1);
  CHECK(accept(db, after, clock).added == 7);
}
