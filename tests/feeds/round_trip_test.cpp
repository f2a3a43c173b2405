// read_feed(write_feed(x)) == x for generated records, and what is written is valid by the schema.
#include <catch2/catch.hpp>
#include <pugixml.hpp>
#include <random>
#include <set>

#include "base/file.h"
#include "feeds/embedded.h"
#include "feeds/reader.h"
#include "feeds/validation.h"
#include "feeds/writer.h"
#include "generated/test_paths.h"
#include "registry/codes.h"
#include "registry/identifier.h"
#include "tests/support/xml_check.h"

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
    if (maybe()) r.subtype = subtype(r.type);
    each(r.alternate_names, [&] { return line(); });
    each(r.former_names, [&] { return FormerName{line(), date()}; });
    each(r.identifiers, [&] { return identifier(); });
    r.status = static_cast<Status>(below(8));
    if (r.status != Status::unknown) r.status_since = date();
    if (maybe()) r.organization_form = coded("organization_form");
    if (maybe()) r.provider_nature = any("provider_nature");
    if (maybe()) r.supervising_bureau = {line(), maybe() ? "bur:370403" : ""};
    if (maybe()) r.licensing_authority = line();
    if (maybe()) r.division = division();
    if (maybe()) r.year_incorporated = std::to_string(1950 + below(76));
    if (maybe()) r.description = line() + "\n\n  " + line();
    if (maybe()) r.website = url();
    if (maybe()) r.email = "a@example.cn";
    each(r.contacts, [&] { return Contact{line(), maybe() ? line() : "", maybe() ? "principal" : ""}; });
    r.phones = phones();
    each(r.staff, [&] { return StaffCount{any("staff_kind"), static_cast<int>(below(100)), date()}; });
    if (maybe()) r.address = address();
    if (maybe()) r.position = position();
    if (maybe()) r.hours = hours();
    if (maybe()) r.transportation = line();
    each(r.accessibility, [&] { return any("accessibility"); });
    each(r.other_locations, [&] { return location(); });
    each(r.services, [&] { return service(); });
    each(r.channels, [&] {
      return Channel{any("channel"), maybe() ? url() : "", maybe() ? "0632-7700001" : "", maybe() ? line() : ""};
    });
    each(r.relations, [&] {
      return Relation{any("relation"), maybe() ? "370400:LFM:1" : "", line(), maybe() ? division() : "", date(),
                      date(),          maybe() ? line() : ""};
    });
    each(r.inspections, [&] {
      return Inspection{std::to_string(2010 + below(16)), any("annual_inspection"), maybe() ? document() : Document{}};
    });
    each(r.penalties, [&] { return Penalty{any("penalty"), document(), date()}; });
    each(r.honours, [&] { return coded("honour"); });
    each(r.metadata, [&] {
      const Field field = all_fields()[below(all_fields().size())];
      return FieldMetadata{std::string(field_name(field)), "370400:NOT:1", 1700000000 + static_cast<Instant>(below(9)),
                           maybe() ? 0 : 1750000000};
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
  std::string any(std::string_view list) {
    const auto codes = codes_of(list);
    return codes[below(codes.size())].code;
  }
  std::string subtype(InstitutionType type) {
    std::vector<std::string> fitting;
    for (const Code& c : codes_of("subtype")) {
      if (find_subtype(type, c.code) == &c) fitting.push_back(c.code);
    }
    return fitting.empty() ? "" : fitting[below(fitting.size())];
  }
  Coded coded(std::string_view list) {
    if (maybe()) return {any(list)};
    return {"X-" + line(), maybe() ? line() + "号" : "", maybe() ? "local-list" : ""};
  }
  std::string url() { return "https://a.example.cn/?a=1&b=" + std::to_string(below(9)); }
  Document document() {
    return {maybe() ? "枣司罚〔2026〕" + std::to_string(below(99)) + "号" : "", maybe() ? line() : "", "2026-05-20",
            line(), maybe() ? url() : ""};
  }
  Address address() {
    return {line(),   maybe() ? division() : "", maybe() ? line() : "", maybe() ? line() : "",
            "277300", maybe() ? line() : "",     maybe() ? line() : "", maybe()};
  }
  Location location() {
    Location out;
    out.kind = any("location_type");
    if (maybe()) out.address = address();
    if (maybe()) out.position = position();
    if (maybe()) out.hours = hours();
    if (maybe()) out.transportation = line();
    each(out.accessibility, [&] { return any("accessibility"); });
    out.phones = phones();
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
  std::vector<Phone> phones() {
    std::vector<Phone> out;
    for (std::size_t n = below(4); n > 0; --n) {
      out.push_back({"0632-770000" + std::to_string(n), maybe() ? "12" : "", any("phone_type"), maybe() ? line() : ""});
    }
    if (maybe()) out.push_back({"12348", "", "hotline", ""});
    return out;
  }
  Position position() {
    static const std::vector<std::string> kCrs = {"WGS84", "CGCS2000", "GCJ02", "BD09"};
    const auto degrees = [&](int whole) {
      return static_cast<double>(whole * 10000000L + static_cast<long>(below(10000000))) / 1e7;
    };
    return {degrees(117), degrees(35), static_cast<int>(below(3) * 50), any("position_method"), kCrs[below(4)]};
  }
  Hours hours() {
    static const std::vector<Hours> kHours = {
        {"MO-FR 08:30-12:00,13:30-17:30; PH off", "周一至周五 8:30-12:00,13:30-17:30"},
        {"05-01..09-30 MO-FR 08:30-12:00; 10-01..04-30 MO-FR 09:00-12:00; PH by appointment", "夏令时…"},
        {"unknown-days 09:00-17:00", "09:00-17:00"},
        {"", "逢集日 & 节日"},
        {"24/7", "", "夜间只接电话"}};
    return kHours[below(kHours.size())];
  }
  ServiceOffer service() {
    ServiceOffer s;
    s.code = "NTR0" + std::to_string(1 + below(6));
    s.status = any("service_status");
    if (maybe()) s.name = line();
    if (maybe()) s.description = line() + "\n" + line();
    if (maybe()) s.fees = any("fees");
    if (maybe()) s.fees_description = line();
    if (maybe()) s.url = url();
    if (maybe()) s.hours = hours();
    each(s.eligibility, [&] { return Eligibility{line(), maybe() ? division() : "", date(), date()}; });
    each(s.scope, [&] { return std::string(maybe() ? "-LAB01" : maybe() ? "WZ0204" : "-020402"); });
    each(s.audience, [&] { return std::string("A08"); });
    each(s.required_documents, [&] { return line(); });
    each(s.delivery_modes, [&] { return any("delivery_mode"); });
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
  page.contact = "信息科 0632-8690000";
  page.site_id_code = "3704000099";
  page.earliest_datestamp = 1704067200;
  page.vocabulary_version = "1.0.0";
  page.withdrawals = {{"370400:LFM:9",
                       "merged",
                       "2026-01-02",
                       {"370400:LFM:1", "370400:LFM:2"},
                       1795485000,
                       "山东旧明律师事务所",
                       {"鲁司注字〔2026〕9号", "", "2026-01-02", "山东省司法厅", ""},
                       5},
                      {"370400:LFM:8", "not-listed", "", {}, 1795485001}};
  page.resumption_token = "next&more";
  page.complete_list_size = 1234;
  page.list_cursor = 500;
  page.token_expires = 1795572005;
  return page;
}

}  // namespace

TEST_CASE("schema: the example is valid") {
  CHECK(schema_faults(feeds_file("example.xml"), kInstitutionsXsd) == "");
  CHECK_FALSE(schema_faults("<feed xmlns=\"urn:legal-service-feed:1\"/>", kInstitutionsXsd).empty());
}

TEST_CASE("schema: its enumerations are those of codes.tsv") {
  pugi::xml_document schema;
  REQUIRE(schema.load_string(std::string(feeds_file("institutions.xsd")).c_str()));
  const auto enumerated = [&](const std::string& path) {
    std::set<std::string> out;
    for (const auto& found : schema.select_nodes((path + "//xs:enumeration").c_str())) {
      out.insert(found.node().attribute("value").value());
    }
    return out;
  };
  const auto listed = [](std::string_view list) {
    std::set<std::string> out;
    for (const Code& c : codes_of(list)) out.insert(c.code);
    return out;
  };
  const std::pair<const char*, const char*> kLists[] = {
      {"//xs:element[@name='deleted_record']", "deleted_record"},
      {"//xs:complexType[@name='Record']", "record_status"},
      {"//xs:element[@name='reason']", "tombstone_reason"},
      {"//xs:element[@name='provider_nature']", "provider_nature"},
      {"//xs:complexType[@name='Identifier']", "identifier_scheme"},
      {"//xs:attribute[@name='result']", "annual_inspection"},
      {"//xs:attribute[@name='location_type']", "location_type"},
      {"//xs:attribute[@name='crs']", "crs"},
      {"//xs:attribute[@name='method']", "position_method"},
      {"//xs:attribute[@name='public_holidays']", "public_holidays"},
      {"//xs:element[@name='fees']", "fees"},
      {"//xs:element[@name='delivery_mode']", "delivery_mode"},
      {"//xs:complexType[@name='Service']/xs:attribute[@name='status']", "service_status"},
      {"//xs:complexType[@name='Channel']", "channel"},
      {"//xs:complexType[@name='Relation']", "relation"},
      {"//xs:complexType[@name='PhoneType']", "phone_type"}};
  for (const auto& [path, list] : kLists) {
    INFO(list);
    CHECK(enumerated(path) == listed(list));
  }
}

TEST_CASE("schema: each institution type has an example, valid and read without a finding") {
  for (const InstitutionType type : all_institution_types()) {
    const std::string file = "examples/" + std::string(code_of(type)) + ".xml";
    INFO(file);
    const std::string xml(feeds_file(file));
    CHECK(schema_faults(xml, kInstitutionsXsd) == "");
    TextStream stream(bytes_of(xml));
    validate_feed(stream, 0, [](const Finding& finding) {
      if (finding.severity != Severity::note) FAIL_CHECK(finding.line << " " << finding.rule << " " << finding.message);
    });
    const Result<FeedPage> page = read_feed(xml);
    REQUIRE(page);
    REQUIRE(page->records.size() == 1);
    CHECK(page->records[0].record.type == type);
    const Result<FeedPage> again = read_feed(write_feed(*page));
    REQUIRE(again);
    CHECK(again->records[0].record == page->records[0].record);
  }
}

TEST_CASE("docs/feed-format.md: its smallest feed is valid and read without a finding") {
  const std::string page = read_file(std::string(SOURCE_DIR) + "/docs/feed-format.md");
  const std::string fence = "```xml\n";
  const std::size_t begin = page.find(fence) + fence.size();
  const std::string xml = page.substr(begin, page.find("```", begin) - begin);
  CHECK(schema_faults(xml, kInstitutionsXsd).empty());
  CHECK(read_feed(xml)->report.empty());
}

TEST_CASE("round trip: what was written is valid and read back whole") {
  Generator generator(20261124);
  std::vector<Observation> records;
  for (int i = 0; i < 500; ++i) {
    Observation said;
    said.key = "370400:X:" + std::to_string(i);
    said.asserted_at = i == 0 ? 0 : 1795485605 + i;
    said.version = i;
    said.record = generator.record();
    records.push_back(said);
  }
  const FeedPage page = page_of(std::move(records));
  const std::string xml = write_feed(page);
  CHECK(schema_faults(xml, kInstitutionsXsd) == "");
  const Result<FeedPage> read = read_feed(xml);
  REQUIRE(read);
  for (const Finding& finding : read->report) FAIL_CHECK(finding.place << " " << finding.message);
  REQUIRE(read->records.size() == page.records.size());
  for (std::size_t i = 0; i < page.records.size(); ++i) {
    INFO(to_json(page.records[i].record));
    CHECK(read->records[i].key == page.records[i].key);
    CHECK(read->records[i].asserted_at == page.records[i].asserted_at);
    CHECK(read->records[i].version == page.records[i].version);
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
  CHECK(read->contact == page.contact);
  CHECK(read->site_id_code == page.site_id_code);
  CHECK(read->earliest_datestamp == page.earliest_datestamp);
  CHECK(read->vocabulary_version == page.vocabulary_version);
  CHECK(read->list_cursor == page.list_cursor);
  CHECK(read->token_expires == page.token_expires);
  CHECK(read->withdrawals == page.withdrawals);
  CHECK(write_feed(*read) == xml);
}

TEST_CASE("round trip: the generated records fill every field") {
  Generator generator(20261124);
  Record all;
  for (int i = 0; i < 500; ++i) {
    const Record r = generator.record();
    for (Field f : all_fields()) {
      if (!field_json(r, f).empty()) copy_field(r, all, f);
    }
  }
  for (Field f : all_fields()) {
    INFO(field_name(f));
    CHECK_FALSE(field_json(all, f).empty());
  }
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
  CHECK(schema_faults(xml, kInstitutionsXsd) == "");
  const Result<FeedPage> read = read_feed(xml);
  REQUIRE(read);
  CHECK(read->resumption_token.empty());
  CHECK_FALSE(read->complete_list_size.has_value());
}

}  // namespace lawhub
