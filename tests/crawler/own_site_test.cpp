// An institution's own site against the bureau's feed.
#include <catch2/catch.hpp>
#include <map>
#include <set>

#include "base/log.h"
#include "crawler/crew.h"
#include "registry/accept.h"
#include "registry/database.h"
#include "registry/hours.h"
#include "registry/tickets.h"
#include "tests/support/fixed_clock.h"
#include "tests/support/small_site.h"

using namespace lawhub;

namespace {

const char* const kFirm = "山东鲁衡律师事务所";

std::string own_page(const std::string& phone, const std::string& address, const std::string& hours) {
  return std::string("<html><head><meta charset=utf-8><meta name=PubDate content=\"2027-01-10\"><title>") + kFirm +
         "</title></head><body><h1>联系我们</h1><p>地址:" + address + "</p><p>电话:" + phone +
         "</p><p>办公时间:" + hours + "</p></body></html>";
}

}  // namespace

TEST_CASE("phone, address and hours of an own site that differ from the bureau's feed become tickets with both words") {
  start_log("crawler_test", "error");
  TemporaryFolder folder;
  Config config;
  config.data = folder.path();
  FixedClock clock;
  SmallSite site({{"index.html", own_page("0632-4400999", "薛城区光明大道188号", "周一至周五 9:00-16:00")}});
  Database db(config.registry_db(), Database::Access::write);
  Source own = site.source();
  own.name = kFirm;
  own.standing = Standing::institution;
  own.division = "370403";
  Sources(db).put(own);
  Source bureau;
  bureau.id = "bureau";
  bureau.name = "枣庄市司法局";
  bureau.kind = SourceKind::xml_feed;
  bureau.standing = Standing::registering;
  bureau.division = "370400";
  Sources(db).put(bureau);

  Observation said;
  said.source = bureau.id;
  said.key = "1";
  said.url = "http://bureau.example.cn/feed.xml";
  said.asserted_at = clock.now() - 86'400;
  said.record.name = kFirm;
  said.record.type = InstitutionType::law_firm;
  said.record.division = "370403";
  said.record.phones.emplace_back().number = "0632-4400001";
  said.record.address.text = "薛城区光明大道88号";
  said.record.address.street = "光明大道88号";
  said.record.hours = {read_hours("周一至周五 8:30-17:30").notation, "周一至周五 8:30-17:30"};
  Proposal proposal;
  proposal.source = bureau.id;
  proposal.taken_at = clock.now();
  proposal.said = {said};
  REQUIRE(accept(db, proposal, clock).state == Acceptance::State::accepted);

  const auto job = Journal(db, clock).order(own.id, JobMode::harvest, "admin");
  Crew(config, clock).work([&] {
    const auto state = Journal(db, clock).find(job.id)->state;
    return state == JobState::queued || state == JobState::running;
  });
  std::map<Field, Ticket> tickets;
  TicketFilter open;
  open.state = TicketState::open;
  for (const auto& ticket : Tickets(db).list(open)) tickets.emplace(ticket.what.field, ticket);
  for (const Field field : {Field::phones, Field::address, Field::hours}) {
    INFO(field_label(field));
    REQUIRE(tickets.contains(field));
    const auto& what = tickets.at(field).what;
    CHECK(std::set<std::string>{what.shown.source, what.other.source} == std::set<std::string>{"bureau", own.id});
    CHECK_FALSE(what.shown.url.empty());
    CHECK_FALSE(what.other.url.empty());
    CHECK(tickets.at(field).division == "370403");
  }
  CHECK(tickets.size() == 3);
}
