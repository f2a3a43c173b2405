// The pairs of the study (duplicate_pairs.tsv) and two hundred more of its classes (more_pairs.tsv), each through the
// whole pipeline: two sources, two snapshots, one register.
#include <catch2/catch.hpp>
#include <map>

#include "base/file.h"
#include "base/tsv.h"
#include "generated/test_paths.h"
#include "registry/decisions.h"
#include "tests/support/world.h"

using namespace lawhub;

namespace {

struct Pair {
  std::string id, label, why;
  Record a, b;
};

/// Half of a row of duplicate_pairs.tsv.
Record half(const Table& table, std::size_t row, const std::string& side) {
  const auto cell = [&](const std::string& name) { return std::string(table.cell(row, table.column(side + name))); };
  return listing(cell("type") + "|" + cell("name") + "|" + cell("division") + "|" + cell("phone") + "|" +
                 cell("address") + "|" + cell("code"));
}

std::vector<Pair> pairs_of_the_study() {
  const std::string text = read_file(TEST_DATA "/duplicate_pairs.tsv");
  const Table table(text, "duplicate_pairs.tsv");
  std::vector<Pair> out;
  for (std::size_t row = 0; row < table.size(); ++row) {
    const auto cell = [&](const std::string& name) { return std::string(table.cell(row, table.column(name))); };
    if (cell("b_type") == "-") {
      continue;  // a body that is never listed
    }
    Pair pair = {cell("pair_id"), cell("label"), cell("class"), half(table, row, "a_"), half(table, row, "b_")};
    if (pair.id == "D05") {  // the introduction of A, which the extractor read
      pair.a.former_names = {{"枣庄市市中区公证处", ""}};
    } else if (pair.id == "D23") {  // the county's own site
      pair.b.division = "370522";
    } else if (pair.id == "D25") {
      pair.a.website = pair.b.website = "http://www.haiyue.example.cn/";
    }
    out.push_back(std::move(pair));
  }
  return out;
}

std::vector<Pair> more_pairs() {
  const std::string text = read_file(TEST_DATA "/more_pairs.tsv");
  const Table table(text, "more_pairs.tsv");
  std::vector<Pair> out;
  for (std::size_t row = 0; row < table.size(); ++row) {
    const auto cell = [&](const std::string& name) { return std::string(table.cell(row, table.column(name))); };
    out.push_back({cell("pair_id"), cell("label"), cell("class"), listing(cell("a")), listing(cell("b"))});
  }
  return out;
}

enum class Fate { merged, asked, apart };

void say(World& world, const std::string& source, const std::vector<std::pair<std::string, Record>>& records) {
  Proposal p = world.proposal(source + " | LFM | 山东某律师事务所 | 370403");  // makes the source
  const Observation pattern = p.said.front();
  p.said.clear();
  for (const auto& [key, record] : records) {
    Observation& o = p.said.emplace_back(pattern);
    o.key = key;
    o.record = record;
  }
  REQUIRE(world.take(p).state == Acceptance::State::accepted);
}

Fate fate_of(const Pair& pair) {
  World world;
  say(world, "province", {{pair.id, pair.a}});
  say(world, "city", {{pair.id, pair.b}});
  if (world.reg().count() == 1) {
    return Fate::merged;
  }
  return Decisions(world.db()).count_questions() > 0 ? Fate::asked : Fate::apart;
}

struct Tally {
  std::size_t same = 0, merged = 0, missed = 0;
};

Tally check(const std::vector<Pair>& pairs) {
  Tally out;
  for (const Pair& pair : pairs) {
    INFO(pair.id << " " << pair.why << ": " << pair.a.name << " / " << pair.b.name);
    const Fate fate = fate_of(pair);
    if (pair.label == "different") {
      CHECK(fate != Fate::merged);
      continue;
    }
    ++out.same;
    out.merged += fate == Fate::merged;
    if (fate == Fate::apart) {
      ++out.missed;
      WARN("missed: " << pair.id << " " << pair.why << ": " << pair.a.name << " / " << pair.b.name);
    } else if (fate == Fate::asked && pair.label == "same") {
      WARN("asked: " << pair.id << " " << pair.why << ": " << pair.a.name << " / " << pair.b.name);
    }
  }
  return out;
}

}  // namespace

TEST_CASE("pairs of the study: no wrong merge, all doubles but one merged or asked, six of seven merged") {
  const Tally tally = check(pairs_of_the_study());
  CHECK(tally.missed <= 1);
  CHECK(tally.merged * 100 >= tally.same * 85);
}

TEST_CASE("two hundred more pairs: no wrong merge, all doubles but one merged or asked, six of seven merged") {
  const std::vector<Pair> pairs = more_pairs();
  CHECK(pairs.size() >= 200);
  const Tally tally = check(pairs);
  CHECK(tally.missed <= 1);
  CHECK(tally.merged * 100 >= tally.same * 85);
}

TEST_CASE("all pairs in one register: no wrong merge either") {
  std::vector<Pair> pairs = pairs_of_the_study();
  const std::vector<Pair> more = more_pairs();
  pairs.insert(pairs.end(), more.begin(), more.end());
  std::vector<std::pair<std::string, Record>> left, right;
  for (const Pair& pair : pairs) {
    left.emplace_back(pair.id, pair.a);
    right.emplace_back(pair.id, pair.b);
  }
  World world;
  say(world, "province", left);
  say(world, "city", right);
  std::map<std::string, std::string> a, b;
  world.reg().for_each([&](const Institution& i) {
    for (const Observation& o : world.reg().members_of(i.id)) {
      (o.source == "province" ? a : b)[o.key] = i.id;
    }
  });
  for (const Pair& pair : pairs) {
    INFO(pair.id << " " << pair.why << ": " << pair.a.name << " / " << pair.b.name);
    CHECK((pair.label == "different") <= (a[pair.id] != b[pair.id]));
  }
}
