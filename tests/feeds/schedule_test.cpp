#include "feeds/schedule.h"

#include <catch2/catch.hpp>

namespace lawhub {

TEST_CASE("schedules: a notation comes back from its schedules") {
  for (const char* notation :
       {"MO-FR 08:30-12:00,13:30-17:30; PH off", "24/7", "MO-SA 08:30-17:30", "MO,WE,FR 09:00-11:00; PH open",
        "05-01..09-30 MO-FR 08:30-12:00,14:00-18:00; 10-01..04-30 MO-FR 08:30-12:00,13:30-17:30; PH off",
        "MO-FR 08:30-17:30; SA-SU 09:00-12:00; PH by appointment", "SU 00:00-24:00"}) {
    INFO(notation);
    const std::vector<Schedule> schedules = schedules_of(notation);
    CHECK(!schedules.empty());
    CHECK(notation_of(schedules) == notation);
  }
  CHECK(notation_of({}) == "");
}

TEST_CASE("schedules: never half of a timetable") {
  for (const char* notation : {"", "MO-SU? 09:00-12:00,13:30-17:30; PH by appointment", "unknown-days 09:00-17:00",
                               "MO-SA 08:30-17:30; SU duty", "WE 08:30-12:00?", "MO-FR 8:30-12:00",
                               "13-01..14-30 MO 08:00-09:00", "nonsense", "MO-XX 08:00-09:00", "MO-FR 25:00-26:00"}) {
    INFO(notation);
    CHECK(schedules_of(notation).empty());
  }
}

TEST_CASE("schedules: what bureaus write") {
  CHECK(notation_of({{"", "", "WD", {{"09:00:00", "17:00:00"}}, ""}}) == "MO-FR 09:00-17:00; PH off");
  CHECK(notation_of({{"", "", "SA SU MO", {{"09:00", "00:00"}}, "unknown"}}) == "MO,SA-SU 09:00-24:00");
  CHECK(notation_of({{"--05-01", "--09-30", "MO", {{"08:00:00", "09:00:00"}}, "closed"},
                     {"--10-01", "--04-30", "MO", {{"08:30:00", "09:00:00"}}, "open"}}) ==
        "05-01..09-30 MO 08:00-09:00; 10-01..04-30 MO 08:30-09:00");
}

TEST_CASE("schedules: bad and dated ones say nothing") {
  CHECK_FALSE(notation_of({{"", "", "MO XX", {{"09:00:00", "17:00:00"}}, ""}}));
  CHECK_FALSE(notation_of({{"", "", "MO", {{"9:00", "17:00"}}, ""}}));
  CHECK_FALSE(notation_of({{"", "", "MO", {}, ""}}));
  CHECK_FALSE(notation_of({{"", "", "", {{"09:00:00", "17:00:00"}}, ""}}));
  CHECK_FALSE(notation_of({{"2026-01-01", "2026-02-01", "MO", {{"09:00:00", "17:00:00"}}, ""}}));
  CHECK_FALSE(notation_of({{"--05-01", "", "MO", {{"09:00:00", "17:00:00"}}, ""}}));
}

}  // namespace lawhub
