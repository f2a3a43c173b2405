#include "crawler/robots.h"

#include <algorithm>
#include <cctype>

#include "base/charset.h"
#include "base/text.h"

namespace lawhub {
namespace {

constexpr std::size_t kMaxBytes = 512'000;      // §2.5
constexpr std::size_t kMaxLine = 8 * 2083 - 1;  // longer than any URL; google/robotstxt cuts lines there too

char lower(char c) { return static_cast<char>(std::tolower(static_cast<unsigned char>(c))); }
bool is_space(char c) { return c == ' ' || c == '\t'; }
/// Only what ASCII calls white space: other marks make a line another one.
std::string_view without_blanks(std::string_view text) {
  const auto begin = std::min(text.find_first_not_of(" \t\v\f"), text.size());
  return text.substr(begin, text.find_last_not_of(" \t\v\f") + 1 - begin);
}
bool is_hex(char c) { return std::isxdigit(static_cast<unsigned char>(c)) != 0; }

bool equal_ignoring_case(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) { return lower(x) == lower(y); });
}

bool is_escape(std::string_view text, std::size_t at) {
  return text[at] == '%' && at + 2 < text.size() && is_hex(text[at + 1]) && is_hex(text[at + 2]);
}

void append_escaped(std::string& out, unsigned char c) {
  static constexpr std::string_view kHex = "0123456789ABCDEF";
  out += {'%', kHex[c >> 4], kHex[c & 15]};
}

/// As google/robotstxt compares: bytes above ASCII as "%XX", the digits of escapes in capitals, nothing undone.
std::string as_written(std::string_view path) {
  std::string out;
  for (std::size_t i = 0; i < path.size(); ++i) {
    if (is_escape(path, i)) {
      out += {'%', static_cast<char>(std::toupper(path[i + 1])), static_cast<char>(std::toupper(path[i + 2]))};
      i += 2;
    } else if (static_cast<unsigned char>(path[i]) >= 0x80) {
      append_escaped(out, static_cast<unsigned char>(path[i]));
    } else {
      out += path[i];
    }
  }
  return out;
}

/// As §2.2.2 compares: escapes of unreserved characters undone as well, and what cannot stand in a URL escaped.
std::string plainly_written(std::string_view path) {
  const std::string escaped = as_written(path);
  std::string out;
  for (std::size_t i = 0; i < escaped.size(); ++i) {
    const auto c = static_cast<unsigned char>(escaped[i]);
    if (is_escape(escaped, i)) {
      const auto byte = static_cast<unsigned char>(std::stoi(escaped.substr(i + 1, 2), nullptr, 16));
      const bool unreserved =
          byte < 0x80 &&
          (std::isalnum(byte) != 0 || std::string_view("-._~").find(static_cast<char>(byte)) != std::string_view::npos);
      unreserved ? void(out += static_cast<char>(byte)) : append_escaped(out, byte);
      i += 2;
    } else if (c <= ' ' || std::string_view("\"<>\x7F").find(static_cast<char>(c)) != std::string_view::npos) {
      append_escaped(out, c);
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

/// "Key : value # remark", also "key value" of two words without the colon; an empty key when it is neither.
Line read_line(std::string_view line) {
  line = without_blanks(line.substr(0, line.find('#')));
  auto end = line.find(':');
  if (end == line.npos) {
    end = line.find_first_of(" \t");
    if (end == line.npos || without_blanks(line.substr(end)).find_first_of(" \t") != line.npos) return {};
  }
  Line result{std::string(without_blanks(line.substr(0, end))), without_blanks(line.substr(end + 1))};
  std::transform(result.key.begin(), result.key.end(), result.key.begin(), lower);
  // what people write who mean it; a forbidden page is not visited because of a missing letter
  for (const std::string_view typo : {"dissallow", "dissalow", "disalow", "diasllow", "disallaw"})
    if (result.key == typo) result.key = "disallow";
  if (result.key == "useragent" || result.key == "user agent") result.key = "user-agent";
  if (result.key == "site-map") result.key = "sitemap";
  return result;
}

/// The product token at the head of a User-agent value: letters, "_" and "-" (§2.2.1).
std::string_view product_token(std::string_view value) {
  const auto in_token = [](char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '-'; };
  return value.substr(0,
                      static_cast<std::size_t>(std::find_if_not(value.begin(), value.end(), in_token) - value.begin()));
}

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const auto end = text.find_first_of("\r\n");
    lines.push_back(text.substr(0, std::min(end, kMaxLine)));
    if (end == text.npos) break;
    text.remove_prefix(end + (text.substr(end, 2) == "\r\n" ? 2 : 1));
  }
  return lines;
}

/// The text without byte order mark; also half a mark is none of the first line.
std::string text_of(std::string_view bytes) {
  bytes = bytes.substr(0, kMaxBytes);
  const std::string_view head = bytes.substr(0, 2);
  if (head == "\xFF\xFE" || head == "\xFE\xFF") return decode(bytes, {}).utf8;
  if (head.size() == 2 && head[0] != '\0' && head[1] == '\0') return decode(bytes, "utf-16le").utf8;
  if (head.size() == 2 && head[0] == '\0') return decode(bytes, "utf-16be").utf8;
  for (const char mark : {'\xEF', '\xBB', '\xBF'}) {
    if (bytes.empty() || bytes.front() != mark) break;
    bytes.remove_prefix(1);
  }
  return std::string(bytes);
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

std::string path_and_query(std::string_view url) {
  if (url.substr(0, 2) == "//") url.remove_prefix(2);
  const auto protocol = url.find("://");
  if (protocol != url.npos && url.find_first_of("/?;") >= protocol) url.remove_prefix(protocol + 3);
  url = url.substr(0, url.find('#'));
  const auto path = url.find_first_of("/?;");
  if (path == url.npos) return "/";
  return (url[path] == '/' ? "" : "/") + std::string(url.substr(path));
}

/// Goes through the lines and gathers the two groups that may hold.
class Robots::Reader {
 public:
  Reader(Robots& robots, std::string_view agent) : robots_(robots), agent_(agent) {}

  void take(std::string_view raw, int line) {
    const auto [key, value] = read_line(raw);
    if (key == "user-agent") {
      take_agent(value);
    } else if (key == "allow" || key == "disallow") {
      naming_ = false;
      take_rule(key == "allow", value, std::string(without_blanks(raw.substr(0, raw.find('#')))), line);
    } else if (key == "crawl-delay") {
      double seconds = 0;
      if (!parse_number(value, seconds) || seconds < 0) return;
      if (in_ours_) ours_.delay = seconds;
      if (in_everybody_) everybody_.delay = seconds;
    } else if (key == "sitemap" && !value.empty()) {
      robots_.sitemaps_.emplace_back(value);
    }
  }

  void finish() {
    Group& group = ours_.seen ? ours_ : everybody_;
    robots_.rules_ = std::move(group.rules);
    robots_.crawl_delay_ = group.delay;
  }

 private:
  void take_agent(std::string_view value) {
    if (!naming_) in_ours_ = in_everybody_ = false;
    naming_ = true;
    if (value == "*" || (value.size() > 1 && value[0] == '*' && is_space(value[1]))) {
      in_everybody_ = everybody_.seen = true;
    } else if (!agent_.empty() && equal_ignoring_case(product_token(value), agent_)) {
      in_ours_ = ours_.seen = true;
    }
  }

  void take_rule(bool allow, std::string_view value, const std::string& written, int line) {
    if (value.empty()) return;
    add({allow, as_written(value), plainly_written(value), written, line});
    const auto slash = value.rfind('/');
    if (allow && slash != value.npos && value.substr(slash, 10) == "/index.htm") {
      // whoever may see the file may see the folder that shows it
      const std::string folder = std::string(value.substr(0, slash + 1)) + "$";
      add({true, as_written(folder), plainly_written(folder), written, line});
    }
  }

  void add(const Rule& rule) {
    if (in_ours_) ours_.rules.push_back(rule);
    if (in_everybody_) everybody_.rules.push_back(rule);
  }

  Robots& robots_;
  const std::string_view agent_;
  Group ours_, everybody_;
  bool in_ours_ = false, in_everybody_ = false;
  bool naming_ = false;  ///< the last line but for those that are no rules named an agent
};

Robots::Robots(std::string_view bytes, std::string_view agent) {
  const std::string text = text_of(bytes);
  Reader reader(*this, agent);
  int line = 0;
  for (const auto raw : lines_of(text)) reader.take(raw, ++line);
  reader.finish();
}

Robots::Verdict Robots::judge(std::string_view url) const {
  const std::string path = path_and_query(url);
  if (path == "/robots.txt") return {};
  const std::string plain = plainly_written(path);
  const Rule* longest = nullptr;
  for (const auto& rule : rules_) {
    const bool stronger = longest == nullptr || rule.pattern.size() > longest->pattern.size() ||
                          (rule.pattern.size() == longest->pattern.size() && rule.allow && !longest->allow);
    if (!stronger) continue;
    if (matches_pattern(rule.pattern, path) || (!rule.allow && matches_pattern(rule.plain, plain))) longest = &rule;
  }
  if (longest == nullptr) return {};
  return {longest->allow, longest->written, longest->line};
}

}  // namespace lawhub
