// The change feed, by RFC 4287, RFC 5005 and RFC 6721.
#include "feeds/atom.h"

#include <catch2/catch.hpp>
#include <map>

#include "feeds/atom_reader.h"
#include "generated/test_paths.h"
#include "tests/support/world.h"
#include "tests/support/xml_check.h"

namespace lawhub {
namespace {

const Publisher kHub = {"法律服务枢纽", "370000", "https://hub.example.gov.cn", "admin@hub.example.gov.cn"};

std::string committees(int n) {
  std::string table = "city | NOT | 枣庄市鲁南公证处 | 370402 | 0632-3312001\n";
  for (int i = 0; i < n; ++i) {
    table += "city | PMC | 薛城区临城街道第" + std::to_string(i) + "社区人民调解委员会 | 370403001 | 0632-77" +
             std::to_string(10000 + i) + "\n";
  }
  return table;
}

/// Every page from the newest on.
std::vector<AtomPage> walk(World& world, AtomQuestion question) {
  std::vector<AtomPage> pages;
  for (;;) {
    const std::string text =
        write_atom(PublicList(world.db(), world.clock().now()), kHub, question, world.clock().now());
    CHECK(relaxng_faults(text, std::string(TEST_DATA) + "/atom/atom.rng") == "");
    auto page = read_atom(text, "", "370000");
    REQUIRE(page);
    CHECK(page->page.report.empty());
    pages.push_back(*page);
    if (page->next.empty()) return pages;
    const auto before = page->next.rfind("before=");
    REQUIRE(before != std::string::npos);
    question.before = place_of(page->next.substr(before + 7));
    REQUIRE(question.before);
  }
}

}  // namespace

TEST_CASE("RFC 5005 3: all pages together hold every institution once, whole, the newest first") {
  World world;
  world.say(committees(230));
  world.clock().advance(60);
  world.say("association | NOT | 枣庄市鲁南公证处 | 370402 | 0632-3312001");
  std::map<std::string, Record> got;
  Instant last = world.clock().now();
  const auto pages = walk(world, {});
  CHECK(pages.size() == 3);
  for (const AtomPage& page : pages) {
    for (const Observation& said : page.page.records) {
      CHECK(said.asserted_at <= last);
      last = said.asserted_at;
      CHECK(got.emplace(said.key, said.record).second);
    }
  }
  CHECK(got.size() == 231);
  for (auto& [id, record] : got) {
    record.metadata.clear();  // who said what when is the feed's, not the record's
    CHECK(world.reg().find(id)->record == record);
  }
  CHECK(pages[0].page.response_date == world.clock().now());
}

TEST_CASE("RFC 6721: what is no longer listed is a deleted-entry, with its reason") {
  World world;
  world.say(committees(3));
  const std::string id = world.only("枣庄市鲁南公证处").id;
  world.clock().advance(60);
  Proposal without = world.proposal("");
  without.source = "city";
  without.complete = false;
  without.withdrawn = {{"1", "cancelled", "2026-01-31", {}}};
  REQUIRE(world.take(without).removed == 1);
  const auto pages = walk(world, {});
  REQUIRE(pages[0].page.withdrawals.size() == 1);
  const Withdrawal& gone = pages[0].page.withdrawals[0];
  CHECK(gone.key == id);
  CHECK(gone.reason == "cancelled");
  CHECK(gone.effective_date == "2026-01-31");
  CHECK(gone.withdrawn_at == world.clock().now());
}

TEST_CASE("the changes of a division and a type") {
  World world;
  world.say(committees(5));
  CHECK(walk(world, {{0, 0, "NOT", ""}, {}})[0].page.records.size() == 1);
  CHECK(walk(world, {{0, 0, "", "370403"}, {}})[0].page.records.size() == 5);
  CHECK(walk(world, {{0, 0, "NOT", "370403"}, {}})[0].page.records.empty());
}

TEST_CASE("Atom of others: linked content, archives, complete feeds, foreign prefixes, entries that say nothing") {
  const std::string head =
      "<?xml version='1.0'?><a:feed xmlns:a='http://www.w3.org/2005/Atom'"
      " xmlns:f='urn:legal-service-feed:1' xmlns:h='http://purl.org/syndication/history/1.0'>"
      "<a:id>urn:x</a:id><a:title>x</a:title><a:updated>2026-11-02T02:00:05Z</a:updated>";
  const auto page = read_atom(head +
                                  "<h:complete/><a:entry><a:id>urn:1</a:id><a:updated>2026-11-01T00:00:00Z</a:updated>"
                                  "<a:content type='application/xml'><f:organization><f:institution_type>NOT"
                                  "</f:institution_type><f:name>枣庄市鲁南公证处</f:name></f:organization></a:content>"
                                  "</a:entry><a:entry><a:id>urn:2</a:id><a:updated>2026-10-01T00:00:00Z</a:updated>"
                                  "<a:link rel='alternate' type='application/xml' href='/orgs/2.xml'/></a:entry>"
                                  "<a:entry><a:id>urn:3</a:id><a:title>新闻</a:title></a:entry></a:feed>",
                              "", "370400");
  REQUIRE(page);
  CHECK(page->is_complete);
  REQUIRE(page->page.records.size() == 1);
  CHECK(page->page.records[0].record.name == "枣庄市鲁南公证处");
  REQUIRE(page->linked.size() == 1);
  CHECK(page->linked[0].url == "/orgs/2.xml");
  CHECK(page->linked[0].key == "urn:2");
  CHECK(page->page.report.size() == 1);
  CHECK(page->oldest == parse_iso_instant("2026-10-01T00:00:00Z"));
  const auto archive = read_atom(head + "<a:link rel='prev-archive' href='/old.xml'/></a:feed>", "", "");
  REQUIRE(archive);
  CHECK(archive->is_archive);
  CHECK(archive->next == "/old.xml");
  CHECK_FALSE(read_atom("<feed/>", "", ""));
  CHECK_FALSE(read_atom(head, "", ""));
  const auto alone = read_organization_document(
      "<organization xmlns='urn:legal-service-feed:1'><institution_type>NOT</institution_type><name>枣庄市鲁南公证处"
      "</name></organization>",
      "", "370400", "urn:2", 5);
  REQUIRE(alone);
  CHECK(alone->records.at(0).key == "urn:2");
}

}  // namespace lawhub
