// One cell under a header of several fields.
#include <algorithm>

#include "base/text.h"
#include "feeds/labels.h"

namespace lawhub {
namespace {

constexpr std::size_t kDigitsOfNumber = 7;  // of a telephone without its area code
constexpr std::size_t kBetweenParts = 3;    // bytes between an area code and the number

struct Span {
  std::size_t begin = 0, end = 0;
};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// The telephone numbers of a text, area codes included.
std::vector<Span> numbers_in(std::string_view text) {
  std::vector<Span> numbers;
  Span area;
  for (std::size_t at = 0; at < text.size();) {
    if (!is_digit(text[at])) {
      ++at;
      continue;
    }
    std::size_t end = at;
    while (end < text.size() && is_digit(text[end])) ++end;
    const bool is_area = (end - at == 3 || end - at == 4) && text[at] == '0';
    if (end - at >= kDigitsOfNumber) {
      const bool follows_area = area.end > 0 && at - area.end <= kBetweenParts;
      numbers.push_back({follows_area ? area.begin : at, end});
    }
    area = is_area ? Span{at, end} : Span{};
    at = end;
  }
  return numbers;
}

/// Without what parts it from its neighbour.
std::string tidy(std::string_view text) {
  std::string out = squeeze(text);
  constexpr std::string_view kEnds = " ,;:/|-(";
  while (!out.empty() && kEnds.find(out.back()) != kEnds.npos) out.pop_back();
  const auto begin = out.find_first_not_of(" ,;:/|-)");
  out = begin == out.npos ? std::string() : out.substr(begin);
  for (const std::string_view tail : {"联系电话", "办公电话", "电话", "、", "。"}) {
    if (out.size() > tail.size() && out.ends_with(tail)) out.resize(out.size() - tail.size());
  }
  return squeeze(out);
}

bool has(const std::vector<std::string_view>& fields, std::string_view field) {
  return std::find(fields.begin(), fields.end(), field) != fields.end();
}

}  // namespace

std::vector<ListedCell> split_cell(const std::vector<std::string_view>& fields, const std::string& text, int cell) {
  if (fields.size() == 1) return {{fields.front(), text, cell}};
  const auto other = std::find_if(fields.begin(), fields.end(), [](std::string_view field) {
    return field != "phone" && field != "fax" && field != "postcode";
  });
  const bool telephone = has(fields, "phone"), fax = has(fields, "fax");
  const std::string plain = normalise_width(text);
  const auto numbers = telephone || fax ? numbers_in(plain) : std::vector<Span>();
  if (numbers.empty()) {
    return {{other == fields.end() ? fields.front() : *other, text, cell}};
  }
  std::vector<ListedCell> cells;
  const bool first_is_label = numbers.front().begin > 0 && plain[numbers.front().begin - 1] == '(';
  const std::size_t begin = numbers.front().begin - (first_is_label ? 1 : 0);
  const std::string before = tidy(std::string_view(plain).substr(0, begin));
  std::string said = plain.substr(begin);
  if (other != fields.end()) {
    const bool behind = before.empty();
    if (behind) said = plain.substr(begin, numbers.back().end - begin);
    const std::string words = behind ? tidy(std::string_view(plain).substr(numbers.back().end)) : before;
    if (!words.empty()) cells.push_back({*other, words, cell});
  }
  const bool pair = telephone && fax && numbers.size() == 2 && plain.find("传真") == plain.npos;
  if (pair) {
    const bool fax_first = *std::find_if(fields.begin(), fields.end(), [](std::string_view field) {
      return field == "phone" || field == "fax";
    }) == "fax";
    cells.push_back({fax_first ? "fax" : "phone", plain.substr(begin, numbers[1].begin - begin), cell});
    cells.push_back({fax_first ? "phone" : "fax", plain.substr(numbers[1].begin), cell});
  } else {
    cells.push_back({telephone ? "phone" : "fax", said, cell});
  }
  return cells;
}

}  // namespace lawhub
