#include "feeds/rules.h"

#include <algorithm>
#include <stdexcept>
#include <vector>

#include "base/tsv.h"
#include "feeds/embedded.h"

namespace lawhub {
namespace {

Severity severity_of(std::string_view word) {
  if (word == "error") return Severity::error;
  if (word == "warning") return Severity::warning;
  if (word == "note") return Severity::note;
  throw std::runtime_error("rules.tsv: no severity: " + std::string(word));
}

std::vector<Rule> load() {
  const Table table(feeds_file("data/rules.tsv"), "rules.tsv");
  const std::size_t code = table.column("code"), group = table.column("group"), severity = table.column("severity"),
                    title = table.column("title"), mend = table.column("mend"), schema = table.column("by_schema");
  std::vector<Rule> rules;
  for (std::size_t row = 0; row < table.size(); ++row) {
    const std::string_view by = table.cell(row, schema);
    rules.push_back({table.cell(row, code), table.cell(row, group), severity_of(table.cell(row, severity)),
                     table.cell(row, title), table.cell(row, mend),
                     by == "same"     ? Rule::BySchema::same
                     : by == "inside" ? Rule::BySchema::inside
                                      : Rule::BySchema::no});
  }
  return rules;
}

}  // namespace

std::span<const Rule> all_rules() {
  static const std::vector<Rule> kRules = load();
  return kRules;
}

const Rule* find_rule(std::string_view code) {
  const auto rules = all_rules();
  const auto found = std::find_if(rules.begin(), rules.end(), [&](const Rule& rule) { return rule.code == code; });
  return found == rules.end() ? nullptr : &*found;
}

Finding finding_of(std::string_view rule, std::string place, TextPlace at, std::string message) {
  const Rule* known = find_rule(rule);
  if (known == nullptr) throw std::logic_error("no rule " + std::string(rule) + " in rules.tsv");
  return {known->severity, std::string(rule),  std::move(place),        at.line,
          at.column,       std::move(message), std::string(known->mend)};
}

std::string_view code_of(Severity severity) {
  return severity == Severity::error ? "error" : severity == Severity::warning ? "warning" : "note";
}

std::string_view label_of(Severity severity) {
  return severity == Severity::error ? "错误" : severity == Severity::warning ? "警告" : "提示";
}

}  // namespace lawhub
