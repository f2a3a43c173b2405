#include "base/clock.h"

#include <catch2/catch.hpp>

namespace lawhub {

TEST_CASE("china_time: UTC+8, Monday is 1") {
  const Instant t = *parse_iso_instant("2026-11-23T16:30:00Z");
  const LocalTime local = china_time(t);
  CHECK(local.date == Date{2026, 11, 24});
  CHECK(local.minute == 30);
  CHECK(local.weekday == 2);
  CHECK(start_of({2026, 11, 24}) == *parse_iso_instant("2026-11-24T00:00:00+08:00"));
  CHECK(weekday_of({1969, 12, 28}) == 7);
}

TEST_CASE("RFC 3339: any offset, nothing else") {
  CHECK(*parse_iso_instant("2026-11-24T02:00:05Z") == 1795485605);
  CHECK(parse_iso_instant("2026-11-24T10:00:05.123+08:00") == parse_iso_instant("2026-11-24T02:00:05Z"));
  CHECK(iso_instant(1795485605) == "2026-11-24T02:00:05Z");
  CHECK(iso_instant(0).empty());
  for (const char* text : {"", "2026-11-24", "2026-11-24T02:00:05", "2026-02-30T00:00:00Z", "2026-11-24T25:00:00Z",
                           "2026-11-24T02:00:05Zx", "2026-11-24T02:00:05.Z"}) {
    CHECK_FALSE(parse_iso_instant(text).has_value());
  }
}

TEST_CASE("iso dates must exist") {
  CHECK(*parse_iso_date("2024-02-29") == Date{2024, 2, 29});
  CHECK(iso_date({2024, 2, 9}) == "2024-02-09");
  for (const char* text : {"2023-02-29", "2024-2-9", "2024-13-01", "2024-01-01T", ""}) {
    CHECK_FALSE(parse_iso_date(text).has_value());
  }
}

TEST_CASE("RFC 9110 §5.6.7: all three forms are read, IMF-fixdate is written") {
  const Instant t = 784111777;
  CHECK(http_date(t) == "Sun, 06 Nov 1994 08:49:37 GMT");
  CHECK(parse_http_date("Sun, 06 Nov 1994 08:49:37 GMT") == t);
  CHECK(parse_http_date("Sunday, 06-Nov-94 08:49:37 GMT") == t);
  CHECK(parse_http_date("Sun Nov  6 08:49:37 1994") == t);
  CHECK_FALSE(parse_http_date("yesterday").has_value());
  CHECK_FALSE(parse_http_date("Sun, 31 Feb 1994 08:49:37 GMT").has_value());
}

TEST_CASE("find_date: as Chinese pages write it") {
  const Date want{2014, 11, 4};
  for (const char* text : {"发布时间：2014年11月4日 来源：本局", "2014-11-04 09:30", "[2014/11/4]", "2014.11.4",
                           "t20141104_1234.html", "二〇一四年十一月四日", "二○一四年 十一月 四日",
                           "２０１４年１１月０４日", "2014 年 11 月 4 日", "1234567,2014-11-4"}) {
    INFO(text);
    CHECK(find_date(text) == want);
  }
  CHECK(find_date("二〇二〇年二月二十九日") == Date{2020, 2, 29});
  CHECK(find_date("二〇二〇年十月三十一日") == Date{2020, 10, 31});
  CHECK(find_date("2014-02-30, 2015-03-01") == Date{2015, 3, 1});
  for (const char* text :
       {"", "0632-8690000", "1979-01-01", "2014年11月", "12014110412", "2014-11", "3704002014110412"}) {
    INFO(text);
    CHECK_FALSE(find_date(text).has_value());
  }
}

}  // namespace lawhub
