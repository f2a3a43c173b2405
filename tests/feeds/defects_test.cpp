// One defect each put into a clean feed (tests/data/defects): found, where it is, and nothing else.
#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <map>
#include <random>
#include <set>

#include "base/file.h"
#include "base/text.h"
#include "base/tsv.h"
#include "feeds/embedded.h"
#include "feeds/read_parts.h"
#include "feeds/rules.h"
#include "feeds/schema_check.h"
#include "feeds/validation.h"
#include "generated/test_paths.h"
#include "tests/support/xml_check.h"

namespace lawhub {
namespace {

const std::filesystem::path kDefects = std::filesystem::path(TEST_DATA) / "defects";
const Instant kToday = *parse_iso_instant("2026-11-24T02:00:00Z");

Report validated(const std::string& bytes) {
  TextStream stream(bytes_of(bytes));
  Report report;
  validate_feed(stream, kToday, [&](const Finding& finding) { report.push_back(finding); });
  return report;
}

std::string row_of(const Finding& f) {
  return std::to_string(f.line) + ":" + std::to_string(f.column) + " " + std::string(code_of(f.severity)) + " " +
         f.rule + " " + f.place;
}

/// By file name, what is to be found.
std::map<std::string, std::multiset<std::string>> expected() {
  const std::string text = read_file(kDefects / "expected.tsv");
  const Table table(text, "expected.tsv");
  std::map<std::string, std::multiset<std::string>> out;
  out["clean"];
  for (std::size_t row = 0; row < table.size(); ++row) {
    const auto cell = [&](std::size_t column) { return std::string(table.cell(row, column)); };
    out[cell(0)].insert(cell(1) + ":" + cell(2) + " " + cell(3) + " " + cell(4) + " " + cell(5));
  }
  return out;
}

/// Does our own reading of the schema find nothing? Nothing when the feed is refused before.
std::optional<bool> valid_by_us(const std::string& bytes) {
  TextStream stream(bytes_of(bytes));
  SchemaCheck check;
  std::size_t findings = 0;
  bool root = false;
  const auto page = read_parts(stream, [&](const pugi::xml_node& element, const TextPlaces& places, FeedPage&) {
    findings += (root ? check.part(element, places, "x") : check.root(element, places)).size();
    root = true;
  });
  if (!page) return std::nullopt;
  return findings + check.end().size() == 0;
}

/// The example with a piece of it taken out, doubled, moved or spoilt.
std::string mutated(std::string xml, std::mt19937& random) {
  const auto below = [&](std::size_t n) { return std::uniform_int_distribution<std::size_t>(0, n - 1)(random); };
  const auto line = [&] {
    const std::size_t begin = xml.find('\n', below(xml.size() - 100)) + 1;
    return std::pair(begin, xml.find('\n', begin) + 1 - begin);
  };
  const auto [begin, length] = line();
  const std::string taken = xml.substr(begin, length);
  switch (below(6)) {
    case 0:
      return xml.erase(begin, length);
    case 1:
      return xml.insert(begin, taken);
    case 2: {
      xml.erase(begin, length);
      return xml.insert(line().first, taken);
    }
    case 3: {  // an attribute less
      const std::size_t at = xml.find(' ', xml.find('<', begin) + 2);
      const std::size_t end = xml.find('"', xml.find('"', at) + 1) + 1;
      return xml.erase(at, end - at);
    }
    case 4: {  // another value
      static const std::vector<std::string> kValues = {"",         " ",        "x",          "0",          "-1",
                                                       "1.5",      "active",   "2026-02-30", "2026-10-28", "公证处",
                                                       "08:30:00", "24:00:00", "370404",     "http://a b", "a:b:c"};
      const std::size_t at = xml.find('>', begin) + 1;
      return xml.replace(at, xml.find('<', at) - at, kValues[below(kValues.size())]);
    }
    default: {
      static const std::vector<std::string> kValues = {"",
                                                       "  WD  ",
                                                       "MO MO",
                                                       "x",
                                                       "1",
                                                       "true",
                                                       "2026",
                                                       "--05-32",
                                                       "-0",
                                                       "+5",
                                                       "2026-10-28T08:12:44",
                                                       "2026-10-28T24:00:00Z",
                                                       "a%zz",
                                                       "1 2"};
      const std::size_t at = xml.find('"', begin) + 1;
      return xml.replace(at, xml.find('"', at) - at, kValues[below(kValues.size())]);
    }
  }
}

/// What a person needs to see of a spoilt example.
std::string changed_lines(const std::string& before, const std::string& after) {
  const auto lines = split(before, '\n');
  const std::set<std::string_view> known(lines.begin(), lines.end());
  std::string out;
  for (const std::string_view line : split(after, '\n')) {
    if (known.count(line) == 0) out += std::string(line) + "\n";
  }
  return out;
}

}  // namespace

TEST_CASE("defects: each is found where it is, and nothing else") {
  for (const auto& [name, wanted] : expected()) {
    INFO(name);
    std::multiset<std::string> found;
    std::string messages;
    for (const Finding& finding : validated(read_file(kDefects / (name + ".xml")))) {
      found.insert(row_of(finding));
      CHECK_FALSE(finding.message.empty());
      CHECK_FALSE(finding.mend.empty());
      CHECK(find_rule(finding.rule) != nullptr);
      messages += finding.message + "\n";
    }
    INFO(messages);
    CHECK(found == wanted);
  }
}

TEST_CASE("defects: at least forty classes, and every file is in the table") {
  const auto table = expected();
  std::set<std::string> rules;
  for (const auto& [name, rows] : table) {
    for (const std::string& row : rows) rules.insert(row.substr(row.find(' ') + 1, row.rfind(' ') - row.find(' ')));
  }
  CHECK(rules.size() >= 40);
  for (const auto& file : std::filesystem::directory_iterator(kDefects)) {
    if (file.path().extension() == ".xml") CHECK(table.count(file.path().stem()) == 1);
  }
}

TEST_CASE("schema: our reading of institutions.xsd agrees with libxml2 on every defect") {
  for (const auto& [name, rows] : expected()) {
    INFO(name);
    const std::string bytes = read_file(kDefects / (name + ".xml"));
    const auto valid = valid_by_us(bytes);
    if (valid && name != "declared-gbk" && name != "undeclared-gb18030")
      CHECK(*valid == schema_faults(bytes, kInstitutionsXsd).empty());
  }
}

TEST_CASE("schema: and on two thousand spoilt examples") {
  const std::string example(feeds_file("example.xml"));
  CHECK(valid_by_us(example) == true);
  std::mt19937 random(7);
  std::size_t valid_ones = 0;
  for (int i = 0; i < 2000; ++i) {
    const std::string xml = mutated(example, random);
    const auto valid = valid_by_us(xml);
    const std::string faults = schema_faults(xml, kInstitutionsXsd);
    if (valid.value_or(false) != faults.empty()) {
      INFO(changed_lines(example, xml));
      INFO(faults);
      CHECK(valid == faults.empty());
    }
    if (faults.empty()) ++valid_ones;
  }
  CHECK(valid_ones > 200);
}

}  // namespace lawhub
