#include "search/hub_health.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "registry/accept.h"
#include "tests/support/served_hub.h"

namespace lawhub {
namespace {

HubHealth health(ServedHub& served) {
  return served.service.stores.read([&](Database& db) { return health_of(served.service.config, db, served.clock); });
}

}  // namespace

TEST_CASE("a hub that is well has no alerts, and says what it holds") {
  ServedHub served;
  CHECK(health(served).alerts.size() == 1);  // there is no index yet
  served.publish(source_named("sfj-370403", "薛城区司法局"),
                 {listing("1", InstitutionType::notary_office, "山东省枣庄市薛城公证处")});
  const auto now = health(served);
  CHECK(now.alerts.empty());
  CHECK(now.institutions == 1);
  CHECK(now.lag == 0);
  CHECK(now.sources == 1);
  CHECK(now.disk_free > 0);
}

TEST_CASE("a source that fails, a crawler that is gone and a delivery nobody judges are told") {
  ServedHub served;
  std::vector<Observation> ten;
  for (int i = 0; i < 10; ++i)
    ten.push_back(listing(std::to_string(i), InstitutionType::law_firm,
                          "山东第" + std::string(1, static_cast<char>('a' + i)) + "律师事务所"));
  served.publish(source_named("sfj-370403", "薛城区司法局"), ten);
  served.service.stores.write([&](Database& db) {
    Journal journal(db, served.clock);
    journal.order("sfj-370403", JobMode::harvest, "schedule");
    journal.finish(*journal.take(60), JobState::failed, {}, "失败");
    journal.order("sfj-370403", JobMode::harvest, "schedule");
    journal.take(60);
    Proposal small;
    small.source = "sfj-370403";
    small.taken_at = served.clock.now();
    ten.resize(1);
    small.said = ten;
    small.said[0].source = "sfj-370403";
    return accept(db, small, served.clock);
  });
  served.clock.advance(4 * 86400);
  const auto now = health(served);
  CHECK(now.running == 1);
  CHECK(now.silent == 1);
  CHECK(now.held == 1);
  CHECK(now.late == std::vector<std::string>{"sfj-370403"});
  CHECK(now.alerts.size() == 3);
  served.add_account("li");
  const auto reply = served.client().get("/api/v1/admin/health", {{"Authorization", served.bearer_of("li")}});
  CHECK(nlohmann::json::parse(reply.body)["alerts"].size() == 3);
  CHECK(served.client().get("/metrics").body.find("\nlawhub_snapshots_held 1\n") != std::string::npos);
}

}  // namespace lawhub
