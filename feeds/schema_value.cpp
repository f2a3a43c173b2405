// The values of institutions.xsd: XML Schema 1.0 part 2, as far as that file uses it.
#include <algorithm>
#include <array>

#include "base/clock.h"
#include "base/text.h"
#include "feeds/schema.h"

namespace lawhub {
namespace {

constexpr std::size_t kPatternBytes = 200;  // no pattern of the schema allows a longer value

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool are_digits(std::string_view text) { return !text.empty() && std::all_of(text.begin(), text.end(), is_digit); }

bool is_collapsed(std::string_view text) {
  char before = ' ';
  for (const char c : text) {
    if (is_space(c) && (c != ' ' || before == ' ')) return false;
    before = c;
  }
  return text.empty() || before != ' ';
}

/// White space facet "collapse".
std::string collapsed(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (!is_space(c)) {
      out += c;
    } else if (!out.empty() && out.back() != ' ') {
      out += ' ';
    }
  }
  if (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

/// Two digits in front, up to `most`; takes them away.
bool take_two(std::string_view& text, int most) {
  if (text.size() < 2 || !is_digit(text[0]) || !is_digit(text[1])) return false;
  const int value = (text[0] - '0') * 10 + (text[1] - '0');
  text.remove_prefix(2);
  return value <= most;
}
bool take(std::string_view& text, char c) {
  if (text.empty() || text.front() != c) return false;
  text.remove_prefix(1);
  return true;
}

/// "", "Z", "+08:00".
bool is_zone(std::string_view text) {
  if (text.empty() || text == "Z") return true;
  return (take(text, '+') || take(text, '-')) && take_two(text, 13) && take(text, ':') && take_two(text, 59) &&
         text.empty();
}

/// "08:30:00.5" in front; takes it away.
bool take_time(std::string_view& text) {
  const bool midnight = text.substr(0, 8) == "24:00:00";
  if (!midnight && !take_two(text, 23)) return false;
  if (midnight) text.remove_prefix(2);
  if (!take(text, ':') || !take_two(text, 59) || !take(text, ':') || !take_two(text, 59)) return false;
  if (take(text, '.')) {
    if (text.empty() || !is_digit(text.front())) return false;
    while (!text.empty() && is_digit(text.front())) text.remove_prefix(1);
  }
  return true;
}

/// Years of four digits only.
bool take_date(std::string_view& text) {
  const std::string_view date = text.substr(0, 10);
  if (date.size() != 10 || date[4] != '-' || date[7] != '-' || !parse_iso_date(date)) return false;
  text.remove_prefix(10);
  return true;
}

bool is_integer(std::string_view text) {
  if (!take(text, '+')) take(text, '-');
  return are_digits(text);
}
bool is_decimal(std::string_view text) {
  if (!take(text, '+')) take(text, '-');
  const std::size_t point = text.find('.');
  if (point == std::string_view::npos) return are_digits(text);
  const std::string_view whole = text.substr(0, point), part = text.substr(point + 1);
  return (!whole.empty() || !part.empty()) && (whole.empty() || are_digits(whole)) &&
         (part.empty() || are_digits(part));
}
bool is_zero(std::string_view text) { return text.find_first_not_of("+-0") == std::string_view::npos; }

/// RFC 3986 as far as it is read everywhere: a scheme if there is a colon, an authority with a numeric port, whole
/// percent escapes.
bool is_uri(std::string_view text) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '[' || text[at] == ']') return false;
    const auto hex = [&](std::size_t i) {
      return i < text.size() && std::string_view("0123456789abcdefABCDEF").find(text[i]) != std::string_view::npos;
    };
    if (text[at] == '%' && (!hex(at + 1) || !hex(at + 2))) return false;
  }
  if (std::count(text.begin(), text.end(), '#') > 1) return false;
  const std::size_t colon = text.find_first_of(":/?#");
  if (colon != std::string_view::npos && text[colon] == ':') {
    const std::string_view scheme = text.substr(0, colon);
    const auto fits = [](char c) { return is_letter(c) || is_digit(c) || c == '+' || c == '-' || c == '.'; };
    if (scheme.empty() || !is_letter(scheme.front()) || !std::all_of(scheme.begin(), scheme.end(), fits)) return false;
    text.remove_prefix(colon + 1);
  }
  if (text.rfind("//", 0) != 0) return true;
  std::string_view authority = text.substr(2, text.find_first_of("/?#", 2) - 2);
  if (const std::size_t at = authority.find('@'); at != std::string_view::npos) authority.remove_prefix(at + 1);
  const std::size_t port = authority.find(':');
  return port == std::string_view::npos || port + 1 == authority.size() || are_digits(authority.substr(port + 1));
}

struct BuiltIn {
  std::string_view name;
  bool (*holds)(std::string_view);
  std::string_view rule;
};
constexpr std::array<BuiltIn, 10> kBuiltIns = {{
    {"date", [](std::string_view v) { return take_date(v) && is_zone(v); }, "bad-date"},
    {"dateTime", [](std::string_view v) { return take_date(v) && take(v, 'T') && take_time(v) && is_zone(v); },
     "bad-time"},
    {"time", [](std::string_view v) { return take_time(v) && is_zone(v); }, "bad-clock"},
    {"gYear", [](std::string_view v) { return v.size() >= 4 && are_digits(v.substr(0, 4)) && is_zone(v.substr(4)); },
     "bad-year"},
    {"decimal", is_decimal, "bad-number"},
    {"integer", is_integer, "bad-number"},
    {"nonNegativeInteger", [](std::string_view v) { return is_integer(v) && (v.front() != '-' || is_zero(v)); },
     "bad-number"},
    {"positiveInteger", [](std::string_view v) { return is_integer(v) && v.front() != '-' && !is_zero(v); },
     "bad-number"},
    {"boolean", [](std::string_view v) { return v == "true" || v == "false" || v == "1" || v == "0"; }, "unknown-code"},
    {"anyURI", is_uri, "bad-url"},
}};

/// By the type that has the pattern.
std::string_view pattern_rule(const ValueType& type) {
  if (type.name == "Division") return "bad-division";
  if (type.name == "RecordId") return "bad-record-id";
  if (type.name == "Phone") return "phone-form";
  if (type.name == "SeasonDay") return "bad-season";
  return "bad-form";
}

bool fits_pattern(const ValueType& type, std::string_view value) {
  return value.size() <= kPatternBytes && std::any_of(type.patterns.begin(), type.patterns.end(), [&](const auto& p) {
           return std::regex_match(value.begin(), value.end(), p);
         });
}

std::string_view list_fault(const ValueType& item, std::string_view collapsed_text) {
  if (collapsed_text.empty()) return {};
  for (const std::string_view part : split(collapsed_text, ' ')) {
    const std::string_view fault = value_fault(item, part);
    if (!fault.empty()) return fault;
  }
  return {};
}

}  // namespace

bool is_built_in(std::string_view name) {
  return name == "string" || name == "token" ||
         std::any_of(kBuiltIns.begin(), kBuiltIns.end(), [&](const BuiltIn& b) { return b.name == name; });
}

std::string_view value_fault(const ValueType& type, std::string_view text) {
  std::string changed;
  std::string_view value = text;
  if (type.base != "string" && !is_collapsed(text)) value = changed = collapsed(text);
  if (type.item != nullptr) return list_fault(*type.item, value);
  if (!type.codes.empty()) {
    return std::find(type.codes.begin(), type.codes.end(), value) == type.codes.end() ? "unknown-code" : "";
  }
  const auto* built_in =
      std::find_if(kBuiltIns.begin(), kBuiltIns.end(), [&](const BuiltIn& b) { return b.name == type.base; });
  if (built_in != kBuiltIns.end() && !built_in->holds(value)) return built_in->rule;
  if (!type.patterns.empty() && !fits_pattern(type, value)) return pattern_rule(type);
  if (type.least > 0 && value.empty()) return "empty-element";
  if (value.size() > type.most && count_code_points(value) > type.most) return "too-long";
  return {};
}

}  // namespace lawhub
