#include "base/tsv.h"

#include <catch2/catch.hpp>

namespace lawhub {

TEST_CASE("tsv: remarks, empty lines, short rows and CRLF") {
  const Table table("# 说明\ncode\tname\treason\r\n\n370400\t枣庄市\t\r\n# x\n370403\t薛城区\n", "divisions.tsv");
  CHECK(table.size() == 2);
  CHECK(table.cell(0, table.column("name")) == "枣庄市");
  CHECK(table.cell(1, table.column("code")) == "370403");
  CHECK(table.cell(1, table.column("reason")).empty());
}

TEST_CASE("tsv: errors name the table") {
  CHECK_THROWS_WITH(Table("a\tb\n1\t2\t3\n", "x.tsv"), "x.tsv:2: more cells than the header");
  CHECK_THROWS_WITH(Table("a\n", "x.tsv").column("b"), "x.tsv: no column b");
}

}  // namespace lawhub
