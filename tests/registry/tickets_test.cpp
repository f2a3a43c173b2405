#include "registry/tickets.h"

#include <algorithm>
#include <catch2/catch.hpp>

#include "registry/believe.h"
#include "tests/support/world.h"

using namespace lawhub;

namespace {

constexpr Instant kDay = 86400;

/// A source says one firm, `days` ago.
void says(World& world, const std::string& row, int days) {
  Proposal p = world.proposal(row);
  for (Observation& o : p.said) {
    o.asserted_at = world.clock().now() - days * kDay;
  }
  world.take(p);
}

std::vector<Ticket> open_ones(World& world) {
  TicketFilter filter;
  filter.state = TicketState::open;
  return Tickets(world.db()).list(filter);
}

const std::string kFirm = " | LFM | 山东鲁衡律师事务所 | 370403 | ";
const std::string kCode = " | | 31370000MD9900336R";

}  // namespace

TEST_CASE("two recent words that contradict open one ticket to the county bureau") {
  World world;
  says(world, "city" + kFirm + "0632-8690001" + kCode, 10);
  says(world, "association" + kFirm + "0632-8690002" + kCode, 20);
  const auto tickets = open_ones(world);
  REQUIRE(tickets.size() == 1);
  const Ticket& t = tickets[0];
  CHECK(t.institution == world.only("山东鲁衡律师事务所").id);
  CHECK(t.what.kind == Contradiction::Kind::conflict);
  CHECK(t.what.field == Field::phones);
  CHECK(t.what.shown.source == "city");
  CHECK(t.what.shown.value_text == "0632-8690001");
  CHECK(t.what.other.source == "association");
  CHECK(t.what.other.asserted_at == world.clock().now() - 20 * kDay);
  CHECK(t.division == "370403");
  CHECK(bureau_of(t) == "枣庄市薛城区司法局");
  CHECK(t.deadline == world.clock().now() + 15 * kDay);

  SECTION("once, however often it is said") {
    world.clock().advance(kDay);
    says(world, "association" + kFirm + "0632-8690002" + kCode, 0);
    REQUIRE(open_ones(world).size() == 1);
    CHECK(open_ones(world)[0].id == t.id);
    CHECK(open_ones(world)[0].opened_at == t.opened_at);
  }
  SECTION("which closes by itself when they agree, and opens again when they do not") {
    says(world, "association" + kFirm + "0632-8690001" + kCode, 0);
    CHECK(open_ones(world).empty());
    CHECK(Tickets(world.db()).find(t.id)->state == TicketState::ended);
    says(world, "association" + kFirm + "0632-8690002" + kCode, 0);
    REQUIRE(open_ones(world).size() == 1);
    CHECK(open_ones(world)[0].id == t.id);
  }
  SECTION("and is not asked again once it was answered") {
    CHECK(Tickets(world.db()).answer(t.id, {"李四", "以市局为准"}, world.clock().now()));
    CHECK_FALSE(Tickets(world.db()).answer(t.id, {"李四", "又"}, world.clock().now()));
    says(world, "association" + kFirm + "0632-8690002" + kCode, 0);
    CHECK(open_ones(world).empty());
    const Ticket answered = *Tickets(world.db()).find(t.id);
    CHECK(answered.state == TicketState::answered);
    CHECK(answered.answer.by == "李四");
    CHECK(answered.answer.reason == "以市局为准");
    says(world, "association" + kFirm + "0632-8690003" + kCode, 0);  // that is another contradiction
    CHECK(open_ones(world).size() == 1);
  }
}

TEST_CASE("an old or undated word asks nobody") {
  World world;
  says(world, "city" + kFirm + "0632-8690001" + kCode, 10);
  says(world, "association" + kFirm + "0632-8690002" + kCode, 91);
  CHECK(open_ones(world).empty());
  world.say("association" + kFirm + "0632-8690003" + kCode);
  CHECK(open_ones(world).empty());
}

TEST_CASE("a newer phone from a lower source is a ticket, not a change") {
  World world;
  says(world, "city" + kFirm + "0632-8690001" + kCode, 200);
  says(world, "association" + kFirm + "0632-8690002" + kCode, 1);
  CHECK(world.only("山东鲁衡律师事务所").record.phones[0].number == "0632-8690001");
  REQUIRE(open_ones(world).size() == 1);
  CHECK(open_ones(world)[0].what.kind == Contradiction::Kind::newer_below);
}

TEST_CASE("what is said more exactly, or in another spelling, contradicts nothing") {
  World world;
  says(world, "city | LFM | 山东鲁衡律师事务所 | 370403 | 0632-8690001 0632-8690002 | 薛城区光明大道88号", 10);
  says(world, "association | LFM | 鲁衡律所 | 370403 | 0632-8690001 | 枣庄市薛城区光明大道88号3楼", 10);
  CHECK(world.reg().count() == 1);
  CHECK(open_ones(world).empty());
}

TEST_CASE("a bureau of another place does not change who an institution is") {
  World world;
  Source jinan;
  jinan.id = "sfj-3701";
  jinan.standing = Standing::supervising;
  jinan.division = "370100";
  world.add_source(jinan);
  says(world, "city" + kFirm + "0632-8690001" + kCode, 100);
  Proposal p = world.proposal("city" + kFirm + "0632-8690001" + kCode + " | status=revoked");
  p.source = "sfj-3701";
  for (Observation& o : p.said) {
    o.source = p.source;
    o.asserted_at = world.clock().now();
    o.record.name = "山东齐正律师事务所";
  }
  world.take(p);
  REQUIRE(world.reg().count() == 1);
  const Institution firm = world.only("山东鲁衡律师事务所");
  CHECK(firm.record.name == "山东鲁衡律师事务所");
  const auto tickets = open_ones(world);
  REQUIRE_FALSE(tickets.empty());
  CHECK(std::all_of(tickets.begin(), tickets.end(),
                    [](const Ticket& t) { return t.what.kind == Contradiction::Kind::impersonation; }));
}

TEST_CASE("tickets are found by state, place and source") {
  World world;
  says(world, "city" + kFirm + "0632-8690001" + kCode, 10);
  says(world, "association" + kFirm + "0632-8690002" + kCode, 20);
  TicketFilter filter;
  filter.division = "370400";
  filter.source = "association";
  CHECK(Tickets(world.db()).count(filter) == 1);
  filter.division = "370100";
  CHECK(Tickets(world.db()).count(filter) == 0);
  filter.division = "";
  filter.source = "county";
  CHECK(Tickets(world.db()).list(filter).empty());
}

TEST_CASE("what a citizen reports waits for the county bureau until a person answers it") {
  World world;
  says(world, "city" + kFirm + "0632-8690001" + kCode, 10);
  Tickets tickets(world.db());
  const Institution firm = world.institutions().front();
  const Instant now = world.clock().now();
  const auto ticket = tickets.report(firm, Field::phones, "现在是 0632-8690009", now);
  REQUIRE(ticket);
  CHECK(bureau_of(*ticket) == "枣庄市薛城区司法局");
  CHECK(ticket->what.kind == Contradiction::Kind::report);
  CHECK(ticket->what.shown.value_text == "0632-8690001");
  CHECK(ticket->what.other.value_text == "现在是 0632-8690009");
  CHECK(ticket->deadline == now + 15 * kDay);
  // the same words are one ticket, and a new delivery of the source does not end it
  CHECK(tickets.report(firm, Field::phones, "现在是 0632-8690009", now)->id == ticket->id);
  says(world, "city" + kFirm + "0632-8690002" + kCode, 1);
  REQUIRE(open_ones(world).size() == 1);
  CHECK(tickets.answer(ticket->id, {"admin", "已改"}, now));
  CHECK_FALSE(tickets.report(firm, Field::phones, "现在是 0632-8690009", now));
}

TEST_CASE("reports of one institution do not fill the desk") {
  World world;
  says(world, "city" + kFirm + "0632-8690001" + kCode, 10);
  Tickets tickets(world.db());
  const Institution firm = world.institutions().front();
  int taken = 0;
  for (int i = 0; i < 30; ++i) {
    taken +=
        tickets.report(firm, Field::status, "关门了 " + std::to_string(i), world.clock().now()).has_value() ? 1 : 0;
  }
  CHECK(taken == 20);
}
