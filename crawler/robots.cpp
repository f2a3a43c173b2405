#include "crawler/robots.h"

#include <algorithm>
#include <cctype>

#include "base/text.h"

namespace lawhub {
namespace {

constexpr std::size_t kMaxBytes = 512'000;

char lower(char c) { return static_cast<char>(std::tolower(static_cast<unsigned char>(c))); }

bool equal_ignoring_case(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) { return lower(x) == lower(y); });
}

bool is_unreserved(unsigned char c) { return std::isalnum(c) != 0 || c == '-' || c == '.' || c == '_' || c == '~'; }

/// One spelling for every path (§2.2.2): unreserved characters plain, all bytes above ASCII as "%XX" in capitals.
std::string canonical_octets(std::string_view path) {
  static constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string out;
  const auto escape = [&](unsigned char c) { (out += '%') += kHex[c >> 4], out += kHex[c & 15]; };
  for (std::size_t i = 0; i < path.size(); ++i) {
    const auto c = static_cast<unsigned char>(path[i]);
    if (c == '%' && i + 2 < path.size() && std::isxdigit(static_cast<unsigned char>(path[i + 1])) != 0 &&
        std::isxdigit(static_cast<unsigned char>(path[i + 2])) != 0) {
      const auto byte = static_cast<unsigned char>(std::stoi(std::string(path.substr(i + 1, 2)), nullptr, 16));
      is_unreserved(byte) ? void(out += static_cast<char>(byte)) : escape(byte);
      i += 2;
    } else if (c >= 0x80) {
      escape(c);
    } else {
      out += static_cast<char>(c);
    }
  }
  return out;
}

struct Line {
  std::string key;  ///< lower case
  std::string_view value;
};

/// "Key : value # remark"; an empty key when the line holds no pair.
Line read_line(std::string_view line) {
  line = trim(line.substr(0, line.find('#')));
  const auto colon = line.find(':');
  if (colon == line.npos) return {};
  Line result{std::string(trim(line.substr(0, colon))), trim(line.substr(colon + 1))};
  std::transform(result.key.begin(), result.key.end(), result.key.begin(), lower);
  return result;
}

/// The product token at the head of a User-agent value: letters, "_" and "-" (§2.2.1).
std::string_view product_token(std::string_view value) {
  std::size_t n = 0;
  while (n < value.size() &&
         (std::isalpha(static_cast<unsigned char>(value[n])) != 0 || value[n] == '_' || value[n] == '-'))
    ++n;
  return value.substr(0, n);
}

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const auto end = text.find_first_of("\r\n");
    lines.push_back(text.substr(0, end));
    text = end == text.npos ? std::string_view() : text.substr(end + 1);
  }
  return lines;
}

}  // namespace

bool matches_pattern(std::string_view pattern, std::string_view text) {
  const bool anchored = !pattern.empty() && pattern.back() == '$';
  if (anchored) pattern.remove_suffix(1);
  std::size_t p = 0, t = 0;
  std::size_t star = std::string_view::npos, resume = 0;
  while (true) {
    if (p == pattern.size() && (!anchored || t == text.size())) return true;
    if (p < pattern.size() && pattern[p] == '*') {
      star = p++;
      resume = t;
    } else if (p < pattern.size() && t < text.size() && pattern[p] == text[t]) {
      ++p, ++t;
    } else if (star != std::string_view::npos && resume < text.size()) {
      p = star + 1;
      t = ++resume;
    } else {
      return false;
    }
  }
}

Robots::Robots(std::string_view text, std::string_view agent) {
  struct Group {
    std::vector<Rule> rules;
    std::optional<double> delay;
    bool seen = false;
  };
  Group ours, everybody;
  bool in_ours = false, in_everybody = false, naming = false;
  text = text.substr(0, kMaxBytes);
  if (text.substr(0, 3) == "\xEF\xBB\xBF") text.remove_prefix(3);
  for (const auto raw : lines_of(text)) {
    const auto [key, value] = read_line(raw);
    if (key == "user-agent") {
      if (!naming) in_ours = in_everybody = false;
      naming = true;
      if (value.substr(0, 1) == "*") {
        in_everybody = everybody.seen = true;
      } else if (equal_ignoring_case(product_token(value), agent)) {
        in_ours = ours.seen = true;
      }
    } else if (key == "allow" || key == "disallow") {
      naming = false;
      if (value.empty()) continue;
      const Rule rule{key == "allow", canonical_octets(value)};
      if (in_ours) ours.rules.push_back(rule);
      if (in_everybody) everybody.rules.push_back(rule);
    } else if (key == "crawl-delay") {
      double seconds = 0;
      if (!parse_number(value, seconds) || seconds < 0) continue;
      if (in_ours) ours.delay = seconds;
      if (in_everybody) everybody.delay = seconds;
    } else if (key == "sitemap") {
      sitemaps_.emplace_back(value);
    }
  }
  Group& group = ours.seen ? ours : everybody;
  rules_ = std::move(group.rules);
  crawl_delay_ = group.delay;
}

bool Robots::allows(std::string_view path_and_query) const {
  if (path_and_query == "/robots.txt") return true;
  const std::string path = canonical_octets(path_and_query);
  std::size_t longest = 0;
  bool allowed = true;
  for (const auto& rule : rules_) {
    if (rule.pattern.size() < longest || !matches_pattern(rule.pattern, path)) continue;
    allowed = rule.allow || (allowed && rule.pattern.size() == longest);
    longest = rule.pattern.size();
  }
  return allowed;
}

}  // namespace lawhub
