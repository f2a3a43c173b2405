#include "feeds/sheet.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <set>

#include "base/file.h"
#include "base/text.h"
#include "base/tsv.h"
#include "feeds/delivery.h"
#include "feeds/labels.h"
#include "feeds/sheet_template.h"
#include "feeds/zip.h"
#include "generated/test_paths.h"

using namespace lawhub;

namespace {

constexpr Instant kAsOf = 1'795'000'000;

Source bureau() {
  Source source;
  source.id = "sfj-3704";
  source.kind = SourceKind::upload;
  source.division = "370400";
  return source;
}

Result<Delivery> read(std::string_view bytes) { return read_delivery(bytes, bureau(), kAsOf); }
Delivery list(const std::string& file) {
  auto delivery = read(read_file(std::string(TEST_DATA) + "/lists/" + file));
  REQUIRE(delivery);
  return std::move(*delivery);
}

const Observation& named(const Delivery& delivery, const std::string& name) {
  for (const auto& said : delivery.proposal.said) {
    if (said.record.name == name) return said;
  }
  FAIL("nobody is called " << name);
  std::abort();
}

/// "rule@place" of every finding.
std::set<std::string> found(const Report& report) {
  std::set<std::string> all;
  for (const auto& f : report) {
    all.insert(f.rule + "@" + f.place);
    CHECK_FALSE(f.message.empty());
  }
  return all;
}

std::string phones_of(const Record& record) {
  std::string all;
  for (const auto& phone : record.phones) all += (all.empty() ? "" : " ") + phone.kind + ":" + phone.number;
  return all;
}

}  // namespace

TEST_CASE("a spreadsheet of LibreOffice: merged title, header of two rows, two institutions side by side") {
  const auto delivery = list("firms-two-up.xlsx");
  CHECK(delivery.proposal.complete);
  REQUIRE(delivery.proposal.said.size() == 7);
  const auto& first = named(delivery, "山东甲子律师事务所").record;
  CHECK(first.type == InstitutionType::law_firm);
  CHECK(first.division == "370403");
  CHECK(phones_of(first) == "voice:0632-4400001");
  CHECK(first.year_incorporated == "1998");
  CHECK(first.address.text == "枣庄市薛城区光明大道1号");
  const auto& second = named(delivery, "山东乙丑律师事务所");
  CHECK(phones_of(second.record) == "voice:0632-4400002 fax:0632-4400012");
  CHECK(second.record.address.text == "薛城区武夷山路1379号");
  CHECK(second.evidence == "律师事务所 第 6 行");
  CHECK(iso_date(china_time(second.asserted_at).date) == "2026-03-31");
  CHECK(phones_of(named(delivery, "山东丙寅律师事务所").record) == "voice:0632-4400003 voice:0632-4400013");
  CHECK(named(delivery, "山东丁卯(薛城)律师事务所").record.type == InstitutionType::law_firm_branch);
  CHECK(named(delivery, "山东庚午律师事务所").record.division == "370481");
  CHECK(phones_of(named(delivery, "山东戊辰律师事务所").record) == "voice:0632-5500005 fax:0632-5500015");
  CHECK(found(delivery.report) == std::set<std::string>{"hidden-sheet@草稿", "phone-leading-zero@律师事务所!C6",
                                                        "phone-leading-zero@律师事务所!C9",
                                                        "phone-leading-zero@律师事务所!D9"});
}

TEST_CASE("a list over several pages: header again, groups without merged cells, subtotals, a hidden row") {
  const auto delivery = list("forensic-continued.xlsx");
  CHECK(delivery.proposal.complete);
  REQUIRE(delivery.proposal.said.size() == 4);
  const auto& first = named(delivery, "枣庄甲申司法鉴定所").record;
  CHECK(first.division == "370403");
  CHECK(identifier_of(first, "licence") == "370406001");
  CHECK(named(delivery, "枣庄丁亥司法鉴定所").record.division == "370481");
  CHECK(found(delivery.report) == std::set<std::string>{"hidden-rows@一览表"});
}

TEST_CASE("delimited text in every encoding and with every delimiter") {
  const auto semicolon = list("mediation-semicolon.csv");
  REQUIRE(semicolon.proposal.said.size() == 2);
  CHECK(phones_of(semicolon.proposal.said[0].record) == "voice:0632-4422001");
  CHECK(semicolon.proposal.said[0].record.hours.notation == "MO-FR 08:30-12:00");
  CHECK(phones_of(semicolon.proposal.said[1].record) == "voice:0632-4422002");
  const auto comma = list("notaries-gb18030.csv");
  REQUIRE(comma.proposal.said.size() == 2);
  CHECK(named(comma, "枣庄市甲戌公证处").record.contacts.front().name == "孙某某");
  const auto& notary = named(comma, "枣庄市乙亥公证处").record;
  CHECK(notary.division == "370481");
  CHECK(phones_of(notary) == "voice:0632-5533002");
  CHECK(notary.address.text == "龙泉路9号,2楼");
  const auto tab = list("offices-utf16.txt");
  REQUIRE(tab.proposal.said.size() == 2);
  CHECK(found(tab.report) == std::set<std::string>{"digits-lost@C3"});
  CHECK_FALSE(tab.proposal.complete);
}

TEST_CASE("every header spelling that lists are known to have") {
  const std::string facts = read_file(std::string(TEST_DATA) + "/header_synonyms.tsv");
  const Table rows(facts, "header_synonyms.tsv");
  for (std::size_t row = 0; row < rows.size(); ++row) {
    for (const auto string : split(rows.cell(row, rows.column("strings")), '|')) {
      INFO(string);
      CHECK(field_of_label(string) == rows.cell(row, rows.column("field")));
    }
  }
}

TEST_CASE("columns that only some lists have") {
  const auto firms = read(
      "2025年度考核结果,,,,,,\n"
      "律师事务所名称,地址,联系电话,手机,执业许可证号,有效期,考核结果,总所名称\n"
      "山东岱北律师事务所,薛城区光明大道88号,0632-4411001,13806320001,23704199910000001,2023年1月1日至2028年12月31日,"
      "合格,\n"
      "山东岱北(滕州)律师事务所,滕州市学院路1号,0632-5511001,,23704199910000002,长期,不详,山东岱北律师事务所\n");
  REQUIRE(firms);
  const Record& firm = named(*firms, "山东岱北律师事务所").record;
  CHECK(phones_of(firm) == "voice:0632-4411001 mobile:13806320001");
  REQUIRE(firm.identifiers.size() == 1);
  CHECK(firm.identifiers[0].valid_from == "2023-01-01");
  CHECK(firm.identifiers[0].valid_to == "2028-12-31");
  REQUIRE(firm.inspections.size() == 1);
  CHECK(firm.inspections[0] == Inspection{"2025", "qualified", {}});
  const Record& branch = named(*firms, "山东岱北(滕州)律师事务所").record;
  CHECK(branch.identifiers[0].valid_to.empty());
  CHECK(branch.inspections.empty());
  REQUIRE(branch.relations.size() == 1);
  CHECK(branch.relations[0].kind == "branch_of");
  CHECK(branch.relations[0].target_name == "山东岱北律师事务所");

  const auto committees = read(
      "调委会名称,地址,电话,调委会类型,行业,依托单位\n"
      "薛城区张庄村人民调解委员会,薛城区张庄村,0632-4411002,村（居）调委会,,\n"
      "薛城区医疗纠纷人民调解委员会,薛城区光明大道1号,0632-4411003,行业性、专业性,医疗,薛城区卫生健康局\n");
  REQUIRE(committees);
  CHECK(named(*committees, "薛城区张庄村人民调解委员会").record.subtype == "village");
  const Record& medical = named(*committees, "薛城区医疗纠纷人民调解委员会").record;
  CHECK(medical.subtype == "medical");
  REQUIRE(medical.relations.size() == 1);
  CHECK(medical.relations[0].target_name == "薛城区卫生健康局");
}

TEST_CASE("every cell that cannot be used is named, and the others count") {
  const auto delivery = list("defects.xlsx");
  CHECK_FALSE(delivery.proposal.complete);
  CHECK(delivery.proposal.said.size() == 3);
  const auto all = found(delivery.report);
  for (const auto* wanted :
       {"unknown-column@名单!H1", "uscc-invalid@名单!C2", "phone-unreadable@名单!E2", "hours-unreadable@名单!F2",
        "email-unreadable@名单!G2", "row-unreadable@名单!A3", "row-unreadable@名单!B4", "digits-lost@名单!C5",
        "cell-became-date@名单!D5", "formula-error@名单!E6", "repeated-row@名单!A7"}) {
    INFO(wanted);
    CHECK(all.count(wanted) == 1);
  }
  for (const auto& f : delivery.report) {
    if (f.rule == "uscc-invalid") {
      CHECK(f.line == 2);
    }
  }
}

TEST_CASE("what is no list is refused with a sentence") {
  for (const auto& [bytes, code] : {std::pair<std::string, std::string>{"随便写点什么", "no-header"},
                                    {"", "no-header"},
                                    {"\xD0\xCF\x11\xE0rest", "old-xls"},
                                    {"%PDF-1.4", "not-a-list"},
                                    {"PK\x03\x04 no archive", "zip-damaged"},
                                    {write_zip({{"a.txt", "x"}}), "not-xlsx"},
                                    {"机构名称,电话\n\"甲公证处,1\n", "csv-quote"},
                                    {std::string(kDeliveryBytes + 1, 'x'), "too-large"}}) {
    INFO(code);
    const auto delivery = read(bytes);
    REQUIRE_FALSE(delivery);
    CHECK(delivery.error().code == code);
    CHECK_FALSE(delivery.error().message.empty());
  }
}

TEST_CASE("an archive that grows without end is refused before it does") {
  const auto bomb = write_zip({{"xl/workbook.xml", std::string(ZipReader::kZipBytes + 1, ' ')}});
  CHECK(bomb.size() < (1U << 20U));
  const auto delivery = read(bomb);
  REQUIRE_FALSE(delivery);
  CHECK(delivery.error().code == "zip-too-large");
}

TEST_CASE("half of a spreadsheet is no spreadsheet") {
  const auto whole = read_file(std::string(TEST_DATA) + "/lists/firms-two-up.xlsx");
  for (std::size_t part = 0; part < 20; ++part)
    CHECK_FALSE(read(std::string_view(whole).substr(0, whole.size() * part / 20)));
}

TEST_CASE("every type's template reads back without a finding, empty and filled in, as XLSX and as CSV") {
  for (const auto type : all_institution_types()) {
    INFO(code_of(type));
    const auto sheets = template_of(type);
    for (const auto& bytes : {write_xlsx(sheets), write_csv(sheets.front())}) {
      const auto empty = read(bytes);
      REQUIRE(empty);
      CHECK(empty->report.empty());
      CHECK(empty->proposal.said.empty());
    }
    const auto filled = filled_template(type);
    for (const auto& bytes : {write_xlsx({filled, sheets.back()}), write_csv(filled)}) {
      const auto delivery = read(bytes);
      REQUIRE(delivery);
      for (const auto& f : delivery->report) UNSCOPED_INFO(f.place << " " << f.message);
      CHECK(delivery->report.empty());
      REQUIRE(delivery->proposal.said.size() == 1);
      const auto& record = delivery->proposal.said.front().record;
      CHECK(record.type == type);
      CHECK(record.phones.size() >= 1);
      CHECK(record.hours.notation == "MO-FR 08:30-12:00,13:30-17:30");
    }
  }
}

TEST_CASE("the same file gives the same delivery") {
  const auto a = list("firms-two-up.xlsx"), b = list("firms-two-up.xlsx");
  REQUIRE(a.proposal.said.size() == b.proposal.said.size());
  for (std::size_t i = 0; i < a.proposal.said.size(); ++i) {
    CHECK(a.proposal.said[i].key == b.proposal.said[i].key);
    CHECK(a.proposal.said[i].record == b.proposal.said[i].record);
  }
}
