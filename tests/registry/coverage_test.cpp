#include "registry/coverage.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <fstream>

#include "base/file.h"
#include "registry/accept.h"
#include "registry/database.h"
#include "registry/division.h"
#include "registry/forensic_scope.h"
#include "registry/register.h"
#include "registry/source.h"
#include "tests/support/fixed_clock.h"
#include "tests/support/sample_listing.h"

namespace lawhub {
namespace {

constexpr std::size_t kTownsCompared = 200;

/// A province of a few thousand made-up institutions, as one list says them.
struct Province {
  explicit Province(std::size_t size) {
    SampleOptions options;
    options.institutions = size;
    Source source;
    source.id = "sample";
    source.division = "370000";
    Sources(db).put(source);
    Proposal proposal;
    proposal.source = "sample";
    proposal.taken_at = clock.now();
    for (const auto& it : make_institutions(options)) proposal.said.push_back(sample_listing(it, "sample"));
    accept(db, proposal, clock);
  }
  Database db{":memory:", Database::Access::write};
  FixedClock clock;
};

bool is_living(const Institution& one) {
  const auto s = one.record.status;
  return one.presence == Presence::listed && s != Status::closed && s != Status::cancelled && s != Status::revoked &&
         s != Status::merged;
}

const CountyCoverage& county(const Coverage& coverage, const std::string& code) {
  for (const auto& one : coverage.counties) {
    if (one.code == code) return one;
  }
  throw std::out_of_range(code);
}

}  // namespace

TEST_CASE("R1 equals a computation by hand for two hundred towns") {
  Province province(3000);
  const auto report = coverage(province.db, {}, province.clock.now());
  std::vector<Institution> living;
  Register(province.db).for_each([&](const Institution& one) {
    if (is_living(one)) living.push_back(one);
  });
  CHECK(report.institutions == static_cast<std::int64_t>(living.size()));
  CHECK(report.towns.size() > 1000);
  const std::size_t stride = report.towns.size() / kTownsCompared;
  for (std::size_t i = 0; i < report.towns.size(); i += stride) {
    const auto& town = report.towns[i];
    INFO(town.code);
    const auto seat = Divisions::get().seat_of(town.code)->first;
    for (const auto type : all_institution_types()) {
      std::int64_t nearest = -1, count = 0;
      for (const auto& one : living) {
        if (one.record.type != type) continue;
        if (Divisions::get().contains(town.code, one.record.address.division)) ++count;
        const auto place = place_of(one.record);
        if (!place) continue;
        const auto metres = std::llround(distance_m(seat, *place));
        if (nearest < 0 || metres < nearest) nearest = metres;
      }
      CHECK(town.nearest_m[static_cast<std::size_t>(type)] == nearest);
      CHECK(town.count[static_cast<std::size_t>(type)] == count);
    }
  }
}

TEST_CASE("a county's figures are those of its towns and of what it holds") {
  Province province(1000);
  const auto report = coverage(province.db, {{"370403", 500000}}, province.clock.now());
  ByType far{}, very_far{};
  for (const auto& town : report.towns) {
    if (!Divisions::get().contains("370403", town.code)) continue;
    for (std::size_t type = 0; type < kInstitutionTypes; ++type) {
      const auto metres = town.nearest_m[type];
      far[type] += metres < 0 || metres > 10'000 ? 1 : 0;
      very_far[type] += metres < 0 || metres > 30'000 ? 1 : 0;
    }
  }
  CHECK(county(report, "370403").beyond_10km == far);
  CHECK(county(report, "370403").beyond_30km == very_far);
  CHECK(county(report, "370403").population == 500000);
  std::int64_t all = 0;
  for (const auto& one : report.counties) {
    for (const auto n : one.count) all += n;
  }
  CHECK(all == report.institutions);
}

TEST_CASE("forensic items that no institution's licence covers are told") {
  FixedClock clock;
  Database db{":memory:", Database::Access::write};
  Source source;
  source.id = "list";
  source.division = "370000";
  Sources(db).put(source);
  CHECK(coverage(db, {}, clock.now()).unoffered.size() == forensic_items().size());
  Proposal proposal;
  proposal.source = "list";
  proposal.taken_at = clock.now();
  Observation one;
  one.source = "list";
  one.key = "1";
  one.asserted_at = clock.now();
  one.record.type = InstitutionType::forensic_institution;
  one.record.name = "枣庄正信司法鉴定所";
  one.record.division = "370403";
  one.record.status = Status::active;
  one.record.services = forensic_services("法医临床司法鉴定(听觉功能除外)");
  proposal.said.push_back(one);
  accept(db, proposal, clock);
  const auto unoffered = coverage(db, {}, clock.now()).unoffered;
  const auto is_told = [&](const char* item) {
    return std::find(unoffered.begin(), unoffered.end(), item) != unoffered.end();
  };
  CHECK_FALSE(is_told("02"));
  CHECK_FALSE(is_told("0201"));
  CHECK(is_told("020402"));
  CHECK(is_told("01"));
}

TEST_CASE("one report a month is kept, and what was said comes back") {
  const TemporaryFolder folder;
  Province province(300);
  const Coverages kept(folder.path() / "reports");
  CHECK_FALSE(kept.newest());
  auto december = coverage(province.db, {}, province.clock.now() - 20 * 86400);
  december.counties.front().count[0] = 99;
  kept.keep(december);
  auto january = coverage(province.db, {{"370403", 7}}, province.clock.now());
  kept.keep(january);
  kept.keep(january);
  const auto newest = kept.newest();
  REQUIRE(newest);
  CHECK(newest->made_at == january.made_at);
  CHECK(newest->counties == january.counties);
  CHECK(newest->unoffered == january.unoffered);
  CHECK(newest->towns.back().nearest_m == january.towns.back().nearest_m);
  CHECK(kept.before(*newest)->counties.front().count[0] == 99);
  CHECK_FALSE(kept.before(december));
}

TEST_CASE("a table of people is read, and a wrong one refused by its place") {
  const TemporaryFolder folder;
  const auto file = folder.path() / "population.tsv";
  CHECK(read_population(file).empty());
  std::ofstream(file) << "code\tpopulation\n370403\t541000\n";
  CHECK(read_population(file).at("370403") == 541000);
  std::ofstream(file) << "code\tpopulation\n370403\tmany\n";
  CHECK_THROWS_WITH(read_population(file), Catch::Contains("370403"));
}

}  // namespace lawhub
