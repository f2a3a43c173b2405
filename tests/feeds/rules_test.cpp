// The table of rules is whole, and docs/validation-rules.md shows it as it is.
#include "feeds/rules.h"

#include <catch2/catch.hpp>
#include <set>

#include "base/file.h"
#include "base/text.h"
#include "generated/test_paths.h"

namespace lawhub {

TEST_CASE("rules: every one has a title and a mend, and a code of its own") {
  std::set<std::string_view> codes;
  for (const Rule& rule : all_rules()) {
    INFO(rule.code);
    CHECK(codes.insert(rule.code).second);
    CHECK_FALSE(rule.group.empty());
    CHECK_FALSE(rule.title.empty());
    CHECK_FALSE(rule.mend.empty());
  }
  CHECK(find_rule("uscc-kind") != nullptr);
  CHECK(find_rule("no-such-rule") == nullptr);
}

TEST_CASE("rules: docs/validation-rules.md shows the table") {
  std::string table = "| 规则 | 关于 | 级别 | 问题 | 改法 |\n|---|---|---|---|---|\n";
  for (const Rule& rule : all_rules()) {
    table += "| `" + std::string(rule.code) + "` | " + std::string(rule.group) + " | " +
             std::string(label_of(rule.severity)) + " | " + replace_all(std::string(rule.title), "<", "\\<") + " | " +
             replace_all(std::string(rule.mend), "<", "\\<") + " |\n";
  }
  const std::string page = read_file(std::string(SOURCE_DIR) + "/docs/validation-rules.md");
  INFO(table);
  CHECK(page.find(table) != std::string::npos);
}

}  // namespace lawhub
