#include "crawler/labels.h"

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "crawler/value_shape.h"
#include "feeds/labels.h"

namespace lawhub {
namespace {

constexpr std::size_t kLongestLabel = 16;        // characters; longer ones are sentences
constexpr std::size_t kLabelBytes = 200;         // looked at in front of a colon
constexpr std::size_t kLongestUnknownLabel = 8;  // characters of a label that only ends another's value
constexpr std::size_t kWarning = 6;              // characters in front of a label that may warn of it
constexpr std::size_t kLongestGlued = 8;         // characters of a label without a colon
constexpr std::size_t kGluedLine = 400;          // bytes; longer lines are running text
constexpr std::size_t kLongestPerson = 12;       // characters
constexpr std::string_view kNotTheirs[] = {"举报",     "投诉", "监督",  "纪检",     "信访",    "违法",
                                           "不良信息", "找错", "12345", "网站维护", "技术支持"};

using Fields = std::vector<std::string_view>;

/// Where a word begins that says the number is not the institution's own; npos when there is none.
std::size_t not_theirs(std::string_view label) {
  std::size_t first = std::string_view::npos;
  for (const auto word : kNotTheirs) first = std::min(first, label.find(word));
  return first;
}

/// The part of `before` (the text in front of a colon) that is the label, and its fields.
struct LabelEnd {
  std::size_t begin = 0;
  Fields fields;
  bool found = false;
};

/// The start of the last word of a text.
std::size_t last_word(std::string_view text) {
  std::size_t begin = 0;
  for (const std::string_view gap : {" ", "\t", "；", ";", "，", ",", "。", "|"}) {
    const auto at = text.rfind(gap);
    if (at != text.npos) begin = std::max(begin, at + gap.size());
  }
  return begin;
}

/// 主办单位 names no institution, though 单位 does.
bool names_publisher(std::string_view before) {
  static constexpr std::string_view kWords[] = {"主办", "承办", "主管", "协办", "发布", "建设", "维护", "运维",
                                                "制作", "开发", "设计", "责任", "管理", "填报", "印发"};
  return std::any_of(std::begin(kWords), std::end(kWords),
                     [&](std::string_view word) { return before.ends_with(word); });
}

LabelEnd label_at_end(std::string_view text) {
  // A label and what warns of it stand right in front of the colon; the start of a code point is looked for.
  std::size_t cut = text.size() > kLabelBytes ? text.size() - kLabelBytes : 0;
  while (cut < text.size() && (static_cast<unsigned char>(text[cut]) & 0xC0) == 0x80) ++cut;
  const std::string_view before = text.substr(cut);
  const std::size_t word_begin = last_word(before);
  const std::string_view word = before.substr(word_begin);
  if (auto joint = fields_of_label(word); joint.size() > 1 && not_theirs(word) == word.npos)
    return {cut + word_begin, std::move(joint), true};
  if (is_institution_name(without_marks(word))) return {cut + word_begin, {}, true};
  // Every beginning from the longest label possible to the shortest: the longest that is known wins.
  std::vector<std::size_t> begins;
  for (std::size_t at = 0; at < before.size(); next_code_point(before, at)) begins.push_back(at);
  const std::size_t first = begins.size() > 2 * kLongestLabel ? begins.size() - 2 * kLongestLabel : 0;
  for (std::size_t i = first; i < begins.size(); ++i) {
    const auto field = field_of_label(before.substr(begins[i]));
    if (field.empty() || (field == "name" && names_publisher(before.substr(0, begins[i])))) continue;
    const auto context = begins[i > first + kWarning ? i - kWarning : first];
    const auto warning = not_theirs(before.substr(context));
    if (warning != std::string_view::npos) return {cut + context + warning, {}, true};
    return {cut + begins[i], {field}, true};
  }
  // An unknown label: a short word of Han at the beginning, behind a space or behind a cell's border.
  const auto gap = before.find_last_of(" \t");
  const auto unknown = trim(gap == before.npos ? before : before.substr(gap + 1));
  const auto length = count_code_points(unknown);
  std::size_t at = 0;
  if (length == 0 || length > kLongestUnknownLabel || !is_han(next_code_point(unknown, at))) return {};
  return {static_cast<std::size_t>(unknown.data() - text.data()), {}, true};
}

/// 【电话】 and [电话] as 电话:.
std::string without_brackets(std::string text) {
  for (const auto& [open, close] :
       {std::pair<std::string_view, std::string_view>{"【", "】"}, {"[", "]"}, {"〔", "〕"}}) {
    for (auto at = text.find(open); at != text.npos; at = text.find(open, at + 1)) {
      const auto end = text.find(close, at);
      if (end == text.npos) break;
      const std::string inside = text.substr(at + open.size(), end - at - open.size());
      if (fields_of_label(inside).empty()) continue;
      text.replace(at, end + close.size() - at, "\t" + inside + ":");
    }
  }
  return text;
}

bool is_number_field(std::string_view field) {
  return field == "phone" || field == "fax" || field == "postcode" || field == "mobile";
}

/// How many bytes at the beginning of a part are a label without a colon: 电话0632-…, 地址 泰山路…; 0 when none.
std::size_t glued_label(std::string_view part) {
  std::size_t at = 0, best = 0;
  for (std::size_t count = 0; at < part.size() && count < kLongestGlued; ++count) {
    next_code_point(part, at);
    const auto field = field_of_label(part.substr(0, at));
    if (field.empty()) continue;
    std::string_view rest = part.substr(at);
    for (const std::string_view dash : {"-", "—", "–", ".", "·", "_"}) {
      while (trim(rest).starts_with(dash)) rest = trim(rest).substr(dash.size());
    }
    const std::string_view value = trim(rest);
    if (value.empty()) continue;
    const bool digits = (value[0] >= '0' && value[0] <= '9') || value[0] == '(' || value[0] == '+';
    const bool spaced = part.substr(at).starts_with(" ") || rest.size() < part.size() - at;
    if (field == "address" && field_by_shape(value) == "address") best = at;
    const bool plain = field == "address" || field == "hours" || field == "principal" || field == "email" ||
                       field == "website" || field == "uscc" || field == "licence_no";
    if (is_number_field(field) ? digits : plain && spaced) best = at;
  }
  return best;
}

/// Labels that nobody writes but in front of their values.
bool is_strong_label(std::string_view text) {
  static constexpr std::string_view kFields[] = {"address", "phone", "fax", "postcode", "principal", "email", "hours"};
  return std::find(std::begin(kFields), std::end(kFields), field_of_label(text)) != std::end(kFields);
}

std::string with_glued_colons(const std::string& text) {
  if (text.size() > kGluedLine) return text;
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    // A part ends behind a tab or a mark.
    std::size_t end = text.size();
    for (const std::string_view mark : {"\t", "；", ";", "，", ",", "。"}) {
      const auto found = text.find(mark, at);
      if (found != text.npos) end = std::min(end, found + mark.size());
    }
    std::string part = text.substr(at, end - at);
    // 地址，泰山路1号
    if (end < text.size() && part.find(':') == part.npos && part.back() != '\t' && is_strong_label(without_marks(part)))
      part = std::string(without_marks(part)) + ":";
    const std::size_t lead = part.find_first_not_of(' ');
    const std::size_t label = lead == part.npos ? 0 : glued_label(std::string_view(part).substr(lead));
    out += label == 0 ? part : part.substr(0, lead + label) + ":" + part.substr(lead + label);
    at = end;
  }
  return out;
}

/// Cells that are nothing but a label get a colon, so that one rule reads both spellings.
std::string with_colons(const std::string& text) {
  std::string out;
  const auto cells = split(text, '\t');
  for (std::size_t i = 0; i < cells.size(); ++i) {
    out += cells[i];
    const bool label = i + 1 < cells.size() && cells[i].find(':') == cells[i].npos &&
                       !fields_of_label(cells[i]).empty() && fields_of_label(cells[i + 1]).empty();
    out += label ? ':' : '\t';
  }
  if (!out.empty()) out.pop_back();
  return out;
}

std::string clean_value(std::string_view value) {
  std::string text = squeeze(value);
  while (!text.empty() && (text.back() == ';' || text.back() == ',' || text.back() == '|')) text.pop_back();
  for (const std::string_view tail : {"；", "，", "。", "、"}) {
    if (text.ends_with(tail)) text.resize(text.size() - tail.size());
  }
  text.erase(0, text.find_first_not_of(": ") == text.npos ? text.size() : text.find_first_not_of(": "));
  return squeeze(text);
}

/// "http://…" and "8:30" hold a colon that ends no label.
bool ends_label(std::string_view text, std::size_t colon) {
  if (text.substr(colon + 1, 2) == "//") return false;
  return colon == 0 || text[colon - 1] < '0' || text[colon - 1] > '9';
}

struct RawLabel {
  Fields fields;
  std::string value, before;
};

/// The labelled values of one line.
std::vector<RawLabel> read_line(const std::string& raw) {
  const std::string text = with_colons(with_glued_colons(without_brackets(replace_all(raw, "：", ":"))));
  std::vector<RawLabel> found;
  std::size_t value_begin = 0;
  for (std::size_t colon = text.find(':'); colon != text.npos; colon = text.find(':', colon + 1)) {
    if (!ends_label(text, colon)) continue;
    const std::string_view before = std::string_view(text).substr(value_begin, colon - value_begin);
    LabelEnd label = label_at_end(before);
    if (!label.found) continue;
    std::string lead;
    const auto said = without_marks(before.substr(label.begin));
    const bool is_name = label.fields.empty() && is_institution_name(said);
    if (found.empty()) {
      lead = trim(before.substr(0, label.begin));
    } else {
      found.back().value = clean_value(before.substr(0, label.begin));
    }
    // 山东泰岳律师事务所:泰山路1号,电话:… names what follows.
    if (is_name) {
      found.push_back({{"name"}, std::string(said), std::exchange(lead, {})});
      label.fields = {kUnlabelled};
    }
    found.push_back({std::move(label.fields), {}, std::move(lead)});
    value_begin = colon + 1;
  }
  if (!found.empty()) found.back().value = clean_value(std::string_view(text).substr(value_begin));
  return found;
}

/// Can a line be the value of the label that stands alone above it?
bool can_be_value(const Fields& fields, const std::string& text) {
  const std::string_view field = fields.empty() ? std::string_view() : fields.front();
  if (is_number_field(field) && fields.size() == 1) {
    return std::any_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
  }
  if (field == "principal" && fields.size() == 1 && count_code_points(text) > kLongestPerson) return false;
  const bool named = field == "name" || field == "branch_of" || field == "supervisor" || field == "host";
  return named || !is_institution_name(without_marks(text));
}

void add(std::vector<Labelled>& all, const RawLabel& raw, std::size_t line, std::size_t value_line) {
  const bool is_label = !fields_of_label(raw.value).empty();
  const std::string value = is_label ? std::string() : raw.value;
  if (raw.fields.size() < 2) {
    all.push_back({raw.fields.empty() ? std::string_view() : raw.fields.front(), value, line, value_line, raw.before});
    return;
  }
  bool first = true;
  for (auto& cell : split_cell(raw.fields, value, -1)) {
    all.push_back({cell.field, std::move(cell.text), line, value_line, first ? raw.before : std::string()});
    first = false;
  }
}

/// One more number under a telephone: nothing but a number.
bool continues_phone(const std::vector<Labelled>& all, std::size_t line, const std::string& text) {
  if (all.empty() || all.back().value_line + 1 != line || all.back().value.empty()) return false;
  return (all.back().field == "phone" || all.back().field == "fax") && field_by_shape(text) == "phone";
}

}  // namespace

bool is_footer(std::string_view text) {
  static constexpr std::string_view kWords[] = {"主办单位", "承办单位", "主办：",   "版权所有", "网站标识码",
                                                "公网安备", "ICP备",    "技术支持", "网站管理", "Copyright"};
  return std::any_of(std::begin(kWords), std::end(kWords),
                     [&](std::string_view word) { return text.find(word) != text.npos; });
}

bool is_not_theirs(std::string_view text) { return not_theirs(text) != text.npos; }

std::vector<Labelled> read_labels(const std::vector<Line>& lines) {
  std::vector<Labelled> all;
  RawLabel alone;  // a label that stood alone: its value is the next line
  std::size_t alone_line = 0;
  bool waiting = false;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const std::string& text = lines[i].text;
    auto found = read_line(text);
    Fields only = found.empty() ? fields_of_label(text) : Fields();
    if (waiting) {
      const bool value = found.empty() && only.empty() && can_be_value(alone.fields, text);
      if (value) alone.value = clean_value(text);
      add(all, alone, alone_line, value ? i : alone_line);
    } else if (found.empty() && only.empty() && continues_phone(all, i, text)) {
      all.back().value += " " + clean_value(text);
      all.back().value_line = i;
    }
    waiting = !only.empty() || (!found.empty() && found.back().value.empty());
    if (!only.empty()) alone = {std::move(only), {}, {}};
    if (waiting && !found.empty()) {
      alone = std::move(found.back());
      found.pop_back();
    }
    alone_line = i;
    for (const auto& raw : found) add(all, raw, i, i);
  }
  if (waiting) add(all, alone, alone_line, alone_line);
  return all;
}

std::vector<Labelled> read_labels(const std::string& text) {
  Line line;
  line.text = text;
  return read_labels(std::vector<Line>{line});
}

}  // namespace lawhub
