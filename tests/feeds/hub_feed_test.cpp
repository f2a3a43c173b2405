#include "feeds/hub_feed.h"

#include <catch2/catch.hpp>
#include <map>

#include "feeds/writer.h"
#include "tests/support/world.h"

namespace lawhub {
namespace {

const FeedPublisher kHub = {"法律服务枢纽", "370000", "http://127.0.0.1:8080/feeds/institutions.xml"};

/// All pages from the first to the last, each written and read as another hub would.
std::vector<FeedPage> harvest(World& world, FeedCursor cursor) {
  std::vector<FeedPage> pages;
  for (;;) {
    Result<FeedPage> page = read_feed(write_feed(hub_page(world.db(), kHub, cursor, cursor.until)));
    REQUIRE(page);
    CHECK(page->report.empty());
    pages.push_back(*page);
    if (page->resumption_token.empty()) return pages;
    const std::optional<FeedCursor> next = cursor_of(page->resumption_token);
    REQUIRE(next);
    cursor = *next;
    REQUIRE(pages.size() < 100);
  }
}

FeedCursor all_at(Instant now, std::size_t limit) {
  FeedCursor cursor;
  cursor.until = now;
  cursor.limit = limit;
  return cursor;
}

}  // namespace

TEST_CASE("hub feed: pages hold every institution once, whole") {
  World world;
  std::string table;
  for (int i = 0; i < 25; ++i) {
    table += "city | PMC | 薛城区临城街道第" + std::to_string(i) + "社区人民调解委员会 | 370403001 | 0632-77" +
             std::to_string(10000 + i) + "\n";
  }
  world.say(table);
  std::map<std::string, Record> got;
  const std::vector<FeedPage> pages = harvest(world, all_at(world.clock().now(), 10));
  CHECK(pages.size() == 3);
  for (const FeedPage& page : pages) {
    CHECK(page.records.size() <= 10);
    CHECK(page.publisher_name == "法律服务枢纽");
    for (const Observation& said : page.records) CHECK(got.emplace(said.key, said.record).second);
  }
  CHECK(got.size() == 25);
  for (auto& [id, record] : got) {
    CHECK(record.metadata == std::vector<FieldMetadata>{{"*", "city", 0, 0}});
    record.metadata.clear();
    CHECK(world.reg().find(id)->record == record);
  }
}

TEST_CASE("hub feed: the withdrawn come as tombstones, and only what changed since") {
  World world;
  const char* both =
      "city | NOT | 枣庄市鲁南公证处 | 370402 | 0632-3312001\ncity | NOT | 枣庄市石榴园公证处 | 370404 | "
      "0632-7700001\n";
  world.say(both);
  const std::string id = world.only("枣庄市石榴园公证处").id;
  world.clock().advance(3600);
  Proposal without = world.proposal("city | NOT | 枣庄市鲁南公证处 | 370402 | 0632-3312001\n");
  without.withdrawn = {{"2", "cancelled", "", {}}};
  REQUIRE(world.take(without).removed == 1);
  FeedCursor since = all_at(world.clock().now(), 10);
  since.from = world.clock().now();
  const std::vector<FeedPage> pages = harvest(world, since);
  REQUIRE(pages.size() == 1);
  CHECK(pages[0].records.empty());
  REQUIRE(pages[0].withdrawals.size() == 1);
  CHECK(pages[0].withdrawals[0].key == id);
  CHECK(pages[0].withdrawals[0].reason == "cancelled");
  FeedCursor before = all_at(world.clock().now() - 1, 10);
  CHECK(harvest(world, before)[0].records.size() == 1);
}

TEST_CASE("hub feed: tokens come back, others are no tokens") {
  FeedCursor cursor = all_at(1800000000, 7);
  cursor.from = 1700000000;
  cursor.after_id = "0123456789";
  const std::optional<FeedCursor> back = cursor_of(token_of(cursor));
  REQUIRE(back);
  CHECK(token_of(*back) == token_of(cursor));
  for (const char* token : {"", "x", "1.2.3", "1.0.3.a", "1.1001.3.a", "1.2.3.", "1.2.3.a.b", "1.-2.3.a"}) {
    CHECK_FALSE(cursor_of(token));
  }
}

}  // namespace lawhub
