#include "registry/decisions.h"

#include <catch2/catch.hpp>
#include <stdexcept>

#include "tests/support/world.h"

using namespace lawhub;

namespace {

const char* const kDoubt = R"(
  a= city        | LFM | 山东鲁衡律师事务所 | 370403 | 0632-8690001
  b= association | LFM | 鲁衡律所 | 370403 | 0632-8690002
)";

const Grounds kGrounds = {"周某", "电话核实"};

Question the_question(World& world) {
  const std::vector<Question> questions = Decisions(world.db()).questions(0, 10);
  REQUIRE(questions.size() == 1);
  CHECK(Decisions(world.db()).count_questions() == 1);
  return questions.front();
}

void rule(World& world, Ruling ruling) {
  const Question q = the_question(world);
  Decisions(world.db()).rule(q.a, q.b, ruling, kGrounds, world.clock());
}

}  // namespace

TEST_CASE("a pair that only a person can tell is asked, with reasons in words") {
  World world;
  world.say(kDoubt);
  CHECK(world.reg().count() == 2);
  const Question q = the_question(world);
  CHECK(q.a < q.b);
  CHECK(q.reasons == std::vector<std::string>{"core-equal", "county-equal"});
  CHECK(reason_label(q.reasons[0]) == "字号相同");
  CHECK(q.asked_at == world.clock().now());
  CHECK(Decisions(world.db()).question(q.b, q.a));
  world.clock().advance(60);
  world.say("b= association | LFM | 鲁衡律所 | 370403 | 0632-8690003");
  CHECK(the_question(world).asked_at == q.asked_at);
}

TEST_CASE("one institution: both ids lead to it, and the question is gone for good") {
  World world;
  world.say(kDoubt);
  const Question q = the_question(world);
  rule(world, Ruling::same);
  CHECK(world.reg().count() == 1);
  CHECK(world.reg().find(q.a)->id == world.reg().find(q.b)->id);
  CHECK(Decisions(world.db()).count_questions() == 0);
  SECTION("after a new import, new record ids and a rebuild too") {
    world.say("x7= association | LFM | 鲁衡律所 | 370403 | 0632-8690009");
    world.say("x8= city | LFM | 山东鲁衡律师事务所 | 370403 | 0632-8690001");
    rebuild(world.db(), world.clock());
    CHECK(world.reg().count() == 1);
    CHECK(Decisions(world.db()).count_questions() == 0);
  }
  SECTION("a later decision takes it back") {
    const Decision first = Decisions(world.db()).latest(1).front();
    Decisions(world.db()).rule_again(first.id, Ruling::open, {"周某", "弄错了"}, world.clock());
    CHECK(world.reg().count() == 2);
    CHECK(world.reg().find(q.a)->id == q.a);
    CHECK(world.reg().find(q.b)->id == q.b);
    CHECK(the_question(world).put_off->reason == "弄错了");
    CHECK(Decisions(world.db()).latest(10).size() == 2);
  }
  SECTION("what comes later with the same code joins them") {
    world.say("province | LFM | 山东鲁衡律师事务所 | 370403 | 0632-8690001 | | 31370000MD9900336R");
    CHECK(world.reg().count() == 1);
  }
}

TEST_CASE("two institutions: kept apart, and never asked again") {
  World world;
  world.say(kDoubt);
  rule(world, Ruling::different);
  CHECK(world.reg().count() == 2);
  CHECK(Decisions(world.db()).count_questions() == 0);
  world.say("x9= association | LFM | 鲁衡律所 | 370403 | 0632-8690001");  // even now that the telephone is the same
  CHECK(world.reg().count() == 2);
  CHECK(Decisions(world.db()).count_questions() == 0);
  world.say("province | LFM | 山东鲁衡律师事务所 | 370403 | 0632-8690001");
  CHECK(world.reg().count() == 2);
}

TEST_CASE("a question put off stays, behind the fresh ones") {
  World world;
  world.say(kDoubt);
  rule(world, Ruling::open);
  const Question q = the_question(world);
  REQUIRE(q.put_off);
  CHECK(q.put_off->by == "周某");
  CHECK(world.reg().count() == 2);
}

TEST_CASE("people may join what codes keep apart: a published code was wrong") {
  World world;
  world.say("province | LFM | 山东鲁衡律师事务所 | 370403 | 0632-8690001 | | 31370000MD9900336R");
  world.say("city | LFM | 山东鲁衡律师事务所 | 370403 | 0632-8690001 | | 31370000MD990189XT");
  REQUIRE(world.reg().count() == 2);
  const std::vector<Institution> both = world.institutions();
  Decisions(world.db()).rule(both[0].id, both[1].id, Ruling::same, kGrounds, world.clock());
  CHECK(world.reg().count() == 1);
  world.say("county | LFM | 鲁衡律所 | 370403 | 0632-8690001 | | 31370000MD990189XT");
  CHECK(world.reg().count() == 1);
  CHECK(Decisions(world.db()).about(both[0].id).size() == 1);
}

TEST_CASE("ids of one or of no institution are no pair") {
  World world;
  world.say(kDoubt);
  const Question q = the_question(world);
  Decisions decisions(world.db());
  CHECK_THROWS_AS(decisions.rule(q.a, q.a, Ruling::same, kGrounds, world.clock()), std::invalid_argument);
  CHECK_THROWS_AS(decisions.rule(q.a, "0000000000", Ruling::same, kGrounds, world.clock()), std::invalid_argument);
  CHECK_THROWS_AS(decisions.rule_again(7, Ruling::same, kGrounds, world.clock()), std::invalid_argument);
  CHECK(decisions.latest(10).empty());
}

TEST_CASE("what a person says of a field wins, is shown as such, and ends when it is taken back") {
  World world;
  world.say("province | NOT | 山东省薛城公证处 | 370403 | 0632-4412001");
  const std::string id = world.only("山东省薛城公证处").id;
  Decisions decisions(world.db());
  const Instant before = world.reg().find(id)->changed_at;
  world.clock().advance(60);
  decisions.set_field(id, Field::phones, R"([{"number":"0632-4412009"}])", kGrounds, world.clock());
  Institution i = *world.reg().find(id);
  CHECK(i.record.phones[0].number == "0632-4412009");
  CHECK(i.changed_at > before);
  const Provenance& why = i.provenance.at(Field::phones);
  CHECK(why.rule == "decision");
  CHECK(why.winner.asserted_at == world.clock().now());
  REQUIRE(why.losers.size() == 1);
  CHECK(why.losers[0].value_text == "0632-4412001");

  SECTION("through a new import, new keys, a merge and a rebuild") {
    world.say("z= province | NOT | 山东省薛城公证处 | 370403 | 0632-4412002");
    world.say("city | NOT | 薛城公证处 | 370403 | 0632-4412002");
    rebuild(world.db(), world.clock());
    i = *world.reg().find(id);
    CHECK(world.reg().members_of(i.id).size() == 2);
    CHECK(i.record.phones[0].number == "0632-4412009");
  }
  SECTION("taken back") {
    decisions.set_field(id, Field::phones, "", {"周某", "已更新"}, world.clock());
    CHECK(world.reg().find(id)->record.phones[0].number == "0632-4412001");
    CHECK(decisions.about(id).size() == 2);
  }
  SECTION("nonsense is refused") {
    CHECK_THROWS_AS(decisions.set_field(id, Field::phones, "{", kGrounds, world.clock()), std::invalid_argument);
    CHECK_THROWS_AS(decisions.set_field(id, Field::phones, "[]", kGrounds, world.clock()), std::invalid_argument);
    CHECK_THROWS_AS(decisions.set_field("0000000000", Field::email, "\"a@b.cn\"", kGrounds, world.clock()),
                    std::invalid_argument);
  }
}
