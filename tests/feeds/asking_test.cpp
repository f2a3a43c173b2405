// What `lawhub-feeds normalise` and `lawhub-feeds compare` answer.
#include "feeds/asking.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "base/file.h"
#include "base/tsv.h"
#include "generated/test_paths.h"

namespace lawhub {
namespace {

using Json = nlohmann::json;

Json asked(Normaliser what, std::string_view text, const AskingContext& context = {}) {
  return Json::parse(normalise(what, text, context));
}

/// A half of a row of duplicate_pairs.tsv under its own flat names.
Json half(const Table& table, std::size_t row, const std::string& side) {
  Json out;
  for (const char* name : {"name", "type", "division", "address", "phone", "code", "source"}) {
    out[name] = std::string(table.cell(row, table.column(side + name)));
  }
  return out;
}

Json compared(const Json& a, const Json& b) { return Json::parse(compare_listings(Json{{"a", a}, {"b", b}}.dump())); }

TEST_CASE("telephone vectors are answered as expected") {
  const std::string text = read_file(TEST_DATA "/phone_cases.tsv");
  const Table cases(text, "phone_cases.tsv");
  for (std::size_t row = 0; row < cases.size(); ++row) {
    const Json answer = asked(Normaliser::phone, cases.cell(row, 0), {"", std::string(cases.cell(row, 1))});
    INFO(answer.dump());
    CHECK(answer["value"] == std::string(cases.cell(row, 2)));
    CHECK(answer["input"] == std::string(cases.cell(row, 0)));
  }
  CHECK(asked(Normaliser::phone, "8690000", {"3704", ""})["value"] == "0632-8690000");
  CHECK(asked(Normaliser::phone, "139840225716")["problems"][0] == "wrong-length");
  CHECK(asked(Normaliser::phone, "139840225716")["confidence"] == 0);
}

TEST_CASE("timetables, codes and addresses are answered as expected") {
  const Json hours = asked(Normaliser::hours, "周一至周五 8:30-12:00,13:30-17:30 法定节假日除外");
  CHECK(hours["value"] == "MO-FR 08:30-12:00,13:30-17:30; PH off");
  const Json code = asked(Normaliser::uscc, "32520000MD5O16009P");
  CHECK(code["confidence"] == 0);
  CHECK(code["problems"].size() == 2);
  CHECK(asked(Normaliser::uscc, "３２５２００００ＭＤ５０１６００９Ｐ")["confidence"] == 1);
  const Json address = asked(Normaliser::address, "市中区振兴路5号", {"3704", ""})["value"];
  CHECK(address["division"] == "370402");
  CHECK(address["street"] == "振兴路");
  CHECK(address["premise"] == "5号");
  const Json doubtful = asked(Normaliser::address, "市中区振兴路5号");
  CHECK(doubtful["value"]["candidates"] == Json({"370103", "370402"}));
  CHECK(doubtful["problems"][0] == "ambiguous-division");
  const Json name = asked(Normaliser::name, "山东泰岳（济南）律师事务所")["value"];
  CHECK(name["core"] == "泰岳");
  CHECK(name["place"] == "济南");
  CHECK(name["type"] == "LFB");
}

TEST_CASE("the pairs of the study in their flat form: no wrong verdict") {
  const std::string text = read_file(TEST_DATA "/duplicate_pairs.tsv");
  const Table table(text, "duplicate_pairs.tsv");
  std::size_t doubles = 0, same = 0, missed = 0;
  for (std::size_t row = 0; row < table.size(); ++row) {
    const Json answer = compared(half(table, row, "a_"), half(table, row, "b_"));
    INFO(table.cell(row, 0) << answer.dump());
    if (table.cell(row, table.column("label")) == "same") {
      ++doubles;
      same += answer["verdict"] == "same";
      missed += answer["verdict"] == "different";
      if (answer["verdict"] != "same") WARN(table.cell(row, 0) << " " << answer.dump());
    } else {
      CHECK(answer["verdict"] != "same");
    }
  }
  CHECK(missed <= 1);
  CHECK(same * 100 >= doubles * 85);
}

TEST_CASE("listings in the names of the feed, as texts or as the API gives them") {
  const Json flat = {{"name", "山东鲁衡律所"}, {"type", "LFM"}, {"division", "370403"}, {"phone", "8690001"}};
  const Json feed = {{"name", "山东鲁衡律师事务所"},
                     {"institution_type", "LFM"},
                     {"division_code", "370403"},
                     {"phone", Json::array({{{"number", "0632-8690001"}}})}};
  const Json answer = compared(flat, feed);
  CHECK(answer["verdict"] == "same");
  CHECK(answer["reasons"][0] == "core-equal");
  CHECK(answer["explanation"][0] == "字号相同");
}

TEST_CASE("what is no pair of listings is an answer too") {
  CHECK(Json::parse(compare_listings("")).contains("error"));
  CHECK(Json::parse(compare_listings("[]")).contains("error"));
  CHECK(Json::parse(compare_listings(R"({"a":{},"b":3})")).contains("error"));
  const Json answer = compared({{"name", "山东鲁衡律师事务所"}, {"type", "LFM"}},
                               {{"name", "山东鲁衡法律咨询有限公司"}, {"type", "-"}, {"code", "91370403MA3ABCD15A"}});
  CHECK(answer["verdict"] == "different");
  CHECK(answer["reasons"][0] == "no-legal-service");
}

}  // namespace
}  // namespace lawhub
