#include "registry/rollback.h"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

#include <catch2/catch.hpp>
#include <random>
#include <stdexcept>

#include "base/text.h"
#include "registry/harvest_marks.h"
#include "tests/support/world.h"

using namespace lawhub;

namespace {

using State = Acceptance::State;

const Word kWord = {"张三", "导出程序出错"};

/// All that an answer can show of the register.
std::string answers(World& world) {
  std::string out = world.everything();
  for (const Institution& i : world.institutions()) {
    if (i.presence == Presence::listed) {
      out += i.id + " " + std::to_string(i.as_of) + " " + std::to_string(i.revision) + "\n";
    }
  }
  return out;
}

std::string listed_only(World& world) {
  std::string out;
  for (const Institution& i : world.institutions()) {
    if (i.presence == Presence::listed) {
      out += i.id + " " + to_json(i.record) + " " + std::to_string(i.as_of) + " " + std::to_string(i.revision);
      for (const std::string& alias : i.aliases) {
        out += " " + alias;
      }
      for (const auto& [field, p] : i.provenance) {
        out += "\n  " + std::string(field_name(field)) + " " + p.rule + " " + p.winner.source + " " + p.winner.key +
               " " + p.winner.url;
        for (const Assertion& loser : p.losers) {
          out += " / " + loser.source + " " + loser.key + " " + loser.value_text;
        }
      }
      out += "\n";
    }
  }
  return out;
}

const char* const kCity = R"(
  a= city | LFM | 山东鲁衡律师事务所 | 370403 | 0632-8690001
  b= city | NOT | 山东省薛城公证处 | 370403 | 0632-3370403
  c= city | NOT | 山东省峄城公证处 | 370404 | 0632-3370404
)";

}  // namespace

TEST_CASE("after a rollback the source is asked for everything, and what was undone waits for a person") {
  World world;
  world.say(kCity);
  const auto first = world.reg().snapshots_of("city").front().id;
  const std::string undone = replace_all(kCity, "0632-8690001", "0632-8690009");
  world.say(undone);
  HarvestMarks(world.db()).put("city", {"http://city.example.cn/oai", world.clock().now(), world.clock().now()});
  roll_back(world.db(), first, kWord, world.clock());
  CHECK_FALSE(HarvestMarks(world.db()).find("city"));
  CHECK(world.say(undone).state == State::held);
}

TEST_CASE("a rollback brings the answers back, with their stamps, and harvesters hear of it") {
  World world;
  world.say(kCity);
  world.say("association | LFM | 鲁衡律所 | 370403 | 0632-8690001");
  const std::int64_t good = world.reg().snapshots_of("city")[0].id;
  const std::string before = answers(world);
  const Institution firm = world.only("山东鲁衡律师事务所");

  world.clock().advance(86400);
  Proposal bad = world.proposal(kCity);
  bad.said[0].record.phones[0].number = "0632-9999999";
  bad.said[1].record.name = "山东省薛城公正处";
  world.take(bad);
  REQUIRE(answers(world) != before);

  world.clock().advance(86400);
  const std::int64_t sequence = world.reg().last_sequence();
  const Acceptance a = roll_back(world.db(), good, kWord, world.clock());
  CHECK(a.changed == 2);
  CHECK(answers(world) == before);
  CHECK(world.reg().changes_after(sequence, 10).size() >= 2);
  const Institution again = world.only("山东鲁衡律师事务所");
  CHECK(again.changed_at == world.clock().now());
  CHECK(again.version > firm.version);
  CHECK(again.revision == firm.revision);

  const auto snapshots = world.reg().snapshots_of("city");
  REQUIRE(snapshots.size() == 3);
  CHECK(snapshots[0].state == "accepted");
  CHECK(snapshots[0].restores == good);
  CHECK(snapshots[0].decided.by == "张三");
  CHECK(snapshots[0].decided.reason == "导出程序出错");
  CHECK(snapshots[0].decided_at == world.clock().now());
  CHECK(snapshots[1].state == "undone");
}

TEST_CASE("a later change never bears the revision of what was rolled back") {
  World world;
  world.say(kCity);
  const std::int64_t good = world.reg().snapshots_of("city")[0].id;
  Proposal p = world.proposal(kCity);
  p.said[0].record.email = "bad@example.cn";
  world.take(p);
  const std::int64_t bad = world.only("山东鲁衡律师事务所").revision;
  roll_back(world.db(), good, kWord, world.clock());
  world.say("association | LFM | 鲁衡律所 | 370403 | 0632-8690001");
  CHECK(world.only("山东鲁衡律师事务所").revision > bad);
}

TEST_CASE("what only an undone snapshot said stays as a tombstone") {
  World world;
  world.say(kCity);
  const std::int64_t good = world.reg().snapshots_of("city")[0].id;
  world.say(std::string(kCity) + "d= city | LFM | 山东齐正律师事务所 | 370404 | 0632-8690004\n");
  const std::string id = world.only("山东齐正律师事务所").id;
  const std::int64_t sequence = world.reg().last_sequence();
  CHECK(roll_back(world.db(), good, kWord, world.clock()).removed == 1);
  CHECK(world.reg().count() == 3);
  REQUIRE(world.reg().find(id));
  CHECK(world.reg().find(id)->presence == Presence::withdrawn);
  CHECK(world.reg().changes_after(sequence, 10).size() == 1);

  SECTION("and comes back under its id when the source is rolled forward") {
    roll_back(world.db(), world.reg().snapshots_of("city")[1].id, kWord, world.clock());
    CHECK(world.only("山东齐正律师事务所").id == id);
  }
}

TEST_CASE("after a rollback the first list that differs waits for a person") {
  World world;
  world.say(kCity);
  const std::int64_t good = world.reg().snapshots_of("city")[0].id;
  Proposal p = world.proposal(kCity);
  p.said[0].record.email = "bad@example.cn";
  world.take(p);
  roll_back(world.db(), good, kWord, world.clock());

  CHECK(world.say(kCity).state == State::unchanged);
  const Acceptance held = world.take(p);
  CHECK(held.state == State::held);
  CHECK(held.reason.find("由 张三 回退") != std::string::npos);
  CHECK(held.reason.find("导出程序出错") != std::string::npos);
  CHECK(approve(world.db(), held.snapshot, kWord, world.clock()).changed == 1);
  p.said[0].record.email = "good@example.cn";
  CHECK(world.take(p).state == State::accepted);
}

TEST_CASE("withdrawals and absences are part of what comes back") {
  World world;
  world.say(kCity);
  Proposal two = world.proposal(kCity);
  two.said.pop_back();
  world.take(two);  // missed once
  const std::int64_t good = world.reg().snapshots_of("city")[0].id;
  const std::string before = answers(world);
  Proposal gone = two;
  gone.withdrawn.push_back({"b", "cancelled", "2026-10-10", {}});
  gone.said.pop_back();
  world.take(gone);
  world.take(gone);
  CHECK(world.reg().count() < 3);
  roll_back(world.db(), good, kWord, world.clock());
  CHECK(answers(world) == before);
  approve(world.db(), world.take(two).snapshot, kWord, world.clock());
  CHECK(world.reg().find(world.only("山东省薛城公证处").id));
}

TEST_CASE("the last ten accepted snapshots can be rolled back to") {
  World world;
  world.say(kCity);
  Proposal p = world.proposal(kCity);
  std::vector<std::string> states = {answers(world)};
  for (int day = 1; day < 14; ++day) {
    world.clock().advance(86400);
    p.said[0].record.email = std::to_string(day) + "@example.cn";
    world.take(p);
    states.push_back(answers(world));
  }
  const auto snapshots = world.reg().snapshots_of("city");
  REQUIRE(snapshots.size() == 14);
  for (std::size_t i = 0; i < snapshots.size(); ++i) {
    CHECK(snapshots[i].kept == (i > 0 && i < 10));
  }
  CHECK_THROWS_AS(roll_back(world.db(), snapshots[0].id, kWord, world.clock()), std::runtime_error);
  CHECK_THROWS_AS(roll_back(world.db(), snapshots[10].id, kWord, world.clock()), std::runtime_error);
  CHECK_THROWS_AS(roll_back(world.db(), 4711, kWord, world.clock()), std::runtime_error);
  CHECK(answers(world) == states[13]);
  roll_back(world.db(), snapshots[9].id, kWord, world.clock());
  CHECK(answers(world) == states[4]);
}

TEST_CASE("a rollback that fails half way changes nothing") {
  World world;
  world.say(kCity);
  const std::int64_t good = world.reg().snapshots_of("city")[0].id;
  Proposal p = world.proposal(kCity);
  p.said[0].record.email = "bad@example.cn";
  world.take(p);
  const std::string before = answers(world);
  world.db().sql().exec("CREATE TRIGGER disk_full BEFORE INSERT ON snapshots BEGIN SELECT raise(ABORT, 'full'); END");
  CHECK_THROWS(roll_back(world.db(), good, kWord, world.clock()));
  CHECK(answers(world) == before);
}

TEST_CASE("every column of an observation is in the undo") {
  World world;
  auto& sql = world.db().sql();
  SQLite::Statement triggers(sql,
                             "SELECT sql FROM sqlite_master WHERE type = 'trigger' AND name IN "
                             "('observation_changed', 'observation_removed')");
  while (triggers.executeStep()) {
    const std::string text = triggers.getColumn(0).getString();
    SQLite::Statement columns(sql, "SELECT name FROM pragma_table_info('observations')");
    while (columns.executeStep()) {
      const std::string name = columns.getColumn(0).getString();
      if (name != "id" && name != "hash" && name != "institution" && name != "source" && name != "birth") {
        INFO(name);
        CHECK(text.find("old." + name) != std::string::npos);
      }
    }
  }
}

TEST_CASE("whatever a list did to its institutions, a rollback undoes it") {
  std::mt19937 random(20261124);
  const auto pick = [&](std::size_t n) { return random() % n; };
  const char* const names[] = {"山东鲁衡律师事务所", "山东齐正律师事务所", "山东鲁恒律师事务所", "山东泰岳律师事务所"};
  const char* const phones[] = {"0632-8690001", "0632-8690002", "0632-8690003", ""};
  const char* const codes[] = {"31370000MD9900336R", "31370000MD990189XT", "", ""};
  const auto list = [&](const std::string& source) {
    std::string out;
    for (std::size_t i = 0; i < 6; ++i) {
      if (pick(5) > 0) {
        out += std::string(1, static_cast<char>('a' + i)) + "= " + source + " | LFM | " + names[pick(4)] +
               " | 370403 | " + phones[pick(4)] + " | | " + codes[pick(4)] + "\n";
      }
    }
    return out;
  };
  for (int run = 0; run < 60; ++run) {
    World world;
    for (const char* source : {"province", "city", "association"}) {
      if (const std::string rows = list(source); !rows.empty()) {
        world.say(rows);
      }
    }
    const auto first = world.reg().snapshots_of("city");
    if (first.empty()) {
      continue;
    }
    const std::string before = listed_only(world);
    for (int step = 0; step < 3; ++step) {
      world.clock().advance(3600);
      Proposal p = world.proposal("city | NOT | 山东省薛城公证处 | 370403");
      if (const std::string rows = list("city"); !rows.empty()) {
        p = world.proposal(rows);
      }
      if (!p.said.empty() && pick(3) == 0) {
        p.withdrawn.push_back({p.said.back().key, "cancelled", "2026-10-10", {}});
        p.said.pop_back();
      }
      if (const Acceptance a = world.take(p); a.state == State::held) {
        approve(world.db(), a.snapshot, kWord, world.clock());
      }
    }
    if (world.reg().snapshots_of("city").front().id == first.front().id) {
      continue;
    }
    roll_back(world.db(), first.front().id, kWord, world.clock());
    INFO(run);
    CHECK(listed_only(world) == before);
  }
}
