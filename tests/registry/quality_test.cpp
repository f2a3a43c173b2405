#include "registry/quality.h"

#include <catch2/catch.hpp>

#include "registry/integration_report.h"
#include "tests/support/world.h"

using namespace lawhub;

namespace {

constexpr Instant kDay = 86400;

}  // namespace

TEST_CASE("the quality of a source counts what its records hold, of those that could") {
  World world;
  Proposal p = world.proposal(R"(
    city | LFM | 山东鲁衡律师事务所 | 370403 | 0632-8690001 | 薛城区光明大道88号 | 31370000MD9900336R
    city | PMC | 薛城区临城街道清泉社区居民委员会人民调解委员会 | 370403001001
  )");
  p.said[0].asserted_at = world.clock().now() - kDay;
  const Quality q = quality_of(p.said, {{"uscc-invalid", 1}}, world.clock().now());
  CHECK(q.records == 2);
  CHECK(q.parts.at("phone") == Quality::Share{1, 2});
  CHECK(q.parts.at("identifier") == Quality::Share{1, 1});  // a committee has none
  CHECK(q.parts.at("dated") == Quality::Share{1, 2});
  CHECK(q.parts.at("clean") == Quality::Share{1, 2});
  CHECK(wrong_codes(q) == 1);
  CHECK(score_of(q) > 0);
  CHECK(score_of(q) < 100);
  CHECK(score_of({}) == 0);
}

TEST_CASE("a day has one note of a source, and the trend the last of each month") {
  World world;
  world.say("city | LFM | 山东鲁衡律师事务所 | 370403 | 0632-8690001");
  const Source city = *Sources(world.db()).find("city");
  note_quality(world.db(), city, {{"no-hours", 3}}, world.clock().now());
  note_quality(world.db(), city, {}, world.clock().now());
  REQUIRE(latest_qualities(world.db()).size() == 1);
  CHECK(latest_qualities(world.db())[0].findings.empty());
  CHECK(latest_qualities(world.db())[0].day == "2027-01-15");
  for (int month = 0; month < 4; ++month) {
    world.clock().advance(31 * kDay);
    note_quality(world.db(), city, {}, world.clock().now());
  }
  const auto trend = monthly_qualities(world.db(), "city", 3);
  REQUIRE(trend.size() == 3);
  CHECK(trend[0].day < trend[2].day);
  CHECK(trend[2].day == latest_qualities(world.db())[0].day);
}

TEST_CASE("the integration report tells what each source brings and what waits") {
  World world;
  world.say(R"(
    city        | LFM | 山东鲁衡律师事务所 | 370403 | 0632-8690001
    city        | NOT | 山东省薛城公证处 | 370403 | 0632-3370403
    association | LFM | 鲁衡律所 | 370403 | 0632-8690001
  )");
  const auto report = integration_report(world.db());
  REQUIRE(report.size() == 2);
  CHECK(report[0].source.id == "association");
  CHECK(report[0].institutions == 1);
  CHECK(report[0].alone == 0);
  CHECK(report[1].listings == 2);
  CHECK(report[1].alone == 1);
  CHECK(report[1].accepted_at == world.clock().now());
  Proposal empty = world.proposal("city | NOT | 山东省薛城公证处 | 370403");
  empty.said.clear();
  world.take(empty);
  CHECK(integration_report(world.db())[1].held == 1);
}
