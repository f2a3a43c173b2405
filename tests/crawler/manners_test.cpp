#include "crawler/manners.h"

#include <catch2/catch.hpp>

using namespace lawhub;
using namespace std::chrono_literals;

namespace {

/// China's clock on a day of 2026.
Instant at(int hour, int minute = 0) { return start_of({2026, 11, 24}) + hour * 3600 + minute * 60; }

Source nightly() {
  Source source;
  source.night = "22:00-06:00";
  source.daily_requests = 100;
  return source;
}

Job job_by(const std::string& who, std::int64_t requests = 0, Instant ordered = at(1)) {
  Job job;
  job.id = 7;
  job.ordered_by = who;
  job.ordered_at = ordered;
  job.counts.requests = requests;
  return job;
}

}  // namespace

TEST_CASE("a scheduled job waits for the night of its source, and stops when it is over") {
  const auto allowance = allowance_of(nightly(), job_by("schedule"), {}, at(3));
  CHECK_FALSE(allowance.end(0, at(5, 59)));
  const auto end = allowance.end(0, at(6));
  REQUIRE(end);
  CHECK(end->until == at(22));
  CHECK(end->reason.find("22:00-06:00") != std::string::npos);
  CHECK_FALSE(allowance.end(0, at(22)));
  CHECK(next_opening({60, 120}, at(3)) == at(25));
}

TEST_CASE("a scheduled job keeps to what may be asked in a day, and goes on the next") {
  Job before = job_by("admin", 60);
  before.id = 6;
  before.finished_at = at(1);
  Job yesterday = before;
  yesterday.id = 5;
  yesterday.finished_at = at(-2);
  Source source = nightly();
  source.night.clear();
  const auto allowance = allowance_of(source, job_by("schedule", 10), {before, yesterday}, at(3));
  CHECK_FALSE(allowance.end(29, at(3)));
  REQUIRE(allowance.end(30, at(3)));
  CHECK(allowance.end(30, at(3))->until == at(24));
  // A job of yesterday that goes on today has all of the day's.
  const auto fresh = allowance_of(source, job_by("schedule", 100, at(-5)), {}, at(0, 1));
  CHECK_FALSE(fresh.end(99, at(0, 1)));
  CHECK(allowance_of(nightly(), job_by("schedule"), {}, at(3)).end(100, at(3))->until == at(24));
}

TEST_CASE("a person's order keeps to neither the night nor the day's requests") {
  const auto allowance = allowance_of(nightly(), job_by("admin", 5000), {}, at(12));
  CHECK_FALSE(allowance.end(5000, at(12)));
}

TEST_CASE("RFC 9110 10.2.3: Retry-After is a number of seconds or a date") {
  CHECK(retry_after_seconds("120", at(0)) == 120);
  CHECK(retry_after_seconds(http_date(at(1)), at(0)) == 3600);
  CHECK(retry_after_seconds(http_date(at(0)), at(1)) == 0);
  CHECK_FALSE(retry_after_seconds("-1", at(0)));
  CHECK_FALSE(retry_after_seconds("soon", at(0)));
  CHECK_FALSE(retry_after_seconds("", at(0)));
}

TEST_CASE("the pause grows with what the server takes to answer, and never falls below what was agreed") {
  Pace pace(2000);
  CHECK(pace.pause(std::nullopt) == 2000ms);
  CHECK(pace.pause(5.0) == 5000ms);
  CHECK(pace.pause(86400.0) == 300s);
  pace.answered(3);
  CHECK(pace.pause(std::nullopt) == 12s);
  for (int i = 0; i < 50; ++i) pace.answered(0.01);
  CHECK(pace.pause(std::nullopt) == 2000ms);
  for (int i = 0; i < 50; ++i) pace.answered(500);
  CHECK(pace.pause(std::nullopt) == 300s);
}

TEST_CASE("without a delay only robots.txt is kept to") {
  Pace pace(0);
  pace.answered(3);
  CHECK(pace.pause(std::nullopt) == 0ms);
  CHECK(pace.pause(1.0) == 1000ms);
}
