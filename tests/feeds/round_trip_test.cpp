// read_feed(write_feed(x)) == x for generated records, and what is written is valid by the schema.
#include <catch2/catch.hpp>
#include <random>

#include "base/file.h"
#include "feeds/embedded.h"
#include "feeds/reader.h"
#include "feeds/writer.h"
#include "registry/identifier.h"
#include "tests/feeds/xsd_check.h"

namespace lawhub {
namespace {

/// Records of all shapes: each field is there or not, lists of several lengths, texts with all that needs escaping.
class Generator {
 public:
  explicit Generator(unsigned seed) : random_(seed) {}

  Record record() {
    Record r;
    r.type = all_institution_types()[below(all_institution_types().size())];
    r.name = "机构" + std::to_string(below(1000)) + "(滕州)律师事务所";
    if (maybe()) r.subtype = "village";
    each(r.alternate_names, [&] { return line(); });
    each(r.former_names, [&] { return FormerName{line(), date()}; });
    each(r.identifiers, [&] { return identifier(); });
    r.status = static_cast<Status>(below(8));
    if (r.status != Status::unknown) r.status_since = date();
    if (maybe()) r.organization_form = line();
    if (maybe()) r.supervising_bureau = line();
    if (maybe()) r.licensing_authority = line();
    if (maybe()) r.division = division();
    if (maybe()) r.year_incorporated = std::to_string(1950 + below(76));
    if (maybe()) r.description = line() + "\n\n  " + line();
    if (maybe()) r.website = "https://a.example.cn/?a=1&b=" + std::to_string(below(9));
    if (maybe()) r.email = "a@example.cn";
    each(r.contacts, [&] { return Contact{line(), maybe() ? line() : "", maybe() ? "principal" : ""}; });
    phones(r);
    each(r.staff, [&] { return StaffCount{"lawyer", static_cast<int>(below(100)), date()}; });
    if (maybe())
      r.address = {line(), maybe() ? division() : "", maybe() ? line() : "", maybe() ? line() : "", "277300"};
    if (maybe()) r.position = position();
    if (maybe()) r.hours = hours();
    each(r.accessibility, [&] { return std::string("step-free"); });
    each(r.services, [&] { return service(); });
    each(r.relations, [&] {
      return Relation{"branch_of", maybe() ? "370400:LFM:1" : "", maybe() ? line() : "", maybe() ? division() : ""};
    });
    return r;
  }

 private:
  std::size_t below(std::size_t n) { return std::uniform_int_distribution<std::size_t>(0, n - 1)(random_); }
  bool maybe() { return below(2) == 0; }
  template <class T, class Make>
  void each(std::vector<T>& list, Make make) {
    for (std::size_t n = below(4); n > 0; --n) list.push_back(make());
  }
  std::string line() {
    static const std::vector<std::string> kParts = {"公证", "<b>",  "&amp;", "\"引号\"", "'",
                                                    "]]>",  "𠀀镕", "a b",   "&",        "(1)"};
    std::string out = kParts[below(kParts.size())];
    for (std::size_t n = below(4); n > 0; --n) out += kParts[below(kParts.size())];
    return out;
  }
  std::string date() { return maybe() ? "" : "2024-02-2" + std::to_string(below(10)); }
  std::string division() { return maybe() ? "370403" : maybe() ? "370403001" : "370481"; }
  Identifier identifier() {
    switch (below(3)) {
      case 0:
        return {"uscc", complete_uscc("31370000MD88" + std::to_string(1000 + below(9000))), date(), date()};
      case 1:
        return {"licence", "370404000" + std::to_string(10 + below(90)), date(), date()};
      default:
        return {"local", line(), date(), date()};
    }
  }
  void phones(Record& r) {
    static const std::vector<std::string> kKinds = {"voice", "fax", "mobile", "hotline", "complaint"};
    for (std::size_t n = below(4); n > 0; --n) {
      r.phones.push_back(
          {"0632-770000" + std::to_string(n), maybe() ? "12" : "", kKinds[below(5)], maybe() ? line() : ""});
    }
    if (maybe()) r.phones.push_back({"12348", "", "hotline", ""});
  }
  Position position() {
    static const std::vector<std::string> kCrs = {"WGS84", "CGCS2000", "GCJ02", "BD09"};
    const auto degrees = [&](int whole) {
      return static_cast<double>(whole * 10000000L + static_cast<long>(below(10000000))) / 1e7;
    };
    return {degrees(117), degrees(35), static_cast<int>(below(3) * 50), "surveyed", kCrs[below(4)]};
  }
  Hours hours() {
    static const std::vector<Hours> kHours = {
        {"MO-FR 08:30-12:00,13:30-17:30; PH off", "周一至周五 8:30-12:00,13:30-17:30"},
        {"05-01..09-30 MO-FR 08:30-12:00; 10-01..04-30 MO-FR 09:00-12:00; PH by appointment", "夏令时…"},
        {"unknown-days 09:00-17:00", "09:00-17:00"},
        {"", "逢集日 & 节日"},
        {"24/7", ""}};
    return kHours[below(kHours.size())];
  }
  ServiceOffer service() {
    ServiceOffer s;
    s.code = "NTR0" + std::to_string(1 + below(6));
    if (maybe()) s.name = line();
    if (maybe()) s.description = line() + "\n" + line();
    if (maybe()) s.eligibility = line();
    if (maybe()) s.fees = "reduced";
    if (maybe()) s.fees_description = line();
    if (maybe()) s.url = "https://a.example.cn/booking";
    each(s.scope, [&] { return std::string("-LAB01"); });
    each(s.audience, [&] { return std::string("A08"); });
    each(s.required_documents, [&] { return line(); });
    each(s.delivery_modes, [&] { return std::string("online"); });
    each(s.service_areas, [&] { return division(); });
    return s;
  }

  std::mt19937 random_;
};

FeedPage page_of(std::vector<Observation> records) {
  FeedPage page;
  page.bureau_id = "bur:370400";
  page.publisher_name = "枣庄市司法局";
  page.division = "370400";
  page.base_url = "https://sfj.example.cn/?a=1&b=2";
  page.response_date = 1795485605;
  page.deleted_record = "persistent";
  page.records = std::move(records);
  page.withdrawals = {{"370400:LFM:9", "merged", "2026-01-02", {"370400:LFM:1", "370400:LFM:2"}},
                      {"370400:LFM:8", "not-listed", "", {}}};
  page.resumption_token = "next&more";
  page.complete_list_size = 1234;
  return page;
}

}  // namespace

TEST_CASE("schema: the example is valid") {
  CHECK(schema_faults(feeds_file("example.xml")).empty());
  CHECK_FALSE(schema_faults("<feed xmlns=\"urn:legal-service-feed:1\"/>").empty());
}

TEST_CASE("docs/feed-format.md: its smallest feed is valid and read without a finding") {
  const std::string page = read_file(std::string(SOURCE_DIR) + "/docs/feed-format.md");
  const std::string fence = "```xml\n";
  const std::size_t begin = page.find(fence) + fence.size();
  const std::string xml = page.substr(begin, page.find("```", begin) - begin);
  CHECK(schema_faults(xml).empty());
  CHECK(read_feed(xml)->report.empty());
}

TEST_CASE("round trip: what was written is valid and read back whole") {
  Generator generator(20261124);
  std::vector<Observation> records;
  for (int i = 0; i < 500; ++i) {
    Observation said;
    said.key = "370400:X:" + std::to_string(i);
    said.asserted_at = i == 0 ? 0 : 1795485605 + i;
    said.record = generator.record();
    records.push_back(said);
  }
  const FeedPage page = page_of(std::move(records));
  const std::string xml = write_feed(page);
  CHECK(schema_faults(xml) == "");
  const Result<FeedPage> read = read_feed(xml);
  REQUIRE(read);
  for (const Finding& finding : read->report) FAIL_CHECK(finding.place << " " << finding.message);
  REQUIRE(read->records.size() == page.records.size());
  for (std::size_t i = 0; i < page.records.size(); ++i) {
    INFO(to_json(page.records[i].record));
    CHECK(read->records[i].key == page.records[i].key);
    CHECK(read->records[i].asserted_at == page.records[i].asserted_at);
    CHECK(to_json(read->records[i].record) == to_json(page.records[i].record));
    CHECK(read->records[i].record == page.records[i].record);
  }
  CHECK(read->bureau_id == page.bureau_id);
  CHECK(read->publisher_name == page.publisher_name);
  CHECK(read->division == page.division);
  CHECK(read->base_url == page.base_url);
  CHECK(read->response_date == page.response_date);
  CHECK(read->deleted_record == page.deleted_record);
  CHECK(read->resumption_token == page.resumption_token);
  CHECK(read->complete_list_size == page.complete_list_size);
  REQUIRE(read->withdrawals.size() == 2);
  CHECK(read->withdrawals[0].reason == "merged");
  CHECK(read->withdrawals[0].effective_date == "2026-01-02");
  CHECK(read->withdrawals[0].successors == page.withdrawals[0].successors);
  CHECK(read->withdrawals[1].key == "370400:LFM:8");
  CHECK(write_feed(*read) == xml);
}

TEST_CASE("writer: characters that XML cannot hold are left out") {
  Observation said;
  said.key = "370400:X:1";
  said.record.name = "公\x01证\uFFFE处";
  const Result<FeedPage> read = read_feed(write_feed(page_of({said})));
  REQUIRE(read);
  CHECK(read->records[0].record.name == "公证处");
}

TEST_CASE("writer: an empty page is valid") {
  FeedPage page = page_of({});
  page.withdrawals.clear();
  page.resumption_token.clear();
  page.complete_list_size.reset();
  const std::string xml = write_feed(page);
  CHECK(schema_faults(xml) == "");
  const Result<FeedPage> read = read_feed(xml);
  REQUIRE(read);
  CHECK(read->resumption_token.empty());
  CHECK_FALSE(read->complete_list_size.has_value());
}

}  // namespace lawhub
