// The rules by which a feed is judged (data/rules.tsv), which docs/feed-format.md and /validate show.
#pragma once
#include <span>
#include <string>
#include <string_view>

#include "feeds/xml_guard.h"
#include "registry/report.h"

namespace lawhub {

struct Rule {
  std::string_view code;   ///< "uscc-kind"
  std::string_view group;  ///< what it is about, Chinese: 文件, 结构, 编号 …
  Severity severity = Severity::warning;
  std::string_view title;  ///< what is wrong, Chinese
  std::string_view mend;   ///< what the publisher should do, Chinese
  /// When institutions.xsd says it as well, and more exactly: of the same element, or of one inside it.
  enum class BySchema { no, same, inside } by_schema = BySchema::no;
};

/// In the order of the table. Loaded once; immutable, safe from any thread.
std::span<const Rule> all_rules();
/// Null when there is none of that code.
const Rule* find_rule(std::string_view code);

/// A finding of a rule, with its severity and mend. Throws std::logic_error when there is no such rule.
Finding finding_of(std::string_view rule, std::string place, TextPlace at, std::string message);

std::string_view code_of(Severity severity);   ///< "error"
std::string_view label_of(Severity severity);  ///< 错误, 警告, 提示

}  // namespace lawhub
