#include <algorithm>
#include <catch2/catch.hpp>
#include <stdexcept>

#include "registry/accept.h"
#include "tests/registry/ten_offices.h"
#include "tests/support/world.h"

using namespace lawhub;

namespace {

using State = Acceptance::State;

const Word kWord = {"张三", "已核对"};

}  // namespace

TEST_CASE("a list that lost too much is held, the last accepted one keeps serving") {
  World world;
  world.say(ten_offices());
  const std::string before = world.everything();
  const Acceptance held = world.say(first_lines(ten_offices(), 3));
  CHECK(held.state == State::held);
  CHECK(held.reason.find("7 条不见") != std::string::npos);
  CHECK(world.everything() == before);
  REQUIRE(world.reg().snapshots_of("city").size() == 2);
  CHECK(world.reg().snapshots_of("city")[0].state == "held");
  CHECK(world.reg().snapshots_of("city")[0].reason == held.reason);

  SECTION("the same again stays the same held one") {
    CHECK(world.say(first_lines(ten_offices(), 3)).snapshot == held.snapshot);
    CHECK(world.reg().snapshots_of("city").size() == 2);
  }
  SECTION("a newer held one replaces it") {
    const Acceptance newer = world.say(first_lines(ten_offices(), 2));
    CHECK(newer.state == State::held);
    CHECK(world.reg().snapshots_of("city")[0].id == newer.snapshot);
    CHECK(world.reg().snapshots_of("city")[1].state == "replaced");
    CHECK_THROWS_AS(approve(world.db(), held.snapshot, kWord, world.clock()), std::runtime_error);
  }
  SECTION("a good one replaces it") {
    Proposal good = world.proposal(ten_offices());
    good.said[0].record.email = "a@example.cn";
    CHECK(world.take(good).state == State::accepted);
    CHECK(world.reg().snapshots_of("city")[1].state == "replaced");
  }
  SECTION("a person approves it: then absence counts") {
    const Acceptance approved = approve(world.db(), held.snapshot, kWord, world.clock());
    CHECK(approved.state == State::accepted);
    CHECK(world.reg().snapshots_of("city")[0].state == "accepted");
    CHECK(world.reg().observations_of("city").size() == 3);
    CHECK_THROWS_AS(approve(world.db(), held.snapshot, kWord, world.clock()), std::runtime_error);
  }
  SECTION("a person rejects it: nothing changes") {
    reject(world.db(), held.snapshot, {"张三", "网站改版"}, world.clock());
    CHECK(world.reg().snapshots_of("city")[0].state == "rejected");
    CHECK(world.reg().snapshots_of("city")[0].decided.by == "张三");
    CHECK(world.reg().snapshots_of("city")[0].decided.reason == "网站改版");
    CHECK(world.everything() == before);
    CHECK_THROWS_AS(reject(world.db(), held.snapshot, kWord, world.clock()), std::runtime_error);
  }
}

TEST_CASE("an empty list is held even when the source had one record") {
  World world;
  world.say(first_lines(ten_offices(), 1));
  Proposal empty = world.proposal(first_lines(ten_offices(), 1));
  empty.said.clear();
  CHECK(world.take(empty).state == State::held);
}

TEST_CASE("keys that now mean other institutions hold the list") {
  World world;
  world.say(ten_offices());
  Proposal p = world.proposal(ten_offices());
  std::string key = p.said.back().key;
  for (Observation& o : p.said) {
    std::swap(key, o.key);  // a row was put in above and keys are row numbers
  }
  CHECK(world.take(p).state == State::held);
}

TEST_CASE("a mass of tombstones waits for a person") {
  World world;
  world.say(ten_offices());
  Proposal p = world.proposal(first_lines(ten_offices(), 4));
  for (const Observation& o : world.reg().observations_of("city")) {
    if (std::none_of(p.said.begin(), p.said.end(), [&](const Observation& s) { return s.key == o.key; })) {
      p.withdrawn.push_back({o.key, "cancelled", "", {}});
    }
  }
  CHECK(p.withdrawn.size() == 6);
  const Acceptance held = world.take(p);
  CHECK(held.state == State::held);
  CHECK(world.reg().count() == 10);
  approve(world.db(), held.snapshot, kWord, world.clock());
  CHECK(world.reg().count() == 4);
}

TEST_CASE("small losses that add up to a large one are held") {
  World world;
  std::string list;
  for (int i = 100; i < 200; ++i) {
    list += std::to_string(i) + "= city | GLS | 薛城区第" + std::to_string(i) + "法律服务所 | 370403 | 0632-4400" +
            std::to_string(i) + "\n";
  }
  world.say(list);
  int left = 100;
  Acceptance last;
  do {
    world.clock().advance(86400);
    left -= 3;
    last = world.say(first_lines(list, left));
  } while (last.state == State::accepted && left > 50);
  CHECK(last.state == State::held);
  CHECK(left == 79);
  CHECK(last.reason.find("近 30 天内最多有 100 条") != std::string::npos);

  SECTION("counted anew once a person approved") {
    approve(world.db(), last.snapshot, kWord, world.clock());
    CHECK(world.say(first_lines(list, left - 3)).state == State::accepted);
  }
  SECTION("what left the list a month ago is past") {
    world.clock().advance(31 * 86400);
    world.say(first_lines(list, 82) + "200= city | GLS | 薛城区第200法律服务所 | 370403 | 0632-4400200\n");
    world.clock().advance(31 * 86400);
    CHECK(world.say(first_lines(list, 79)).state == State::accepted);
  }
}

TEST_CASE("what a person rejected is refused when it comes again, and can still be approved") {
  World world;
  world.say(ten_offices());
  const Acceptance held = world.say(first_lines(ten_offices(), 3));
  reject(world.db(), held.snapshot, {"张三", "网站改版"}, world.clock());
  const std::string before = world.everything();
  Proposal again = world.proposal(first_lines(ten_offices(), 3));
  again.response_date = world.clock().now();  // made anew, with the same content
  const Acceptance refused = world.take(again);
  CHECK(refused.state == State::rejected);
  CHECK(refused.reason.find("由 张三 退回(网站改版)") != std::string::npos);
  CHECK(refused.snapshot == held.snapshot);
  CHECK(world.everything() == before);
  CHECK(world.say(first_lines(ten_offices(), 2)).state == State::held);  // that is another one
  CHECK(approve(world.db(), held.snapshot, kWord, world.clock()).state == State::accepted);
  CHECK(world.reg().observations_of("city").size() == 3);
}

TEST_CASE("a delivery made before the last accepted one is refused, and one of the future") {
  World world;
  Proposal p = world.proposal(ten_offices());
  p.response_date = world.clock().now() - 100;
  world.take(p);
  Proposal changed = p;
  changed.said[0].record.email = "a@example.cn";
  changed.response_date = p.response_date - 1;
  CHECK(world.take(changed).state == State::rejected);
  CHECK(world.take(changed).reason.find("重放") != std::string::npos);
  changed.response_date = world.clock().now() + 2 * 86400;
  CHECK(world.take(changed).state == State::rejected);
  CHECK(world.take(changed).reason.find("时钟") != std::string::npos);
  changed.response_date = p.response_date;
  CHECK(world.take(changed).state == State::accepted);
  changed.said[0].record.email = "b@example.cn";
  changed.response_date = 0;  // it does not say
  CHECK(world.take(changed).state == State::accepted);
  changed.said[0].record.email = "c@example.cn";
  changed.response_date = p.response_date - 1;
  CHECK(world.take(changed).state == State::rejected);
}
