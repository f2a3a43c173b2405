#include "indexer/document.h"

#include <algorithm>
#include <catch2/catch.hpp>

#include "base/text.h"
#include "indexer/concepts.h"
#include "indexer/schema.h"
#include "indexer/stored.h"

using lawhub::document_of;
using lawhub::Institution;
using lawhub::InstitutionType;
using lawhub::Page;

namespace {

Institution notary() {
  Institution i;
  i.id = "abcdefghjk";
  i.record.type = InstitutionType::notary_office;
  i.record.name = "山东省枣庄市鲁南公证处";
  i.record.former_names = {{"枣庄市市中区公证处", "2017-12-31"}};
  i.record.division = "370402";
  i.record.address.text = "枣庄市市中区文化中路9号";
  i.record.address.division = "370402001";
  i.record.phones = {{"0632-3312001", "", "voice", "咨询"}};
  i.record.identifiers = {{"uscc", "32370000MD99099986", "", ""}};
  i.record.description = "办理遗嘱公证 & <b>保全证据</b>";
  i.record.status = lawhub::Status::active;
  lawhub::Provenance why;
  why.winner = {"sfj-3704", "1", "http://a/1", 100, "\"x\"", "x"};
  why.losers = {{"zzgz", "7", "http://b/7", 200, "\"y\"", "y"}};
  i.provenance[lawhub::Field::name] = why;
  return i;
}

std::vector<std::string> terms_of(const Xapian::Document& doc) { return {doc.termlist_begin(), doc.termlist_end()}; }

bool has(const Xapian::Document& doc, const std::string& term) {
  const auto terms = terms_of(doc);
  return std::find(terms.begin(), terms.end(), term) != terms.end();
}

}  // namespace

TEST_CASE("a document holds all that a result shows") {
  const Xapian::Document doc = document_of(notary(), {{"sfj-3704", "枣庄市司法局"}});
  const lawhub::StoredInstitution s = lawhub::stored_institution(doc.get_data());
  CHECK(s.id == "abcdefghjk");
  CHECK(s.name == "山东省枣庄市鲁南公证处");
  CHECK(s.former_names == std::vector<std::string>{"枣庄市市中区公证处"});
  CHECK(s.division_code == "370402");
  CHECK(s.division_name == "枣庄市市中区");
  CHECK(s.phones == notary().record.phones);
  CHECK(s.text == notary().record.description);
  REQUIRE(s.mentions.size() == 2);
  CHECK(s.mentions[0].id == "zzgz");
  CHECK(s.mentions[0].name == "zzgz");
  CHECK(s.mentions[1].name == "枣庄市司法局");
  CHECK(lawhub::stored_institution(lawhub::to_data(s)) == s);
}

TEST_CASE("a document is found by names, former names, numbers and their ends, and matters") {
  const Xapian::Document doc = document_of(notary(), {});
  CHECK(has(doc, "Uabcdefghjk"));
  CHECK(has(doc, "N山东省枣庄市鲁南公证处"));
  CHECK(has(doc, "N枣庄市市中区公证处"));
  CHECK(has(doc, "S鲁南"));
  CHECK(has(doc, "S鲁"));
  CHECK(has(doc, "鲁南"));
  CHECK(has(doc, "文化"));
  CHECK(has(doc, "D3312001"));
  CHECK(has(doc, "D06323312001"));
  CHECK(has(doc, "D32370000md99099986"));
  CHECK(has(doc, "D9986"));
  CHECK(has(doc, "CNTR02"));
}

TEST_CASE("facts place an institution where it stands, inside the division it belongs to") {
  const Xapian::Document doc = document_of(notary(), {});
  const auto facts = lawhub::unpack_institution(doc.get_value(lawhub::slot::kFacts));
  CHECK(facts.type == InstitutionType::notary_office);
  CHECK(facts.belongs == 370402000000);
  CHECK(facts.place == 370402001000);
  CHECK(lawhub::unpack_institution(lawhub::pack(facts)) == facts);
  CHECK_THROWS_AS(lawhub::unpack_institution("x"), std::runtime_error);
}

TEST_CASE("an institution without a point gets its division's seat and says so") {
  const auto s = lawhub::stored_institution(document_of(notary(), {}).get_data());
  CHECK(s.position.method == "gazetteer");
  CHECK(s.position.accuracy_m > 0);
  CHECK(lawhub::in_shandong({s.position.longitude, s.position.latitude}));

  Institution known = notary();
  known.record.position = {117.5, 34.8, 20, "surveyed", "WGS84"};
  CHECK(lawhub::stored_institution(document_of(known, {}).get_data()).position == known.record.position);
}

TEST_CASE("a historic division counts as its successor") {
  Institution i = notary();
  i.record.division = "371202";  // 莱城区, since 2019 莱芜区 of 济南
  i.record.address.division.clear();
  CHECK(lawhub::stored_institution(document_of(i, {}).get_data()).division_code == "370116");
}

TEST_CASE("a name longer than a term may be is still one term") {
  Institution i = notary();
  for (int n = 0; n < 100; ++n) i.record.name += "长名";
  const Xapian::Document doc = document_of(i, {});
  for (const std::string& t : terms_of(doc)) CHECK(t.size() <= 245);
  CHECK(has(doc, lawhub::name_term(i.record.name)));
}

TEST_CASE("a page's document keeps title, date, site and text") {
  Page page;
  page.url = "http://sfj.example.cn/1.html";
  page.source = "sfj-3704";
  page.title = "关于加快公共法律服务体系建设的意见";
  page.text = "第一行\n第二行 {\"a\"}";
  page.date = "2014-11-04";
  page.division = "370400";
  const Xapian::Document doc = document_of(page, {{"sfj-3704", "枣庄市司法局"}});
  const lawhub::StoredPage s = lawhub::stored_page(doc.get_data());
  CHECK(s.title == page.title);
  CHECK(s.site == "枣庄市司法局");
  CHECK(s.text == page.text);
  const auto facts = lawhub::unpack_page(doc.get_value(lawhub::slot::kFacts));
  CHECK(facts.day == 20141104);
  CHECK(facts.area == 370400000000);
  CHECK(has(doc, lawhub::page_term(page.source, page.url)));
}

TEST_CASE("a page of any bytes and size becomes a bounded document") {
  Page page;
  page.url = "http://a/";
  page.title = "\xff\xfe坏";
  page.text = std::string(70000, '\xe4') + std::string(200000, 'x');
  const Xapian::Document doc = document_of(page, {});
  CHECK(doc.get_data().size() < 400 * 1024);
  CHECK_NOTHROW(lawhub::stored_page(doc.get_data()));
}

TEST_CASE("a text speaks of matters by their labels and synonyms, longest first") {
  const auto codes = lawhub::concepts_in(lawhub::fold("夫妻要协议离婚,先立遗嘱公证。"));
  CHECK(std::count(codes.begin(), codes.end(), "FAM01") == 1);
  CHECK(std::count(codes.begin(), codes.end(), "NTR02") == 1);
  CHECK(lawhub::vocabulary_index("no such code") == 255);
}

TEST_CASE("what a service excludes is no text, and a term of its own") {
  Institution i = notary();
  lawhub::ServiceOffer& service = i.record.services.emplace_back();
  service.code = "FOR01";
  service.scope = {"02", "-0204", "020401"};
  const Xapian::Document doc = document_of(i, {});
  CHECK(has(doc, "X020402"));
  CHECK_FALSE(has(doc, "X020401"));
  CHECK_FALSE(has(doc, "X0201"));
  CHECK(lawhub::stored_institution(doc.get_data()).text.find("听觉") == std::string::npos);
}

TEST_CASE("a service out of use finds nobody") {
  Institution i = notary();
  lawhub::ServiceOffer& service = i.record.services.emplace_back();
  service.code = "FOR06";
  CHECK(has(document_of(i, {}), "CFOR06"));
  service.status = "defunct";
  CHECK_FALSE(has(document_of(i, {}), "CFOR06"));
}
