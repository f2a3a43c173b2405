#include "crawler/value_shape.h"

#include <algorithm>
#include <cctype>
#include <string>

#include "base/text.h"
#include "feeds/labels.h"
#include "registry/hours.h"
#include "registry/identifier.h"
#include "registry/institution_type.h"
#include "registry/phone.h"

namespace lawhub {
namespace {

constexpr std::size_t kLongestName = 40;       // characters
constexpr std::size_t kLongestPhone = 60;      // bytes, several numbers
constexpr std::size_t kLongestAddress = 50;    // characters
constexpr std::size_t kLongestHours = 80;      // characters
constexpr std::string_view kAnyArea = "0632";  // completes a local number, to see whether it is one

bool holds_any(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::any_of(words.begin(), words.end(), [&](std::string_view word) { return text.find(word) != text.npos; });
}

bool is_phone(std::string_view text) {
  if (text.empty() || text.size() > kLongestPhone) return false;
  const std::string plain = normalise_width(text);
  const auto digits = std::count_if(plain.begin(), plain.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (digits < 7 || plain.find_first_not_of("0123456789 ()-/,;+\t") != plain.npos) return false;
  const auto reading = read_phones(plain, kAnyArea);
  return !reading.phones.empty() && reading.problems.empty();
}

bool is_address(std::string_view text) {
  if (count_code_points(text) > kLongestAddress || holds_any(text, {"。", "？", "！", ":", "："})) return false;
  const bool way = holds_any(text, {"路", "街", "道", "镇", "村", "巷", "大厦", "广场"});
  const bool door = holds_any(text, {"号", "楼", "室", "驻地", "路口", "交叉口", "院内", "米"});
  const bool number = std::any_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
  return way && door && (number || holds_any(text, {"驻地", "路口", "交叉口", "院内"}));
}

bool is_hours(std::string_view text) {
  return count_code_points(text) <= kLongestHours && holds_any(text, {"周", "星期", "工作日", "上午"}) &&
         text.find(':') != text.npos && !read_hours(text).notation.empty();
}

/// How many bytes an ordinal takes: "1、", "三.", "（二）", "4)"; 0 when there is none.
std::size_t ordinal(std::string_view text) {
  const std::size_t open = text.starts_with("(") ? 1 : text.starts_with("（") ? 3 : 0;
  std::size_t at = open, digits = 0;
  for (; at < text.size() && digits < 4; ++digits) {
    constexpr std::u32string_view kHanDigits = U"一二三四五六七八九十";
    std::size_t next = at;
    const char32_t c = next_code_point(text, next);
    if (!(c >= U'0' && c <= U'9') && kHanDigits.find(c) == kHanDigits.npos) break;
    at = next;
  }
  if (digits == 0) return 0;
  for (const std::string_view close : {")", "）", "、", ".", "．", "\t"}) {
    const bool fits = open == 0 || close == ")" || close == "）";
    if (fits && text.substr(at).starts_with(close)) return at + close.size();
  }
  return 0;
}

}  // namespace

std::string_view without_marks(std::string_view text) {
  text = trim(text);
  for (std::size_t size = 0; size != text.size();) {
    size = text.size();
    text = trim(text.substr(ordinal(text)));
    for (const std::string_view mark : {"★", "☆", "●", "○", "■", "□",  "◆", "▲",  "►",  "▶", "◎", "◇",  "△",
                                        "·", "•", "※", "-", "—", "、", ">", "【", "《", "[", "“", "〔", "*"}) {
      if (text.starts_with(mark)) text = trim(text.substr(mark.size()));
    }
  }
  for (std::size_t size = 0; size != text.size();) {
    size = text.size();
    for (const std::string_view tail :
         {"：", ":", "，", ",", "。", "；", ";", "、", "-", "—", "|", "】", "》", "]", "”", "〕", "*"}) {
      if (text.ends_with(tail)) text = trim(text.substr(0, text.size() - tail.size()));
    }
  }
  return text;
}

bool is_institution_name(std::string_view text) {
  if (text.empty() || text.size() > 4 * kLongestName) return false;
  const std::u32string letters = to_code_points(text);
  if (letters.size() < 4 || letters.size() > kLongestName || std::none_of(letters.begin(), letters.end(), is_han))
    return false;
  const bool clean = std::all_of(letters.begin(), letters.end(), [](char32_t c) {
    static constexpr std::u32string_view kAlso = U" ()（）·〇-\u00A0\u3000";
    return is_han(c) || (c < 0x80 && std::isalnum(static_cast<unsigned char>(c)) != 0) || kAlso.find(c) != kAlso.npos;
  });
  if (!clean || !field_of_label(text).empty()) return false;
  const auto type = type_of_name(text);
  if (!type) return false;
  // 律师事务所名录 ends otherwise; 公证机构 and 人民调解委员会 alone are headings.
  const std::string bare = without_space(text);
  if (bare == label_of(*type) || bare.starts_with("全市") || bare.starts_with("全区") || bare.starts_with("全县"))
    return false;
  return true;
}

std::string_view name_in_line(std::string_view text) {
  std::string_view name = without_marks(text);
  if (is_institution_name(name)) return name;
  for (const std::string_view close : {"】", "]", "〕"}) {
    const auto end = name.find(close);
    if (end == name.npos) continue;
    if (const auto rest = without_marks(name.substr(end + close.size())); is_institution_name(rest)) return rest;
    if (const auto inside = without_marks(name.substr(0, end)); is_institution_name(inside)) return inside;
  }
  for (const std::string_view tail : {"联系方式", "简介", "基本情况", "概况", "基本信息", "信息", "联系电话", "介绍"}) {
    if (!name.ends_with(tail)) continue;
    const auto rest = without_marks(name.substr(0, name.size() - tail.size()));
    if (is_institution_name(rest)) return rest;
  }
  for (const std::string_view mark : {"|", "/", "--", "——", "：", ":"}) {
    const auto at = name.find(mark);
    if (at == name.npos) continue;
    if (const auto rest = without_marks(name.substr(0, at)); is_institution_name(rest)) return rest;
  }
  return {};
}

std::string_view field_by_shape(std::string_view text) {
  text = trim(text);
  if (text.empty()) return {};
  if (is_phone(text)) return "phone";
  if (text.size() >= 18 && text.size() <= 40 && read_uscc(text).valid) return "uscc";
  if (text.starts_with("http://") || text.starts_with("https://") || text.starts_with("www.")) return "website";
  if (const auto at = text.find('@'); at != text.npos && text.find('.', at) != text.npos && text.find(' ') == text.npos)
    return "email";
  if (is_institution_name(without_marks(text))) return "name";
  if (is_hours(text)) return "hours";
  return is_address(text) ? "address" : std::string_view();
}

}  // namespace lawhub
