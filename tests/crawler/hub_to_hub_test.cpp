// A hub harvests a hub: by its feed, its OAI-PMH provider and its Atom feed, over HTTP, with the real crew.
#include <algorithm>
#include <catch2/catch.hpp>
#include <map>

#include "tests/support/second_hub.h"

namespace lawhub {
namespace {

struct Way {
  SourceKind kind;
  std::string path;
};
const std::vector<Way> kWays = {
    {SourceKind::xml_feed, "/feeds/institutions.xml?limit=7"}, {SourceKind::oai, "/oai"}, {SourceKind::atom, "/atom"}};

Observation office(int i) {
  const std::string number = std::to_string(1000 + i);
  Observation one = listing(number, InstitutionType::mediation_committee, "薛城区第" + number + "社区人民调解委员会");
  one.record.phones[0].number = "0632-441" + number;
  one.record.address = {"薛城区临山路" + std::to_string(i + 1) + "号", "370403",
                        "临山路" + std::to_string(i + 1) + "号", "", "277000"};
  one.record.position = {(1'172'000'000 + i * 10'000) / 1e7, 34.8, 50, "map-picked", "WGS84"};
  one.record.hours = {"MO-FR 08:30-12:00,13:30-17:30; PH off", "工作日 8:30-12:00 13:30-17:30"};
  return one;
}

/// The first hub, with what its bureau lists.
class First {
 public:
  First() {
    for (int i = 0; i < 25; ++i) said_.push_back(office(i));
    publish({});
  }
  void change(int i, const std::string& phone) {
    said_[static_cast<std::size_t>(i)].record.phones[0].number = phone;
    said_[static_cast<std::size_t>(i)].asserted_at += 60;
  }
  void add(int i) { said_.push_back(office(i)); }
  void publish(const std::vector<Withdrawal>& withdrawn) {
    std::erase_if(said_, [&](const Observation& o) {
      return std::any_of(withdrawn.begin(), withdrawn.end(), [&](const Withdrawal& w) { return w.key == o.key; });
    });
    hub.publish(source_named("sfj-370403", "薛城区司法局"), said_, withdrawn);
  }
  std::map<std::string, std::string> listed() {
    return hub.service.stores.read([](Database& db) { return records_of(db); });
  }

  ServedHub hub;

 private:
  std::vector<Observation> said_;
};

bool asked_since(SecondHub& hub, const Job& job) {
  const auto items = hub.journal().items(job.id, 0, 100);
  return std::any_of(items.begin(), items.end(),
                     [](const JobItem& item) { return item.url.find("from=") != std::string::npos; });
}

}  // namespace

TEST_CASE("a hub harvests a hub: equal content, also after changes, additions and withdrawals") {
  for (const Way& way : kWays) {
    INFO(way.path);
    First first;
    SecondHub second(first.hub, way.kind, way.path);
    first.hub.clock.advance(3600);
    const Job all = second.harvest();
    INFO(all.message);
    REQUIRE(all.state == JobState::done);
    CHECK(first.listed().size() == 25);
    CHECK(second.listed() == first.listed());

    first.hub.clock.advance(3600);
    first.change(3, "0632-4419999");
    first.add(30);
    first.publish({{"1007", "cancelled", "2026-03-01", {}}});
    first.hub.clock.advance(3600);
    const Job changes = second.harvest();
    INFO(changes.message);
    REQUIRE(changes.state == JobState::done);
    if (way.kind != SourceKind::atom) CHECK(changes.counts.listings <= 3);  // an Atom page is read whole
    CHECK(first.listed().size() == 25);
    CHECK(second.listed() == first.listed());

    const Job nothing = second.harvest();
    CHECK(nothing.state == JobState::done);
    CHECK(nothing.counts.changed + nothing.counts.added + nothing.counts.removed == 0);
    CHECK(second.listed() == first.listed());
  }
}

TEST_CASE("a list is asked for its changes, for everything when ordered so and after a week") {
  for (const Way& way : {kWays[0], kWays[1]}) {
    INFO(way.path);
    First first;
    SecondHub second(first.hub, way.kind, way.path);
    first.hub.clock.advance(3600);
    CHECK(second.harvest().counts.listings == 25);
    first.hub.clock.advance(86'400);
    CHECK(asked_since(second, second.harvest()));
    CHECK(second.harvest(JobMode::force).counts.listings == 25);
    first.hub.clock.advance(8 * 86'400);
    const Job weekly = second.harvest();
    CHECK(weekly.state == JobState::done);
    CHECK(weekly.counts.listings == 25);
  }
}

}  // namespace lawhub
