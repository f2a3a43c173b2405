#include "search/parameters.h"

#include <catch2/catch.hpp>

#include "base/text.h"
#include "base/url.h"

using lawhub::Parameters;
using lawhub::read_parameters;
using Pairs = std::vector<std::pair<std::string, std::string>>;

namespace {

// "code parameter position" of the error, empty when there is none.
std::string error_of(const Pairs& pairs) {
  const auto p = read_parameters(pairs);
  if (p) return "";
  CHECK_FALSE(p.error().message.empty());
  return p.error().code + " " + p.error().parameter + " " + std::to_string(p.error().position);
}

Pairs pairs_of(const std::string& query) {
  Pairs pairs;
  for (const std::string_view part : lawhub::split(query, '&')) {
    const auto equals = part.find('=');
    pairs.emplace_back(part.substr(0, equals), lawhub::percent_decode(part.substr(equals + 1)));
  }
  return pairs;
}

}  // namespace

TEST_CASE("every parameter is read") {
  const auto p = read_parameters({{"q", "薛城区 公证处"},
                                  {"type", "NOT,LFM,NOT"},
                                  {"division", "370403"},
                                  {"service", "NTR01"},
                                  {"matter", "FAM01"},
                                  {"near", "34.80,117.26"},
                                  {"radius", "5000"},
                                  {"open", "now"},
                                  {"kind", "institution"},
                                  {"sort", "distance"},
                                  {"page", "2"},
                                  {"size", "20"}});
  REQUIRE(p.has_value());
  CHECK(p->q == "薛城区 公证处");
  CHECK(p->types == std::vector{lawhub::InstitutionType::notary_office, lawhub::InstitutionType::law_firm});
  CHECK(p->division == "370403");
  CHECK(p->service == "NTR01");
  CHECK(p->matter == "FAM01");
  CHECK(p->near == lawhub::Point{117.26, 34.80});
  CHECK(p->radius_m == 5000);
  CHECK(p->open_now);
  CHECK(p->kind == Parameters::Kind::institution);
  CHECK(p->sort == Parameters::Sort::distance);
  CHECK((p->page == 2 && p->size == 20));
}

TEST_CASE("nothing unknown and nothing said twice is ignored") {
  CHECK(error_of({{"q", "a"}, {"lang", "zh"}}) == "unknown-parameter lang 0");
  CHECK(error_of({{"Q", "a"}}) == "unknown-parameter Q 0");
  CHECK(error_of({{"", ""}}) == "unknown-parameter  0");
  CHECK(error_of({{"q", "a"}, {"q", ""}}) == "repeated-parameter q 0");
  CHECK(error_of({{std::string(100000, 'x'), ""}}).size() < 100);
}

TEST_CASE("values are capped before anything is read of them") {
  CHECK(error_of({{"q", std::string(lawhub::kMaxQueryBytes, 'a')}}).empty());
  CHECK(error_of({{"q", std::string(lawhub::kMaxQueryBytes + 1, 'a')}}) == "too-long q 600");
  CHECK(error_of({{"type", "bad"}, {"q", std::string(1 << 20, 'a')}}) == "too-long q 600");
}

TEST_CASE("an empty value is as absent") {
  CHECK(error_of({{"q", ""}, {"type", ""}, {"near", ""}, {"page", ""}, {"open", ""}}).empty());
  CHECK(read_parameters({{"size", ""}})->size == 10);
}

TEST_CASE("an error says where the value is wrong") {
  CHECK(error_of({{"type", "NOT,XXX"}}) == "bad-value type 4");
  CHECK(error_of({{"type", "NOT,"}}) == "bad-value type 4");
  CHECK(error_of({{"q", "ab\xff"}}) == "bad-value q 2");
  CHECK(error_of({{"q", std::string("a\0", 2)}}) == "bad-value q 1");
  CHECK(error_of({{"near", "34.80;117.26"}}) == "bad-value near 12");
  CHECK(error_of({{"near", "34.80,x"}}) == "bad-value near 6");
  CHECK(error_of({{"near", "nan,1"}}) == "bad-value near 0");
}

TEST_CASE("longitude before latitude is told, not guessed") {
  CHECK(error_of({{"near", "117.26,34.80"}}) == "bad-value near 0");
}

TEST_CASE("numbers and words are bounded") {
  for (const char* bad : {"0", "-1", "101", "1.5", "1e1", "９", "99999999999999999999", " 1"}) {
    INFO(bad);
    CHECK(error_of({{"page", bad}}) == "bad-value page 0");
  }
  CHECK(error_of({{"size", "51"}}) == "bad-value size 0");
  CHECK(error_of({{"near", "34,117"}, {"radius", "200001"}}) == "bad-value radius 0");
  CHECK(error_of({{"open", "yes"}}) == "bad-value open 0");
  CHECK(error_of({{"kind", "any"}}) == "bad-value kind 0");
  CHECK(error_of({{"sort", "name"}}) == "bad-value sort 0");
  CHECK(error_of({{"service", "FAM01"}}) == "bad-value service 0");
  CHECK(error_of({{"matter", "NTR01"}}) == "bad-value matter 0");
}

TEST_CASE("distance needs a place to measure from") {
  CHECK(error_of({{"radius", "100"}}) == "missing-parameter near 0");
  CHECK(error_of({{"sort", "distance"}}) == "missing-parameter near 0");
}

TEST_CASE("a historic division is the present one") {
  CHECK(read_parameters({{"division", "370181"}})->division == "370114");
  CHECK(error_of({{"division", "999999"}}) == "bad-value division 0");
  CHECK(error_of({{"division", "370403001"}}).empty());
}

TEST_CASE("a query string reads back as what it was made of, and leaves defaults out") {
  CHECK(to_query(Parameters()).empty());
  const std::string query =
      "q=a%26b%20%E5%85%AC%E8%AF%81&type=NOT,LFM&division=370403&service=NTR01&matter=FAM01&near=34.8,117.26&radius="
      "500&"
      "open=now&kind=page&sort=date&page=3&size=50";
  CHECK(to_query(read_parameters(pairs_of(query)).value()) == query);
}
