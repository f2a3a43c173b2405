#include "feeds/labels.h"

#include <algorithm>
#include <string>
#include <unordered_map>
#include <unordered_set>

#include "base/text.h"
#include "base/tsv.h"
#include "feeds/embedded.h"

namespace lawhub {
namespace {

constexpr std::size_t kLongestLabel = 200;  // bytes, remarks in brackets included; longer ones are sentences

/// Letters only: brackets with their content, spaces and colons away, folded.
std::string letters(std::string_view label) {
  std::string out;
  int depth = 0;
  const std::string folded = fold(without_space(label));
  for (std::size_t at = 0; at < folded.size();) {
    const char32_t c = next_code_point(folded, at);
    if (c == U'(' || c == U'[' || c == U'【' || c == U'〔') {
      ++depth;
    } else if (c == U')' || c == U']' || c == U'】' || c == U'〕') {
      depth = depth > 0 ? depth - 1 : 0;
    } else if (depth == 0 && c != U':' && c != U'*' && c != U'·' && c != U'●' && c != U'■') {
      append_utf8(out, c);
    }
  }
  return out;
}

const std::unordered_map<std::string, std::string_view>& table() {
  static const auto kLabels = [] {
    std::unordered_map<std::string, std::string_view> result;
    const Table rows(feeds_file("data/labels.tsv"), "feeds/data/labels.tsv");
    const auto field = rows.column("field"), strings = rows.column("strings");
    for (std::size_t row = 0; row < rows.size(); ++row) {
      for (const auto string : split(rows.cell(row, strings), '|'))
        result.emplace(letters(string), rows.cell(row, field));
    }
    return result;
  }();
  return kLabels;
}

/// Does a label of the table begin as this one does? Most texts that are asked about are no labels; this tells so of
/// those that begin with simplified Han, without folding them.
bool may_be_label(std::string_view label) {
  static const auto kFirst = [] {
    std::unordered_set<std::string_view> result;
    for (const auto& known : table()) result.insert(first_character(known.first));
    return result;
  }();
  const std::string_view first = first_character(label);
  return kFirst.contains(first) || first.size() != 3 || !is_han(to_code_points(first).front()) || fold(first) != first;
}

}  // namespace

std::string_view field_of_label(std::string_view label) {
  if (label.empty() || label.size() > kLongestLabel || !may_be_label(label)) return {};
  const auto found = table().find(letters(label));
  return found == table().end() ? std::string_view() : found->second;
}

std::string_view known_field(std::string_view name) {
  const auto found =
      std::find_if(table().begin(), table().end(), [&](const auto& label) { return label.second == name; });
  return found == table().end() ? std::string_view() : found->second;
}

std::vector<std::string_view> fields_of_label(std::string_view label) {
  if (const auto field = field_of_label(label); !field.empty()) return {field};
  if (label.size() > kLongestLabel) return {};
  std::string parts = letters(label);
  for (const std::string_view joint : {"以及", "及", "与", "和", "、", "/", "&", "+", ",", ";"}) {
    parts = replace_all(std::move(parts), joint, "|");
  }
  std::vector<std::string_view> fields;
  for (const auto part : split(parts, '|')) {
    const auto field = field_of_label(part);
    if (field.empty()) return {};
    if (std::find(fields.begin(), fields.end(), field) == fields.end()) fields.push_back(field);
  }
  return fields;
}

}  // namespace lawhub
