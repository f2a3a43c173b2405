#include "crawler/labels.h"

#include <algorithm>

#include "base/text.h"
#include "feeds/labels.h"

namespace lawhub {
namespace {

constexpr std::size_t kLongestLabel = 16;        // characters; longer ones are sentences
constexpr std::size_t kLabelBytes = 200;         // looked at in front of a colon
constexpr std::size_t kLongestUnknownLabel = 8;  // characters of a label that only ends another's value
constexpr std::string_view kNotTheirs[] = {"举报", "投诉",     "监督", "纪检",    "信访",
                                           "违法", "不良信息", "找错", "技术支持"};

/// Where a word begins that says the number is not the institution's own; npos when there is none.
std::size_t not_theirs(std::string_view label) {
  std::size_t first = std::string_view::npos;
  for (const auto word : kNotTheirs) first = std::min(first, label.find(word));
  return first;
}

/// The part of `before` (the text in front of a colon) that is the label, and its field.
struct LabelEnd {
  std::size_t begin = 0;
  std::string_view field;
  bool found = false;
};

LabelEnd label_at_end(std::string_view text) {
  // A label and what warns of it stand right in front of the colon; the start of a code point is looked for.
  std::size_t cut = text.size() > kLabelBytes ? text.size() - kLabelBytes : 0;
  while (cut < text.size() && (static_cast<unsigned char>(text[cut]) & 0xC0) == 0x80) ++cut;
  const std::string_view before = text.substr(cut);
  // Every beginning from the longest label possible to the shortest: the longest that is known wins.
  std::vector<std::size_t> begins;
  for (std::size_t at = 0; at < before.size(); next_code_point(before, at)) begins.push_back(at);
  std::size_t first = begins.size() > 2 * kLongestLabel ? begins.size() - 2 * kLongestLabel : 0;
  for (std::size_t i = first; i < begins.size(); ++i) {
    const auto field = field_of_label(before.substr(begins[i]));
    if (field.empty()) continue;
    const auto context = begins[i > first + 6 ? i - 6 : first];
    const auto warning = not_theirs(before.substr(context));
    if (warning != std::string_view::npos) return {cut + context + warning, {}, true};
    return {cut + begins[i], field, true};
  }
  // An unknown label: a short word of Han at the beginning, behind a space or behind a cell's border.
  const auto gap = before.find_last_of(" \t");
  const auto word = trim(gap == before.npos ? before : before.substr(gap + 1));
  const auto length = count_code_points(word);
  std::size_t at = 0;
  if (length == 0 || length > kLongestUnknownLabel || !is_han(next_code_point(word, at))) return {};
  return {static_cast<std::size_t>(word.data() - text.data()), {}, true};
}

/// Cells that are nothing but a label get a colon, so that one rule reads both spellings.
std::string with_colons(const std::string& text) {
  std::string out;
  const auto cells = split(text, '\t');
  for (std::size_t i = 0; i < cells.size(); ++i) {
    out += cells[i];
    const bool label = i + 1 < cells.size() && cells[i].find(':') == cells[i].npos && !field_of_label(cells[i]).empty();
    out += label ? ':' : '\t';
  }
  if (!out.empty()) out.pop_back();
  return out;
}

std::string clean_value(std::string_view value) {
  std::string text = squeeze(value);
  while (!text.empty() && (text.back() == ';' || text.back() == ',' || text.back() == '|')) text.pop_back();
  for (const std::string_view tail : {"；", "，", "。", "、"}) {
    if (text.size() >= tail.size() && text.compare(text.size() - tail.size(), tail.size(), tail) == 0)
      text.resize(text.size() - tail.size());
  }
  return squeeze(text);
}

/// "http://…" and "8:30" hold a colon that ends no label.
bool ends_label(std::string_view text, std::size_t colon) {
  if (text.substr(colon + 1, 2) == "//") return false;
  return colon == 0 || text[colon - 1] < '0' || text[colon - 1] > '9';
}

/// The labelled values of one line. Text in front of the first label belongs to nobody.
std::vector<Labelled> read_line(const std::string& raw, std::size_t line) {
  const std::string text = with_colons(replace_all(raw, "：", ":"));
  std::vector<Labelled> found;
  std::size_t value_begin = 0;
  for (std::size_t colon = text.find(':'); colon != text.npos; colon = text.find(':', colon + 1)) {
    if (!ends_label(text, colon)) continue;
    const std::string_view before = std::string_view(text).substr(value_begin, colon - value_begin);
    const LabelEnd label = label_at_end(before);
    if (!label.found) continue;
    if (!found.empty()) found.back().value = clean_value(before.substr(0, label.begin));
    found.push_back({label.field, {}, line, line});
    value_begin = colon + 1;
  }
  if (!found.empty()) found.back().value = clean_value(std::string_view(text).substr(value_begin));
  return found;
}

}  // namespace

std::vector<Labelled> read_labels(const std::vector<Line>& lines) {
  std::vector<Labelled> all;
  bool waiting = false;  // the last label stood alone: its value is the next line
  for (std::size_t i = 0; i < lines.size(); ++i) {
    auto found = read_line(lines[i].text, i);
    const auto alone = found.empty() ? field_of_label(lines[i].text) : std::string_view();
    if (!alone.empty()) {
      all.push_back({alone, {}, i, i});
    } else if (found.empty() && waiting) {
      all.back().value = clean_value(lines[i].text);
      all.back().value_line = i;
    }
    waiting = !alone.empty() || (!found.empty() && found.back().value.empty());
    all.insert(all.end(), std::make_move_iterator(found.begin()), std::make_move_iterator(found.end()));
  }
  return all;
}

}  // namespace lawhub
