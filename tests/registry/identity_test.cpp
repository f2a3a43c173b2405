#include "registry/identity.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <random>

#include "base/file.h"
#include "base/tsv.h"
#include "tests/support/world.h"

using namespace lawhub;

namespace {

/// Half of a row of duplicate_pairs.tsv.
Record half(const Table& table, std::size_t row, const std::string& side) {
  const auto cell = [&](const std::string& name) { return std::string(table.cell(row, table.column(side + name))); };
  return listing(cell("type") + "|" + cell("name") + "|" + cell("division") + "|" + cell("phone") + "|" +
                 cell("address") + "|" + cell("code"));
}

std::string explain(const Comparison& c) {
  std::string out = c.verdict == Verdict::same ? "same" : c.verdict == Verdict::ask ? "ask" : "different";
  out += " " + std::to_string(c.score);
  for (const std::string& reason : c.reasons) {
    out += " " + reason;
  }
  return out;
}

}  // namespace

TEST_CASE("pairs of the study: no wrong merge, six of seven doubles found") {
  const std::string text = read_file(TEST_DATA "/duplicate_pairs.tsv");
  const Table table(text, "duplicate_pairs.tsv");
  std::size_t doubles = 0, found = 0;
  for (std::size_t row = 0; row < table.size(); ++row) {
    const std::string id(table.cell(row, table.column("pair_id")));
    if (table.cell(row, table.column("b_type")) == "-") {
      continue;  // a body that is never listed
    }
    Record a = half(table, row, "a_"), b = half(table, row, "b_");
    if (id == "D05") {  // the introduction of A, which the extractor read
      a.former_names = {{"枣庄市市中区公证处", ""}};
    } else if (id == "D23") {  // the county's own site
      b.division = "370522";
    } else if (id == "D25") {
      a.website = b.website = "http://www.haiyue.example.cn/";
    }
    const Comparison c = compare(a, b);
    INFO(id << " " << a.name << " / " << b.name << ": " << explain(c));
    CHECK(compare(b, a).verdict == c.verdict);
    if (table.cell(row, table.column("label")) == "same") {
      ++doubles;
      found += c.verdict == Verdict::same;
      CHECK(c.verdict != Verdict::different);
    } else {
      CHECK(c.verdict != Verdict::same);
    }
  }
  CHECK(found * 100 >= doubles * 85);
}
