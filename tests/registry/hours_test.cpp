#include "registry/hours.h"

#include <catch2/catch.hpp>

#include "base/file.h"
#include "base/text.h"
#include "base/tsv.h"
#include "generated/test_paths.h"
#include "registry/hours_rules.h"

namespace lawhub {
namespace {

std::string read(std::string_view text) { return read_hours(text).notation; }

OpenState at(std::string_view notation, std::string_view iso) { return open_at(notation, *parse_iso_instant(iso)); }

constexpr std::string_view kOffice = "MO-FR 08:30-12:00,13:30-17:30; PH off";

TEST_CASE("timetables of the vector table are read as expected") {
  const std::string text = read_file(TEST_DATA "/hours_cases.tsv");
  const Table cases(text, "hours_cases.tsv");
  REQUIRE(cases.size() > 0);
  for (std::size_t row = 0; row < cases.size(); ++row) {
    INFO(cases.cell(row, 0));
    CHECK(read(cases.cell(row, 0)) == trim(cases.cell(row, 1)));
  }
}

TEST_CASE("days in many spellings") {
  CHECK(read("星期一至星期五 8:30-17:30") == "MO-FR 08:30-17:30");
  CHECK(read("周一到周五 8:30-17:30") == "MO-FR 08:30-17:30");
  CHECK(read("周一—周五 8:30—17:30") == "MO-FR 08:30-17:30");
  CHECK(read("周一~五 8:30~17:30") == "MO-FR 08:30-17:30");
  CHECK(read("周1至周5 8:30-17:30") == "MO-FR 08:30-17:30");
  CHECK(read("每周一至周五8:30-17:30") == "MO-FR 08:30-17:30");
  CHECK(read("周一、周三、周五 9:00-11:00") == "MO,WE,FR 09:00-11:00");
  CHECK(read("周一、三、五 9:00-11:00") == "MO,WE,FR 09:00-11:00");
  CHECK(read("周六、日 9:00-16:00") == "SA-SU 09:00-16:00");
  CHECK(read("每天8:30-17:30") == "MO-SU 08:30-17:30");
  CHECK(read("周一至周日 8:30-17:30") == "MO-SU 08:30-17:30");
  CHECK(read("工作日 9:00-17:00") == "MO-FR 09:00-17:00; PH off");
  CHECK(read("8:30-17:30(周一至周五)") == "MO-FR 08:30-17:30");
  CHECK(read("8:30-17:30,周六、周日休息") == "MO-FR 08:30-17:30");
  CHECK(read("9:00-17:00 双休日及法定节假日休息") == "MO-FR 09:00-17:00; PH off");
}

TEST_CASE("times in many spellings") {
  CHECK(read("周一至周五 上午8:30-11:30,下午2:00-5:30") == "MO-FR 08:30-11:30,14:00-17:30");
  CHECK(read("周一至周五 8点30分至12点,14点至18点") == "MO-FR 08:30-12:00,14:00-18:00");
  CHECK(read("周一至周五 上午8点半到下午5点") == "MO-FR 08:30-17:00");
  CHECK(read("周一至周五 8时30分—17时30分") == "MO-FR 08:30-17:30");
  CHECK(read("周一至周五 8.30-12.00 13.30-17.30") == "MO-FR 08:30-12:00,13:30-17:30");
  CHECK(read("周一至周五 8：30～12：00；1：30～5：30") == "MO-FR 08:30-12:00,13:30-17:30");
  CHECK(read("周一至周五 8:30-5:30") == "MO-FR 08:30-17:30");
  CHECK(read("周一至周五 AM8:30-12:00 PM1:30-5:30") == "MO-FR 08:30-12:00,13:30-17:30");
  CHECK(read("周一至周五 9-17点") == "MO-FR 09:00-17:00");
  CHECK(read("每天18:00-次日8:00") == "MO-SU 18:00-08:00");
  CHECK(read("周一至周五 25:00-99:00") != "MO-FR 25:00-99:00");
}

TEST_CASE("several rules") {
  CHECK(read("周一至周五：上午8:00-12:00，下午14:00-18:00；周六、周日：9:00-16:00") ==
        "MO-FR 08:00-12:00,14:00-18:00; SA-SU 09:00-16:00");
  CHECK(read("周一至周五8:30-17:30，周六上午9:00-11:30，法定节假日休息") ==
        "MO-FR 08:30-17:30; SA 09:00-11:30; PH off");
  CHECK(read("周一至周五8:30-17:30，周六日预约办理") == "MO-FR 08:30-17:30; SA-SU by appointment");
}

TEST_CASE("public holidays") {
  CHECK(read("周一至周五8:30-17:30(节假日除外)") == "MO-FR 08:30-17:30; PH off");
  CHECK(read("除法定节假日外，周一至周五8:30-17:30") == "MO-FR 08:30-17:30; PH off");
  CHECK(read("星期一至星期五（法定节假日除外）上午9：00-12：00 下午13：00-17：00") ==
        "MO-FR 09:00-12:00,13:00-17:00; PH off");
  CHECK(read("9：00-17：30 （周一至周五）法定节假日休息") == "MO-FR 09:00-17:30; PH off");
  CHECK(read("周一至周五9:00-17:00，周六10:00-16:00，周日及国家法定节假日休息") ==
        "MO-FR 09:00-17:00; SA 10:00-16:00; PH off");
  CHECK(read("9:00-17:00，周末、节假日休息") == "MO-FR 09:00-17:00; PH off");
  CHECK(read("每天8:30-17:30，节假日不休息") == "MO-SU 08:30-17:30; PH open");
  CHECK(read("8:30-17:30 全年无休") == "MO-SU 08:30-17:30; PH open");
  CHECK(read("周一至周五8:30-17:30，节假日照常上班") == "MO-FR 08:30-17:30; PH open");
  CHECK(read("周一至周五8:30-17:30，节假日值班") == "MO-FR 08:30-17:30; PH duty");
}

TEST_CASE("round the clock") {
  CHECK(read("24小时") == "24/7");
  CHECK(read("全天24小时服务") == "24/7");
  CHECK(read("每天24小时") == "24/7");
  CHECK(read("周一至周五24小时") == "MO-FR 00:00-24:00");
}

TEST_CASE("seasons with dates become rules, without dates stay unknown") {
  CHECK(
      read("周一至周五 夏季(5月1日至9月30日)8:30-12:00,14:30-18:00 冬季(10月1日至次年4月30日)8:30-12:00,14:00-17:30") ==
      "05-01..09-30 MO-FR 08:30-12:00,14:30-18:00; 10-01..04-30 MO-FR 08:30-12:00,14:00-17:30");
  CHECK(read("夏季(5.1-9.30)：周一至周五8:30-18:00；冬季(10.1-4.30)：周一至周五8:30-17:30；节假日休息") ==
        "05-01..09-30 MO-FR 08:30-18:00; 10-01..04-30 MO-FR 08:30-17:30; PH off");
  CHECK(read("周一至周五 夏季(5-9月)8:00-18:00 冬季(10月-4月)8:30-17:30") ==
        "05-01..09-30 MO-FR 08:00-18:00; 10-01..04-30 MO-FR 08:30-17:30");
  CHECK(read("周一至周五上午8:30-12:00，下午夏季(6月1日-9月30日)14:30-18:00，冬季(10月1日-5月31日)14:00-17:30") ==
        "06-01..09-30 MO-FR 08:30-12:00,14:30-18:00; 10-01..05-31 MO-FR 08:30-12:00,14:00-17:30");
  CHECK(read("周一至周五8:30-12:00,14:00-17:30（夏季14:30-18:00）") == "2 seasons, dates unknown");
}

TEST_CASE("breaks are taken out") {
  CHECK(read("周一至周五8:30-17:30，12:00-13:30休息") == "MO-FR 08:30-12:00,13:30-17:30");
  CHECK(read("周一至周五8:30-17:30(中午休息12:00-13:00)") == "MO-FR 08:30-12:00,13:00-17:30");
  CHECK(read("周一至周五8:30-17:30，中午不休息") == "MO-FR 08:30-17:30");
}

TEST_CASE("what is not understood says nothing") {
  CHECK(read("") == "");
  CHECK(read("无") == "");
  CHECK(read("请致电咨询") == "");
  CHECK(read("每月15日 9:00-11:00") == "");
  CHECK(read("逢集日上午8:00-11:30") == "market days");
  CHECK(read("周一至周五全天 周六上午") == "MO-FR 08:30-12:00,13:30-17:30?; SA 08:30-12:00?");
  CHECK(read_hours("请致电咨询").confidence == 0);
  CHECK_NOTHROW(read(std::string(100000, '8')));
  CHECK_NOTHROW(read("\xff\xfe周"));
}

TEST_CASE("a notation is parsed to what it was written from") {
  for (const std::string_view notation :
       {"MO-FR 08:30-12:00,13:30-17:30; PH off", "MO-SU? 09:00-12:00; PH by appointment", "unknown-days 09:00-17:00",
        "05-01..09-30 MO-FR 08:30-18:00; 10-01..04-30 MO-FR 08:30-17:30", "MO-SA 08:30-17:30; SU duty",
        "WE 08:30-12:00?", "MO,WE,FR-SA 18:00-02:00; PH open"}) {
    const auto rules = parse_hours(notation);
    INFO(notation);
    REQUIRE(rules.has_value());
    CHECK(write_hours(*rules) == notation);
  }
  for (const std::string_view other :
       {"", "24/7", "MO", "XX 08:00-09:00", "MO 8:00-9:00", "MO-FR 08:30", "FR-MO off"}) {
    CHECK_FALSE(parse_hours(other).has_value());
  }
}

TEST_CASE("open at an ordinary time of an ordinary day") {
  CHECK(at(kOffice, "2026-11-24T10:00:00+08:00") == OpenState::open);  // Tuesday
  CHECK(at(kOffice, "2026-11-24T12:30:00+08:00") == OpenState::closed);
  CHECK(at(kOffice, "2026-11-24T17:30:00+08:00") == OpenState::closed);
  CHECK(at(kOffice, "2026-11-24T08:30:00+08:00") == OpenState::open);
  CHECK(at(kOffice, "2026-11-28T10:00:00+08:00") == OpenState::closed);  // Saturday
  CHECK(at("24/7", "2040-01-01T03:00:00+08:00") == OpenState::open);
}

TEST_CASE("public holidays and make-up workdays of the State Council's notices") {
  CHECK(at(kOffice, "2026-10-01T10:00:00+08:00") == OpenState::closed);  // Thursday, 国庆节
  CHECK(at(kOffice, "2026-10-10T10:00:00+08:00") == OpenState::open);    // Saturday, worked
  CHECK(at(kOffice, "2026-02-14T10:00:00+08:00") == OpenState::open);
  CHECK(at(kOffice, "2026-02-23T10:00:00+08:00") == OpenState::closed);
  CHECK(at(kOffice, "2025-09-28T10:00:00+08:00") == OpenState::open);
  CHECK(at(kOffice, "2025-10-08T10:00:00+08:00") == OpenState::closed);
  CHECK(at("MO-FR 08:30-17:30", "2026-10-01T10:00:00+08:00") == OpenState::unknown);
  CHECK(at("MO-FR 08:30-17:30", "2026-10-01T03:00:00+08:00") == OpenState::closed);
  CHECK(at("MO-FR 08:30-17:30", "2026-10-10T10:00:00+08:00") == OpenState::unknown);
  CHECK(at("MO-SU 08:30-17:30; PH open", "2026-10-01T10:00:00+08:00") == OpenState::open);
  CHECK(at("MO-FR 08:30-17:30; PH by appointment", "2026-10-01T10:00:00+08:00") == OpenState::unknown);
}

TEST_CASE("beyond the years of the table and for days not stated the answer is unknown") {
  CHECK(at(kOffice, "2031-11-24T10:00:00+08:00") == OpenState::unknown);
  CHECK(at("MO-SU? 09:00-12:00; PH by appointment", "2026-11-24T10:00:00+08:00") == OpenState::unknown);
  CHECK(at("unknown-days 09:00-17:00", "2026-11-24T10:00:00+08:00") == OpenState::unknown);
  CHECK(at("market days", "2026-11-24T10:00:00+08:00") == OpenState::unknown);
  CHECK(at("", "2026-11-24T10:00:00+08:00") == OpenState::unknown);
}

TEST_CASE("seasons, duty and closing after midnight") {
  const std::string_view seasons = "05-01..09-30 MO-FR 14:30-18:00; 10-01..04-30 MO-FR 14:00-17:30";
  CHECK(at(seasons, "2026-07-01T17:45:00+08:00") == OpenState::open);
  CHECK(at(seasons, "2026-11-24T17:45:00+08:00") == OpenState::closed);
  CHECK(at(seasons, "2026-01-06T14:15:00+08:00") == OpenState::open);
  CHECK(at("06-01..08-31 MO-FR 14:30-18:00", "2026-11-24T15:00:00+08:00") == OpenState::unknown);
  CHECK(at("MO-SA 08:30-17:30; SU duty", "2026-11-22T10:00:00+08:00") == OpenState::unknown);
  CHECK(at("MO-SA 08:30-17:30; SU duty", "2026-11-21T10:00:00+08:00") == OpenState::open);
  CHECK(at("WE 08:30-12:00?", "2026-11-25T10:00:00+08:00") == OpenState::unknown);
  CHECK(at("WE 08:30-12:00?", "2026-11-24T10:00:00+08:00") == OpenState::closed);
  CHECK(at("FR 22:00-02:00", "2026-11-27T23:00:00+08:00") == OpenState::open);
  CHECK(at("FR 22:00-02:00", "2026-11-28T01:00:00+08:00") == OpenState::open);
  CHECK(at("FR 22:00-02:00", "2026-11-27T01:00:00+08:00") == OpenState::closed);
}

TEST_CASE("open, closed or unknown at every instant of the table") {
  const std::string text = read_file(TEST_DATA "/open_at_cases.tsv");
  const Table cases(text, "open_at_cases.tsv");
  REQUIRE(cases.size() > 100);
  for (std::size_t row = 0; row < cases.size(); ++row) {
    INFO(cases.cell(row, 0) << " at " << cases.cell(row, 1) << ": " << cases.cell(row, 3));
    const OpenState state = at(cases.cell(row, 0), std::string(cases.cell(row, 1)) + ":00+08:00");
    const std::string_view expected = cases.cell(row, 2);
    CHECK((state == OpenState::open ? "open" : state == OpenState::closed ? "closed" : "unknown") == expected);
  }
}

TEST_CASE("changes next: after lunch, tomorrow, behind a holiday; unknown is unknown") {
  const auto next = [](std::string_view notation, const std::string& china_time) {
    const auto when = changes_next(notation, *parse_iso_instant(china_time + ":00+08:00"));
    return when ? iso_instant(*when + 8 * 3600).substr(0, 16) : std::string("unknown");
  };
  CHECK(next(kOffice, "2026-11-24T10:00") == "2026-11-24T12:00");  // lunch
  CHECK(next(kOffice, "2026-11-24T13:30") == "2026-11-24T17:30");
  CHECK(next("FR 22:00-02:00; PH off", "2026-11-27T23:00") == "2026-11-28T02:00");
  CHECK(next(kOffice, "2026-11-24T12:10") == "2026-11-24T13:30");
  CHECK(next(kOffice, "2026-11-24T17:30") == "2026-11-25T08:30");
  CHECK(next(kOffice, "2026-11-27T20:00") == "2026-11-30T08:30");  // Friday night
  CHECK(next(kOffice, "2026-02-14T18:00") == "2026-02-24T08:30");  // behind nine days of Spring Festival
  CHECK(next(kOffice, "2026-09-19T09:00") == "2026-09-20T08:30");  // a worked Sunday
  CHECK(next("05-01..09-30 MO-FR 14:30-18:00; 10-01..04-30 MO-FR 14:00-17:30; PH off", "2026-09-30T18:00") ==
        "2026-10-08T14:00");
  CHECK(next("FR 22:00-02:00; PH off", "2026-11-28T02:00") == "2026-12-04T22:00");
  CHECK(next("24/7", "2026-11-24T03:00") == "unknown");  // never
  CHECK(next("MO-FR 00:00-24:00; PH off", "2026-11-28T10:00") == "2026-11-30T00:00");
  CHECK(next("MO-FR 08:30-17:30", "2026-09-30T17:30") == "unknown");  // holidays were not told
  CHECK(next("MO-FR 08:30-17:30", "2026-09-29T17:30") == "2026-09-30T08:30");
  CHECK(next(kOffice, "2026-12-31T18:00") == "unknown");  // holidays of 2027 are not in the table
  CHECK(next("MO-SA 08:30-17:30; SU duty; PH off", "2026-11-28T18:00") == "unknown");
  CHECK(next("unknown-days 09:00-17:00", "2026-11-24T03:00") == "unknown");
  CHECK(next("06-01..06-30 MO-FR 09:00-17:00; 07-01..05-31 MO-SU off", "2026-11-24T03:00") == "unknown");
  CHECK(next("", "2026-11-24T03:00") == "unknown");
}

TEST_CASE("in words for people") {
  CHECK(hours_in_words(kOffice) == "周一至周五 08:30–12:00、13:30–17:30,法定节假日休息");
  CHECK(hours_in_words("24/7") == "全天24小时");
  CHECK(hours_in_words("MO-SA 08:30-17:30; SU duty") == "周一至周六 08:30–17:30,周日值班");
  CHECK(hours_in_words("SA-SU 09:00-16:00") == "周六、周日 09:00–16:00");
  CHECK(hours_in_words("unknown-days 09:00-17:00") == "09:00–17:00(未注明星期几)");
  CHECK(hours_in_words("10-01..04-30 MO-FR 08:30-17:30") == "10月1日至次年4月30日 周一至周五 08:30–17:30");
  CHECK(hours_in_words("MO-SU 18:00-08:00; PH open") == "每天 18:00–次日08:00,法定节假日照常");
  CHECK(hours_in_words("") == "");
}

}  // namespace
}  // namespace lawhub
