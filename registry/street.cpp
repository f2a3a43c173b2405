#include "registry/street.h"

#include <algorithm>
#include <array>
#include <vector>

#include "base/text.h"

namespace lawhub {
namespace {

bool is_digit(char32_t c) { return c >= U'0' && c <= U'9'; }

bool is_numeral(char32_t c) {
  static constexpr std::u32string_view kHan = U"一二三四五六七八九十百";
  return is_digit(c) || kHan.find(c) != std::u32string_view::npos;
}

std::u32string without_remarks(std::u32string_view text) {
  std::u32string out;
  int depth = 0;
  for (const char32_t c : text) {
    if (c == U'(' || c == U'[' || c == U'【') {
      ++depth;
    } else if (c == U')' || c == U']' || c == U'】') {
      depth = std::max(0, depth - 1);
    } else if (depth == 0) {
      out.push_back(c);
    }
  }
  return out;
}

std::u32string_view trim_marks(std::u32string_view text) {
  constexpr std::u32string_view kMarks = U" ,;:.、。-·";
  while (!text.empty() && kMarks.find(text.front()) != std::u32string_view::npos) text.remove_prefix(1);
  while (!text.empty() && kMarks.find(text.back()) != std::u32string_view::npos) text.remove_suffix(1);
  return text;
}

/// The length of the street's name at the beginning; 0 when there is none.
std::size_t street_length(std::u32string_view text) {
  static constexpr std::array<std::u32string_view, 12> kEndings = {
      U"大街", U"大道", U"胡同", U"公路", U"国道", U"省道", U"县道", U"路", U"街", U"巷", U"弄", U"环线"};
  constexpr std::size_t kLongest = 14;  // characters
  for (std::size_t at = 0; at < text.size() && at <= kLongest; ++at) {
    const std::u32string_view rest = text.substr(at);
    if (rest.starts_with(U"街道") || rest.starts_with(U"路口")) return 0;
    const auto ending = std::find_if(kEndings.begin(), kEndings.end(), [&](auto e) { return rest.starts_with(e); });
    if (at > 0 && ending != kEndings.end()) return at + ending->size();
    const char32_t c = text[at];
    if (c == U'号' || (!is_han(c) && !is_digit(c) && !(c >= U'a' && c <= U'z'))) return 0;
  }
  return 0;
}

/// 1379号, 甲1号, 1-3号, 5号院, 1号甲, and 1379 alone where a street came before.
std::size_t number_length(std::u32string_view text, bool behind_street) {
  constexpr std::u32string_view kStems = U"甲乙丙丁";
  std::size_t at = 0;
  if (!text.empty() && kStems.find(text[0]) != std::u32string_view::npos) ++at;
  const std::size_t digits = at;
  while (at < text.size() && (is_digit(text[at]) || ((text[at] == U'-' || text[at] == U'之') && at > digits))) ++at;
  if (at == digits) return 0;
  if (at == text.size() || text[at] != U'号') {
    const bool alone = at == text.size() || text[at] == U' ' || text[at] == U',';
    return behind_street && alone ? at : 0;
  }
  ++at;
  if (at < text.size() && (text[at] == U'楼' || text[at] == U'房')) return 0;  // 3号楼 is a building
  if (at < text.size() && (text[at] == U'院' || kStems.find(text[at]) != std::u32string_view::npos)) ++at;
  return at;
}

/// Without what only says that it is in town: 县城文化路, 沂南县 城人民路, 经济开发区恒源南路.
std::u32string_view without_area(std::u32string_view text) {
  for (const std::u32string_view word : {U"县城", U"市区", U"城区", U"本市", U"本县", U"我市", U"我县", U"境内"}) {
    if (text.starts_with(word) && street_length(text.substr(word.size())) > 2) return text.substr(word.size());
  }
  // the second character of a street's own name: 城关中路, 城南大街
  constexpr std::u32string_view kOwn = U"关东西南北中建隍市区里";
  const bool town = text.size() > 1 && text[0] == U'城' && kOwn.find(text[1]) == std::u32string_view::npos;
  if (town && street_length(text.substr(1)) > 2) return text.substr(1);
  std::u32string_view street = text.substr(0, street_length(text));
  for (const std::u32string_view word : {U"开发区", U"工业园区", U"产业园", U"工业园", U"园区", U"高新区", U"新区"}) {
    const std::size_t at = street.find(word);
    if (at != std::u32string_view::npos && street_length(text.substr(at + word.size())) > 2)
      return text.substr(at + word.size());
  }
  return text;
}

struct Part {
  std::size_t begin = std::u32string_view::npos, end = 0;
  bool found() const { return begin != std::u32string_view::npos; }
};

/// The first numeral with one of `units` behind it: 18层, 十八楼, 1801室.
Part find_counted(std::u32string_view text, std::initializer_list<std::u32string_view> units) {
  for (std::size_t begin = 0; begin < text.size(); ++begin) {
    if (!is_numeral(text[begin])) continue;
    std::size_t at = begin;
    while (at < text.size() && (is_numeral(text[at]) || text[at] == U'-')) ++at;
    for (const std::u32string_view unit : units) {
      if (!text.substr(at).starts_with(unit)) continue;
      // the letter of 'A座1801室' stands before the building's word, that of 'a1801室' belongs to the room
      if (begin > 0 && text[begin - 1] >= U'a' && text[begin - 1] <= U'z') --begin;
      return {begin, at + unit.size()};
    }
    begin = at - 1;
  }
  return {};
}

std::string shown(std::u32string_view text) {
  std::string out = to_utf8(trim_marks(text));
  for (char& c : out) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return out;
}

void add(std::vector<std::string>& parts, std::u32string_view text) {
  std::string part = shown(text);
  if (!part.empty()) parts.push_back(std::move(part));
}

/// Building, then the room, or the floor where no room is said.
void add_inside(std::vector<std::string>& parts, std::u32string_view text) {
  const Part room = find_counted(text, {U"室", U"房间", U"号房", U"房"});
  const Part floor = find_counted(text, {U"层", U"楼", U"f"});
  const std::size_t first = std::min(room.begin, floor.begin);
  add(parts, text.substr(0, first));
  if (first == std::u32string_view::npos) return;
  if (!room.found() && floor.found()) {  // 14层1410
    const std::u32string_view tail = trim_marks(text.substr(floor.end));
    if (tail.size() >= 3 && tail.size() <= 4 && std::all_of(tail.begin(), tail.end(), is_digit)) {
      parts.push_back(shown(tail) + "室");
      return;
    }
  }
  const Part& kept = room.found() ? room : floor;
  add(parts, text.substr(kept.begin, kept.end - kept.begin));
  const std::size_t end = room.found() && floor.found() ? std::max(room.end, floor.end) : kept.end;
  add(parts, text.substr(end));
}

}  // namespace

StreetReading read_street(std::string_view text) {
  StreetReading out;
  const std::u32string all = without_remarks(to_code_points(text));
  std::u32string_view rest = without_area(trim_marks(all));
  const std::size_t street = street_length(rest);
  out.street = shown(rest.substr(0, street));
  rest = trim_marks(rest.substr(street));
  if (street == 0 && std::all_of(rest.begin(), rest.end(), [](char32_t c) { return c < 0x80; })) return out;
  std::vector<std::string> parts;
  const std::size_t number = number_length(rest, street > 0);
  if (number > 0) {
    parts.push_back(shown(rest.substr(0, number)));
    if (rest.substr(0, number).find(U'号') == std::u32string_view::npos) parts.back() += "号";
  }
  add_inside(parts, rest.substr(number));
  out.premise = join(parts, " ");
  return out;
}

}  // namespace lawhub
