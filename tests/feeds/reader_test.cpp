#include "feeds/reader.h"

#include <algorithm>
#include <catch2/catch.hpp>

#include "base/charset.h"
#include "base/coordinate.h"
#include "base/text.h"
#include "feeds/embedded.h"
#include "tests/feeds/feed_support.h"

namespace lawhub {
namespace {

FeedPage must_read(const std::string& xml) {
  Result<FeedPage> page = read_feed(xml);
  if (!page) FAIL(page.error().message);
  return *page;
}

/// The record of a notary office with these elements; the page's findings must be those of `rules`, in order.
Record notary_with(const std::string& more, const std::vector<std::string>& rules = {}) {
  const FeedPage page = must_read(feed_of(notary("370400:NOT:1", more)));
  std::vector<std::string> found;
  for (const Finding& finding : page.report) found.push_back(finding.rule);
  CHECK(found == rules);
  REQUIRE(page.records.size() == 1);
  return page.records[0].record;
}

/// The rule for which a record with these elements is rejected.
std::string rejection_of(const std::string& more) {
  const FeedPage page = must_read(feed_of(notary("370400:NOT:1", more) + notary("370400:NOT:2")));
  CHECK(page.records.size() == 1);
  CHECK(page.records[0].key == "370400:NOT:2");
  REQUIRE(!page.report.empty());
  CHECK(page.report[0].severity == Severity::error);
  CHECK(page.report[0].place == "370400:NOT:1");
  CHECK(page.report[0].line == 1);
  CHECK_FALSE(page.report[0].message.empty());
  CHECK_FALSE(page.report[0].mend.empty());
  return page.report[0].rule;
}

std::string refusal_of(const std::string& bytes) {
  const Result<FeedPage> page = read_feed(bytes);
  return page ? "read" : page.error().code;
}

}  // namespace

TEST_CASE("feed: the example is read without a finding") {
  const FeedPage page = must_read(std::string(feeds_file("example.xml")));
  CHECK(page.report.empty());
  CHECK(page.bureau_id == "bur:370400");
  CHECK(page.publisher_name == "枣庄市司法局");
  CHECK(page.division == "370400");
  CHECK(page.response_date == *parse_iso_instant("2026-11-02T02:00:05Z"));
  CHECK(page.resumption_token == "b2Zmc2V0PTQ");
  CHECK(page.complete_list_size == 412);
  REQUIRE(page.records.size() == 3);
  REQUIRE(page.withdrawals.size() == 1);
  CHECK(page.withdrawals[0].key == "370400:LFM:0098");
  CHECK(page.withdrawals[0].reason == "cancelled");
  CHECK(page.withdrawals[0].effective_date == "2026-10-10");
  CHECK(page.withdrawals[0].document.number == "鲁司注字〔2026〕99号");
  CHECK(page.withdrawals[0].version == 5);
  CHECK(page.list_cursor == 0);
  CHECK(page.records[0].version == 7);

  const Record& office = page.records[0].record;
  CHECK(page.records[0].key == "370400:NOT:0009");
  CHECK(page.records[0].asserted_at == *parse_iso_instant("2026-10-28T08:12:44Z"));
  CHECK(office.type == InstitutionType::notary_office);
  CHECK(office.former_names == std::vector<FormerName>{{"枣庄市峄城区公证处", "2017-12-31"}});
  CHECK(identifier_of(office, "uscc") == "32370000MD88800119");
  CHECK(office.status == Status::active);
  CHECK(field_text(office, Field::organization_form) == "事业单位");
  CHECK(office.phones ==
        std::vector<Phone>{{"0632-7700001", "", "voice", "咨询"}, {"0632-7700009", "12", "complaint", "投诉"}});
  CHECK(office.position == Position{117.590819, 34.772236, 50, "map-picked", "CGCS2000"});
  CHECK(office.hours.notation ==
        "05-01..09-30 MO-FR 08:30-12:00,14:00-18:00; 10-01..04-30 MO-FR 08:30-12:00,13:30-17:30; PH by appointment");
  CHECK(office.accessibility == std::vector<std::string>{"step-free", "wheelchair"});
  CHECK(office.address.division == "370404");
  CHECK(office.address.postal_code == "277300");
  CHECK(office.services.size() == 2);
  CHECK(office.address.place == "办证大厅");
  CHECK(office.transportation == "乘2路到政务服务中心站");
  CHECK(office.hours.note == "夏季作息;冬季作息");
  CHECK(office.supervising_bureau == Bureau{"峄城区司法局", "bur:370404"});
  CHECK(office.services[1].eligibility ==
        std::vector<Eligibility>{{"持法律援助决定书或低保证明", "370400", "2025-01-01", ""}});
  REQUIRE(office.other_locations.size() == 1);
  CHECK(office.other_locations[0].address.place == "第二办证点");
  CHECK(office.channels.size() == 2);
  CHECK(office.inspections[0].document.issuer == "枣庄市司法局");
  CHECK(office.penalties[0].publish_until == "2028-03-09");
  CHECK(office.honours == std::vector<Coded>{{"provincial-model"}});
  CHECK(metadata_of(office, Field::phones)->asserted_by == "370400:NOT:0009");
  const Relation& counsel = page.records[1].record.relations[1];
  CHECK(counsel.since == "2024-01-01");
  CHECK(counsel.note == "每周三上午");
  CHECK(page.records[1].record.address == Address{"滕州市塔寺北路26号三楼", "370481001", "塔寺北路26号", "三楼", ""});
  CHECK(page.records[1].record.hours ==
        Hours{"MO-FR 08:30-12:00,13:30-17:30; PH off", "周一至周五 8:30-12:00,13:30-17:30 法定节假日除外"});
  CHECK(page.records[2].record.hours.notation == "MO-FR 09:00-17:00; PH off");
}

TEST_CASE("feed: not well-formed, not ours, or not whole is refused, and nothing of it is used") {
  CHECK(refusal_of("") == "xml-not-well-formed");
  CHECK(refusal_of("502 Bad Gateway") == "xml-not-well-formed");
  CHECK(refusal_of("<html><head><title>502</title></head></html>") == "not-a-feed");
  CHECK(refusal_of("<feed xmlns=\"http://www.w3.org/2005/Atom\"/>") == "not-a-feed");
  CHECK(refusal_of("<feed/>") == "not-a-feed");
  CHECK(refusal_of("<records xmlns=\"urn:legal-service-feed:1\"/>") == "not-a-feed");
  const std::string whole = feed_of(notary("370400:NOT:1") + notary("370400:NOT:2"));
  for (std::size_t cut = 1; cut < whole.size(); cut += 7) CHECK(refusal_of(whole.substr(0, cut)) != "read");
  CHECK(refusal_of(whole + whole) == "xml-not-well-formed");
  CHECK(refusal_of("<!DOCTYPE feed [<!ENTITY a 'b'>]>" + whole) == "xml-dtd");
  std::string long_record;
  for (int i = 0; i < 12000; ++i) long_record += "<alternate_name>又名</alternate_name>";
  CHECK(refusal_of(feed_of(notary("370400:NOT:1", long_record))) == "xml-too-large");
  std::string broken = whole;
  broken[broken.find("鲁南")] = '\xFF';
  CHECK(refusal_of(broken) == "bad-encoding");
}

TEST_CASE("feed: a refusal says where") {
  const Result<FeedPage> page = read_feed("<feed xmlns=\"urn:legal-service-feed:1\">\n<a></b></feed>");
  REQUIRE_FALSE(page);
  CHECK(page.error().message.rfind("第 2 行第 4 列:", 0) == 0);
}

TEST_CASE("feed: GB18030 by its declaration, or declared wrongly") {
  const std::string xml = feed_of(notary("370400:NOT:1", "<alternate_name>镕喆公证处</alternate_name>"),
                                  "<?xml version=\"1.0\" encoding=\"gb2312\"?>");
  CHECK(must_read(encode(xml, "gb18030")).records[0].record.alternate_names[0] == "镕喆公证处");
  CHECK(must_read(xml).records[0].record.alternate_names[0] == "镕喆公证处");
}

TEST_CASE("feed: any namespace prefix; foreign elements are read over silently") {
  const std::string xml =
      "<l:feed xmlns:l=\"urn:legal-service-feed:1\" xmlns:x=\"urn:x\" schema_version=\"1.0\"><l:record "
      "id=\"370400:NOT:1\" "
      "datestamp=\"2026-10-28T08:12:44Z\" status=\"active\"><l:organization><x:name>别处的</x:name>"
      "<l:institution_type>NOT</l:institution_type><l:name>鲁南公证处</l:name></l:organization></l:record></l:feed>";
  const FeedPage page = must_read(xml);
  REQUIRE(page.records.size() == 1);
  CHECK(page.records[0].record.name == "鲁南公证处");
  CHECK(page.report.empty());
}

TEST_CASE("feed: a static file may hold more than a page") {
  std::string many;
  for (int i = 0; i < 5000; ++i) many += notary("370400:NOT:" + std::to_string(i)) + "\n";
  const FeedPage page = must_read(feed_of(many));
  REQUIRE(page.records.size() == 5000);
  CHECK(page.records.back().key == "370400:NOT:4999");
  CHECK(page.records.back().evidence == "line 5000");
}

TEST_CASE("record: an unknown element is a warning") { notary_with("<colour>red</colour>", {"unknown-element"}); }

TEST_CASE("record: an unknown code rejects it and no other") {
  CHECK(rejection_of("<practice_status>open</practice_status>") == "unknown-code");
  CHECK(rejection_of("<phone type=\"telex\">0632-7700001</phone>") == "unknown-code");
  CHECK(rejection_of("<organization_identifier identifier_scheme=\"tax\">1</organization_identifier>") ==
        "unknown-code");
  CHECK(rejection_of("<location><position longitude=\"117.5\" latitude=\"34.7\" crs=\"mars\"/></location>") ==
        "unknown-code");
  CHECK(rejection_of("<location><position longitude=\"117.5\" latitude=\"34.7\"/></location>") == "unknown-code");
  CHECK(rejection_of("<service code=\"NTR01\"><fees>cheap</fees></service>") == "unknown-code");
  CHECK(rejection_of("<service><fees>paid</fees></service>") == "no-code");
  CHECK(rejection_of("<relation kind=\"friend_of\" target_name=\"甲\"/>") == "unknown-code");
  CHECK(rejection_of("<subtype>village</subtype>") == "unknown-code");  // no notary office is one
  CHECK(rejection_of("<provider_nature>private</provider_nature>") == "unknown-code");
  CHECK(rejection_of("<location><accessibility>lift</accessibility></location>") == "unknown-code");
  CHECK(rejection_of("<location location_type=\"mobile\"/>") == "unknown-code");
  CHECK(rejection_of("<service code=\"NTR99\"/>") == "unknown-service");
  CHECK(rejection_of("<service code=\"LAB01\"/>") == "unknown-service");  // a matter is no service
  CHECK(rejection_of("<service code=\"NTR01\"><scope>XYZ01</scope></service>") == "unknown-matter");
  CHECK(rejection_of("<service code=\"NTR01\"><scope>-0299</scope></service>") == "unknown-matter");
  CHECK(rejection_of("<service code=\"NTR01\"><audience>A99</audience></service>") == "unknown-audience");
  CHECK(rejection_of("<service code=\"NTR01\"><delivery_mode>pigeon</delivery_mode></service>") == "unknown-code");
  CHECK(rejection_of("<service code=\"NTR01\" status=\"paused\"/>") == "unknown-code");
  CHECK(rejection_of("<channel kind=\"telepathy\"/>") == "unknown-code");
  CHECK(rejection_of("<annual_inspection year=\"2025\" result=\"fine\"/>") == "unknown-code");
  CHECK(rejection_of("<penalty><kind>slap</kind><document><date>2026-01-01</date><issuer>局</issuer></document>"
                     "</penalty>") == "unknown-code");
  CHECK(rejection_of("<penalty><kind>fine</kind></penalty>") == "no-document");
  CHECK(rejection_of("<division_code>3704</division_code>") == "bad-division");
}

TEST_CASE("record: identity and time are needed") {
  const auto rules = [](const std::string& record) {
    const FeedPage page = must_read(feed_of(record));
    CHECK(page.records.empty());
    CHECK(page.withdrawals.empty());
    return page.report.empty() ? "" : page.report[0].rule;
  };
  const std::string content =
      "<organization><institution_type>NOT</institution_type><name>公证处</name></organization></record>";
  CHECK(rules("<record datestamp=\"2026-10-28T08:12:44Z\" status=\"active\">" + content) == "bad-record-id");
  CHECK(rules("<record id=\"公证处\" datestamp=\"2026-10-28T08:12:44Z\" status=\"active\">" + content) ==
        "bad-record-id");
  CHECK(rules("<record id=\"370400\" status=\"active\">" + content) == "bad-time");
  CHECK(rules("<record id=\"370400\" datestamp=\"today\" status=\"active\">" + content) == "bad-time");
  CHECK(rules("<record id=\"370400\" datestamp=\"2026-10-28T08:12:44Z\" status=\"new\">" + content) == "unknown-code");
  CHECK(rules("<record id=\"370400\" datestamp=\"2026-10-28T08:12:44Z\" status=\"deleted\">" + content) ==
        "no-content");
  CHECK(
      rules(
          "<record id=\"370400\" datestamp=\"2026-10-28T08:12:44Z\" status=\"deleted\"><tombstone><reason>lost</reason>"
          "</tombstone></record>") == "unknown-code");
  CHECK(
      rules(
          "<record id=\"370400\" datestamp=\"2026-10-28T08:12:44Z\" status=\"active\"><organization><name>公证处</name>"
          "</organization></record>") == "no-type");
  CHECK(
      rules(
          "<record id=\"370400\" datestamp=\"2026-10-28T08:12:44Z\" status=\"active\"><organization><institution_type>"
          "NOT</institution_type></organization></record>") == "no-name");
  const FeedPage twice = must_read(feed_of(notary("370400:NOT:1") + notary("370400:NOT:1")));
  CHECK(twice.records.size() == 1);
  CHECK(twice.report[0].rule == "repeated-record");
}

TEST_CASE("record: a time without zone is China's") {
  const FeedPage page = must_read(feed_of(
      "<record id=\"370400\" datestamp=\"2026-10-28T08:00:00\" status=\"deleted\"><tombstone><reason>merged</reason>"
      "<successor_id>370401</successor_id></tombstone></record>"));
  CHECK(page.report[0].rule == "no-time-zone");
  REQUIRE(page.withdrawals.size() == 1);
  CHECK(page.withdrawals[0].successors == std::vector<std::string>{"370401"});
}

TEST_CASE("record: bad values are left out, the record stays") {
  const Record bad = notary_with(
      "<former_name until=\"2017\">旧名</former_name>"
      "<organization_identifier identifier_scheme=\"uscc\">32370000MD88800118</organization_identifier>"
      "<year_incorporated>八六年</year_incorporated><website>www.example.cn</website><email>无</email>"
      "<staff_count kind=\"notary\">若干</staff_count>"
      "<location><position longitude=\"13.4\" latitude=\"52.5\" crs=\"WGS84\"/>"
      "<schedule><byday>MO</byday><open opens_at=\"早八点\" closes_at=\"晚五点\"/></schedule></location>",
      {"bad-date", "bad-uscc", "bad-year", "bad-url", "bad-email", "bad-number", "bad-position", "schedule-form"});
  Record plain;
  plain.type = InstitutionType::notary_office;
  plain.name = "枣庄市鲁南公证处";
  plain.former_names = {{"旧名", ""}};
  CHECK(bad == plain);
}

TEST_CASE("record: positions become WGS-84, a swapped pair is turned") {
  const Position baidu =
      notary_with("<location><position longitude=\"117.275437\" latitude=\"34.800186\" crs=\"BD09\"/></location>")
          .position;
  CHECK(distance_m({baidu.longitude, baidu.latitude}, {117.263164, 34.795063}) < 0.5);
  CHECK(baidu.published_crs == "BD09");
  CHECK(baidu.method == "map-picked");
  const Position swapped =
      notary_with(
          "<location><position longitude=\"34.795063\" latitude=\"117.263164\" crs=\"WGS84\" accuracy_m=\"30\" "
          "method=\"surveyed\"/></location>",
          {"swapped-position"})
          .position;
  CHECK(swapped == Position{117.263164, 34.795063, 30, "surveyed", "WGS84"});
}

TEST_CASE("record: telephone numbers in other forms are read, the same number counts once") {
  const Record r = notary_with(
      "<division_code>370404</division_code><phone>0632-7700001</phone><phone type=\"fax\">（0632）7700002</phone>"
      "<phone>请咨询窗口</phone><location><phone>0632-7700001</phone></location>",
      {"phone-form", "phone-form"});
  REQUIRE(r.phones.size() == 2);
  CHECK(r.phones[0].number == "0632-7700001");
  CHECK(r.phones[1] == Phone{"0632-7700002", "", "fax", ""});
}

TEST_CASE("record: names are NFKC, too long a text is cut") {
  const FeedPage page = must_read(feed_of(
      "<record id=\"370400\" datestamp=\"2026-10-28T08:12:44Z\" status=\"active\"><organization>"
      "<institution_type>LFB</institution_type><name> 山东岱北（滕州）\n律师事务所 </name><licensing_authority>" +
      std::string(1001, 'x') + "</licensing_authority></organization></record>"));
  REQUIRE(page.records.size() == 1);
  CHECK(page.records[0].record.name == "山东岱北(滕州) 律师事务所");
  CHECK(page.report[0].rule == "too-long");
  CHECK(page.records[0].record.licensing_authority == std::string(999, 'x') + "…");
}

TEST_CASE("record: the first place with a door is its own, the others stand beside it") {
  const Record r = notary_with(
      "<location location_type=\"postal\"><address text=\"信箱\"/></location>"
      "<location is_registered=\"true\"><name>大厅</name><address text=\"甲路1号\"/></location>"
      "<location><address text=\"乙路2号\"/><phone>0632-7700011</phone></location>");
  CHECK(r.address.text == "甲路1号");
  CHECK(r.address.place == "大厅");
  CHECK(r.address.registered);
  CHECK(r.phones.empty());
  REQUIRE(r.other_locations.size() == 2);
  CHECK(r.other_locations[0].kind == "postal");
  CHECK(r.other_locations[1].address.text == "乙路2号");
  CHECK(r.other_locations[1].phones.size() == 1);
}

TEST_CASE("record: services out of use say so") {
  const Record r = notary_with(
      "<service code=\"NTR01\" status=\"defunct\"/><service code=\"NTR02\" status=\"temporarily closed\"/>");
  REQUIRE(r.services.size() == 2);
  CHECK_FALSE(is_offered(r.services[0]));
  CHECK(is_offered(r.services[1]));
}

TEST_CASE("record: words of open lists become codes where they mean one, and stay words where not") {
  CHECK(notary_with("<organization_form>合作制</organization_form>").organization_form == Coded{"cooperative"});
  CHECK(notary_with("<organization_form label=\"合作制\" vocabulary=\"x\">7</organization_form>").organization_form ==
        Coded{"cooperative"});
  CHECK(notary_with("<honour vocabulary=\"city\" label=\"文明窗口\">W-1</honour>").honours ==
        std::vector<Coded>{{"W-1", "文明窗口", "city"}});
}

TEST_CASE("record: a timetable of certain days is told in words, the yearly one stays") {
  const Record r = notary_with(
      "<location><schedule><byday>WD</byday><open opens_at=\"09:00:00\" closes_at=\"17:00:00\"/>"
      "<description>平时</description></schedule><schedule valid_from=\"2026-02-10\" valid_to=\"2026-02-13\">"
      "<byday>MO TU</byday><open opens_at=\"10:00:00\" closes_at=\"12:00:00\"/></schedule></location>");
  CHECK(r.hours.notation == "MO-FR 09:00-17:00; PH off");
  CHECK(r.hours.note == "平时;2026-02-10 至 2026-02-13 周一、周二 10:00–12:00");
}

TEST_CASE("record: a field's date that lies behind the response's is taken as the response's") {
  const Record r = notary_with(
      "<metadata field=\"phone\" asserted_by=\"370400:NOT:1\" asserted_at=\"2036-10-28T08:12:44Z\"/>", {"future-time"});
  REQUIRE(r.metadata.size() == 1);
  CHECK(r.metadata[0].asserted_at == *parse_iso_instant("2026-11-02T02:00:05Z"));
}

TEST_CASE("feed: UTF-16 in both byte orders") {
  const std::string xml = feed_of(notary("370400:NOT:1"), "<?xml version=\"1.0\" encoding=\"UTF-16\"?>");
  for (const bool big : {false, true}) {
    std::string bytes;
    for (const char32_t c : to_code_points("\uFEFF" + xml)) {
      const char high = static_cast<char>(c >> 8U), low = static_cast<char>(c & 0xFFU);
      bytes += big ? high : low;
      bytes += big ? low : high;
    }
    CHECK(must_read(bytes).records[0].record.name == "枣庄市鲁南公证处");
  }
}

}  // namespace lawhub
