#include "base/web_address.h"

#include <catch2/catch.hpp>

#include "base/file.h"
#include "base/tsv.h"
#include "generated/test_paths.h"
#include "tests/support/unescaped.h"

namespace lawhub {

TEST_CASE("WHATWG URL: the cases of web-platform-tests agree, or say why not") {
  const std::string text = read_file(std::string(TEST_DATA) + "/url_cases.tsv");
  const Table table(text, "url_cases.tsv");
  std::size_t agreed = 0;
  for (std::size_t row = 0; row < table.size(); ++row) {
    const std::string input = unescaped(table.cell(row, table.column("input")));
    const auto base = parse_web_address(unescaped(table.cell(row, table.column("base"))));
    const auto address = parse_web_address(input, base ? &*base : nullptr);
    const std::string expected = unescaped(table.cell(row, table.column("href")));
    const bool same = (address ? address->href() : "failure") == expected;
    INFO(table.cell(row, 0) << " at " << table.cell(row, 1) << ": " << (address ? address->href() : "failure"));
    CHECK(same == table.cell(row, table.column("differs")).empty());
    if (same) ++agreed;
  }
  CHECK(agreed * 100 >= table.size() * 99);
  CHECK(table.size() > 400);
}

TEST_CASE("WHATWG URL: the parts of an address") {
  const auto address = parse_web_address("HTTPS://a:b%@Example.CN:8443/x/../y?q='#f g");
  REQUIRE(address);
  CHECK(address->username == "a");
  CHECK(address->password == "b%");
  CHECK(address->port == 8443);
  CHECK(address->href() == "https://a:b%@example.cn:8443/y?q=%27#f%20g");
  CHECK(parse_web_address("http://a/?#")->href() == "http://a/?#");
}

}  // namespace lawhub
