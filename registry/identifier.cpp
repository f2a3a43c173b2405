#include "registry/identifier.h"

#include <algorithm>
#include <array>
#include <set>

#include "base/text.h"
#include "registry/division.h"

namespace lawhub {
namespace {

constexpr std::size_t kLength = 18;

// GB 32100-2015: the 31 characters of a code, and the weights of its last check character.
constexpr std::string_view kAlphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
constexpr std::array<int, 17> kWeights = {1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28};
// GB 11714: the weights of the organisation code inside it (characters 9 to 16, check character 17).
constexpr std::array<int, 8> kBodyWeights = {3, 7, 9, 10, 5, 8, 4, 2};

/// GB 32100-2015 table 1: registering departments and the kinds each of them registers.
struct Department {
  char code;
  std::string_view kinds;
};
constexpr std::array<Department, 12> kDepartments = {{{'1', "1239"},
                                                      {'2', "19"},
                                                      {'3', "123459"},
                                                      {'4', "19"},
                                                      {'5', "1239"},
                                                      {'6', "129"},
                                                      {'7', "129"},
                                                      {'8', "19"},
                                                      {'9', "1239"},
                                                      {'A', "19"},
                                                      {'N', "1239"},
                                                      {'Y', "1"}}};

/// The first two digits of GB/T 2260 codes, province by province; 10 is the central government.
constexpr std::string_view kProvinces =
    "10 11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 66 71 81 82";

bool is_known_pair(char department, char kind) {
  return std::any_of(kDepartments.begin(), kDepartments.end(), [&](const Department& d) {
    return d.code == department && d.kinds.find(kind) != std::string_view::npos;
  });
}

/// The region of the registering authority. County codes of other provinces are not held here: their first two digits
/// must do.
bool is_known_region(std::string_view code) {
  if (!std::all_of(code.begin(), code.end(), [](char c) { return c >= '0' && c <= '9'; })) return false;
  if (code.starts_with("37")) return Divisions::get().find(code) != nullptr;
  const std::size_t at = kProvinces.find(code.substr(0, 2));
  return at != std::string_view::npos && at % 3 == 0;
}

bool in_alphabet(std::string_view code) { return code.find_first_not_of(kAlphabet) == std::string_view::npos; }

char check_of_body(std::string_view body) {
  int sum = 0;
  for (std::size_t i = 0; i < kBodyWeights.size(); ++i) {
    const char c = body[i];
    sum += (c <= '9' ? c - '0' : c - 'A' + 10) * kBodyWeights[i];
  }
  const int check = 11 - sum % 11;
  return check == 10 ? 'X' : check == 11 ? '0' : static_cast<char>('0' + check);
}

char check_of_code(std::string_view first17) {
  int sum = 0;
  for (std::size_t i = 0; i < kWeights.size(); ++i) sum += static_cast<int>(kAlphabet.find(first17[i])) * kWeights[i];
  return kAlphabet[static_cast<std::size_t>((31 - sum % 31) % 31)];
}

/// Chinese, empty when the code is valid.
std::string problem_of(std::string_view code) {
  if (code.find_first_of("0123456789") == std::string_view::npos) return "没有填写统一社会信用代码";
  if (code.size() != kLength) {
    return "统一社会信用代码应为18位,这里是" + std::to_string(count_code_points(code)) + "位";
  }
  if (!in_alphabet(code)) return "统一社会信用代码里有不该出现的字符(没有字母 I、O、S、V、Z)";
  if (!is_known_pair(code[0], code[1])) return "统一社会信用代码前两位不是规定的登记部门和机构类别";
  if (!is_known_region(code.substr(2, 6))) return "统一社会信用代码第3至8位不是已知的行政区划";
  if (check_of_body(code.substr(8, 8)) != code[16]) return "统一社会信用代码第17位校验不符";
  if (check_of_code(code.substr(0, 17)) != code[17]) return "统一社会信用代码第18位校验不符";
  return {};
}

/// What a character may have been before it was copied by hand or by eye.
constexpr std::string_view confusable_with(char c) {
  switch (c) {
    case 'O':
    case 'Q':
    case 'D':
      return "0DQ";
    case '0':
      return "DQ";
    case 'I':
      return "1L";
    case 'L':
      return "1";
    case '1':
      return "L7";
    case 'S':
      return "5";
    case 'Z':
      return "2";
    case '2':
      return "7";
    case '7':
      return "12T";
    case 'V':
      return "UY";
    case 'U':
      return "Y";
    case 'Y':
      return "U";
    case 'B':
      return "8";
    case '8':
      return "B3";
    case '3':
      return "8";
    case 'G':
      return "6";
    case '6':
      return "G";
    case '5':
      return "6";
    default:
      return "";
  }
}

void add_if_valid(std::string code, std::set<std::string>& found) {
  if (problem_of(code).empty()) found.insert(std::move(code));
}

/// Every way to put right the characters that cannot stand in a code; few can be wrong before it is no misreading.
void replace_foreign(std::string code, std::size_t from, std::set<std::string>& found) {
  const std::size_t at = code.find_first_not_of(kAlphabet, from);
  if (at == std::string::npos) return add_if_valid(std::move(code), found);
  for (const char instead : confusable_with(code[at])) {
    code[at] = instead;
    replace_foreign(code, at + 1, found);
  }
}

/// The one valid code that `code` may have been meant as; empty when there is none or more than one.
std::string repair_of(std::string_view code) {
  std::set<std::string> found;
  if (code.size() == kLength - 1 && in_alphabet(code)) {
    if (check_of_body(code.substr(8, 8)) == code[16]) add_if_valid(complete_uscc(code.substr(0, 16)), found);
  } else if (code.size() == kLength && !in_alphabet(code)) {
    const auto foreign =
        std::count_if(code.begin(), code.end(), [](char c) { return kAlphabet.find(c) == std::string_view::npos; });
    if (foreign <= 4) replace_foreign(std::string(code), 0, found);
  } else if (code.size() == kLength) {
    std::string tried(code);
    for (std::size_t i = 0; i < kLength; ++i) {
      for (const char instead : confusable_with(code[i])) {
        tried[i] = instead;
        add_if_valid(tried, found);
      }
      tried[i] = code[i];
      if (i + 1 == kLength) break;
      std::swap(tried[i], tried[i + 1]);
      add_if_valid(tried, found);
      std::swap(tried[i], tried[i + 1]);
    }
  }
  return found.size() == 1 ? *found.begin() : "";
}

std::string upper_case(std::string text) {
  for (char& c : text) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return text;
}

}  // namespace

UsccReading read_uscc(std::string_view text) {
  UsccReading out;
  out.value = upper_case(without_space(normalise_width(text)));
  out.problem = problem_of(out.value);
  out.valid = out.problem.empty();
  if (!out.valid) out.repair = repair_of(out.value);
  return out;
}

bool is_justice_uscc(std::string_view uscc) { return uscc.starts_with('3'); }

std::string complete_uscc(std::string_view first16) {
  if (first16.size() != 16 || !in_alphabet(first16)) return {};
  std::string code(first16);
  code.push_back(check_of_body(first16.substr(8, 8)));
  code.push_back(check_of_code(code));
  return code;
}

std::string read_licence(std::string_view text) {
  std::string value = upper_case(without_space(normalise_width(text)));
  for (const std::string_view open : {"〔", "[", "【", "{", "﹝"}) value = replace_all(std::move(value), open, "(");
  for (const std::string_view close : {"〕", "]", "】", "}", "﹞"}) value = replace_all(std::move(value), close, ")");
  for (const std::string_view dash : {"—", "–", "−", "―", "‐", "‑", "ー", "~"}) {
    value = replace_all(std::move(value), dash, "-");
  }
  // a label in front: 许可证号:23704…
  if (const std::size_t colon = value.find(':');
      colon != std::string::npos && value.rfind("号", colon) != std::string::npos) {
    value.erase(0, colon + 1);
  }
  for (const std::string_view elsewhere : {"详见", "见附", "见备注"}) {
    if (value.starts_with(elsewhere)) return {};
  }
  // a number has a digit or, in the oldest papers, 第…号
  const bool numbered = std::any_of(value.begin(), value.end(), [](char c) { return c >= '0' && c <= '9'; });
  return numbered || value.find("号") != std::string::npos ? value : "";
}

}  // namespace lawhub
