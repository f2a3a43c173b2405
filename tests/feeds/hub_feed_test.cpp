#include "feeds/hub_feed.h"

#include <catch2/catch.hpp>
#include <functional>
#include <map>
#include <sstream>

#include "feeds/writer.h"
#include "tests/support/world.h"

namespace lawhub {
namespace {

const Publisher kHub = {"法律服务枢纽", "370000", "http://127.0.0.1:8080", "admin@example.org"};

/// All pages from the first to the last, each written and read as another hub would. `between` is done after each.
std::vector<FeedPage> harvest(
    World& world, const Selection& selection, std::size_t limit, const std::function<void()>& between = [] {}) {
  const PublicList list(world.db(), world.clock().now());
  const Instant now = world.clock().now();
  HarvestCursor cursor = begin_harvest(list, selection, limit, now);
  std::vector<FeedPage> pages;
  for (;;) {
    Result<FeedPage> page = read_feed(write_feed(hub_page(list, kHub, cursor, world.clock().now())));
    REQUIRE(page);
    CHECK(page->report.empty());
    pages.push_back(*page);
    if (page->resumption_token.empty()) return pages;
    between();
    const std::optional<HarvestCursor> next = cursor_of(page->resumption_token, world.clock().now());
    REQUIRE(next);
    cursor = *next;
    REQUIRE(pages.size() < 100);
  }
}

std::string committee(int i, const std::string& more = "") {
  return "city | PMC | 薛城区临城街道第" + std::to_string(i) + "社区人民调解委员会 | 370403001 | 0632-77" +
         std::to_string(10000 + i) + more + "\n";
}

std::string committees(int n) {
  std::string table;
  for (int i = 0; i < n; ++i) table += committee(i);
  return table;
}

}  // namespace

TEST_CASE("hub feed: pages hold every institution once, whole") {
  World world;
  world.say(committees(25));
  std::map<std::string, Record> got;
  const std::vector<FeedPage> pages = harvest(world, {}, 10);
  CHECK(pages.size() == 3);
  for (const FeedPage& page : pages) {
    CHECK(page.records.size() <= 10);
    CHECK(page.publisher_name == "法律服务枢纽");
    CHECK(page.complete_list_size == 25);
    CHECK(page.list_cursor == static_cast<std::int64_t>(got.size()));
    CHECK(page.earliest_datestamp == world.clock().now());
    for (const Observation& said : page.records) CHECK(got.emplace(said.key, said.record).second);
  }
  CHECK(got.size() == 25);
  for (auto& [id, record] : got) {
    record.metadata.clear();  // who said what when is the feed's, not the record's
    CHECK(world.reg().find(id)->record == record);
  }
}

TEST_CASE("hub feed: a token may be used again, and is no token once it has expired") {
  World world;
  world.say(committees(25));
  const PublicList list(world.db(), world.clock().now());
  const FeedPage first = hub_page(list, kHub, begin_harvest(list, {}, 10, world.clock().now()), world.clock().now());
  world.clock().advance(86'400);
  const auto next = cursor_of(first.resumption_token, world.clock().now());
  REQUIRE(next);
  CHECK(write_feed(hub_page(list, kHub, *next, 0)) == write_feed(hub_page(list, kHub, *next, 0)));
  CHECK(first.token_expires >= world.clock().now());
  CHECK(cursor_of(first.resumption_token, first.token_expires));
  CHECK_FALSE(cursor_of(first.resumption_token, first.token_expires + 1));
}

TEST_CASE("hub feed: what changes under a harvest is in it or in the next one, and nothing comes twice") {
  World world;
  world.say(committees(30));
  const Instant began = world.clock().now();
  int step = 0;
  const std::vector<FeedPage> pages = harvest(world, {}, 7, [&] {
    world.clock().advance(1);
    std::string table;
    for (int i = 0; i < 31 + step; ++i) table += committee(i, i % 5 == step ? " | | | hours=24/7" : "");
    world.say(table);
    ++step;
  });
  std::map<std::string, Record> got;
  for (const FeedPage& page : pages) {
    for (const Observation& said : page.records) {
      CHECK(got.emplace(said.key, said.record).second);
      CHECK(said.asserted_at <= began);
    }
  }
  for (const FeedPage& page : harvest(world, {began, 0, "", ""}, 7)) {
    for (const Observation& said : page.records) got[said.key] = said.record;
  }
  CHECK(got.size() == world.reg().count());
  for (auto& [id, record] : got) {
    record.metadata.clear();  // who said what when is the feed's, not the record's
    CHECK(world.reg().find(id)->record == record);
  }
}

TEST_CASE("hub feed: sets by type, by division and by both") {
  Selection s;
  REQUIRE(read_set("type:NOT", s));
  CHECK(s.type == "NOT");
  s = {};
  REQUIRE(read_set("division:3704,type:LFM", s));
  CHECK(s.type == "LFM");
  CHECK(s.division == "3704");
  s = {};
  REQUIRE(read_set("division:370400", s));
  CHECK(s.division == "3704");
  for (const char* bad : {"", "NOT", "type:XXX", "division:99", "division:", "type:NOT,type:NOT", "type:NOT,",
                          "division:3704,division:37", "type:NOT division:37"}) {
    INFO(bad);
    s = {};
    CHECK_FALSE(read_set(bad, s));
  }
}

TEST_CASE("hub feed: the whole as one document of more than a page") {
  World world;
  world.say(committees(25));
  std::ostringstream out;
  write_hub_feed(PublicList(world.db(), world.clock().now()), kHub, {}, world.clock().now(), out);
  const Result<FeedPage> whole = read_feed(out.str());
  REQUIRE(whole);
  CHECK(whole->records.size() == 25);
  CHECK(whole->complete_list_size == 25);
  CHECK(whole->resumption_token.empty());
  CHECK(whole->report.empty());
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
  const std::vector<FeedPage> pages = harvest(world, {world.clock().now(), 0, "", ""}, 10);
  REQUIRE(pages.size() == 1);
  CHECK(pages[0].records.empty());
  REQUIRE(pages[0].withdrawals.size() == 1);
  CHECK(pages[0].withdrawals[0].key == id);
  CHECK(pages[0].withdrawals[0].reason == "cancelled");
  CHECK(pages[0].withdrawals[0].withdrawn_at == world.clock().now());
  CHECK(harvest(world, {0, world.clock().now() - 1, "", ""}, 10)[0].records.size() == 1);
}

TEST_CASE("hub feed: tokens come back, others are no tokens") {
  HarvestCursor cursor;
  cursor.selection = {1700000000, 1800000000, "NOT", "3704"};
  cursor.began = 1800000000;
  cursor.after = {1700000000, "0123456789"};
  cursor.limit = 7;
  cursor.form = "ListRecords-oai_dc";
  const std::string token = token_of(cursor);
  const std::optional<HarvestCursor> back = cursor_of(token, 1800000000);
  REQUIRE(back);
  CHECK(token_of(*back) == token);
  for (std::size_t i = 0; i < token.size(); ++i) {
    std::string other = token;
    other[i] = other[i] == '1' ? '2' : '1';
    CHECK_FALSE(cursor_of(other, 1800000000));
    CHECK_FALSE(cursor_of(token.substr(0, i), 1800000000));
  }
}

}  // namespace lawhub
