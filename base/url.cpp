#include "base/url.h"

#include <algorithm>
#include <functional>
#include <vector>

#include "base/embedded.h"
#include "base/text.h"
#include "base/tsv.h"
#include "base/web_address.h"

namespace lawhub {
namespace {

constexpr std::size_t kLongestHost = 253;  // RFC 1035 §2.3.4, written

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_alnum(char c) { return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }
std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = lower(c);
  return out;
}
int hex_value(char c) {
  if (is_digit(c)) return c - '0';
  c = lower(c);
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}
int default_port(std::string_view scheme) { return scheme == "https" ? 443 : 80; }

/// The byte a "%XX" at `at` stands for, or -1.
int escaped_byte(std::string_view text, std::size_t at) {
  if (at + 2 >= text.size() || text[at] != '%') return -1;
  const int high = hex_value(text[at + 1]);
  const int low = hex_value(text[at + 2]);
  return high < 0 || low < 0 ? -1 : high * 16 + low;
}

void append_escaped(std::string& out, char c) {
  constexpr char kHex[] = "0123456789ABCDEF";
  const auto byte = static_cast<unsigned char>(c);
  out += {'%', kHex[byte >> 4], kHex[byte & 15]};
}

std::string escape_all_but(std::string_view text, std::string_view kept) {
  std::string out;
  for (const char c : text) {
    if (is_alnum(c) || kept.find(c) != std::string_view::npos) {
      out.push_back(c);
    } else {
      append_escaped(out, c);
    }
  }
  return out;
}

/// data/url_rules.tsv.
struct UrlRule {
  std::string_view kind, name, value;
};

const std::vector<UrlRule>& url_rules() {
  static const std::vector<UrlRule> kRules = [] {
    const Table table(base_file("data/url_rules.tsv"), "url_rules.tsv");
    const std::size_t kind = table.column("kind"), name = table.column("name"), value = table.column("value");
    std::vector<UrlRule> rules;
    for (std::size_t row = 0; row < table.size(); ++row)
      rules.push_back({table.cell(row, kind), table.cell(row, name), table.cell(row, value)});
    return rules;
  }();
  return kRules;
}

bool any_rule(std::string_view kind, const std::function<bool(const UrlRule&)>& fits) {
  return std::any_of(url_rules().begin(), url_rules().end(),
                     [&](const UrlRule& rule) { return rule.kind == kind && fits(rule); });
}

/// "utm_*" fits every name that begins so.
bool fits_name(std::string_view pattern, std::string_view name) {
  if (pattern.empty() || pattern.back() != '*') return pattern == name;
  return name.substr(0, pattern.size() - 1) == pattern.substr(0, pattern.size() - 1);
}

bool fits_value(std::string_view wanted, std::string_view value) {
  const auto all = [&](auto fits) { return !value.empty() && std::all_of(value.begin(), value.end(), fits); };
  if (wanted == "*") return true;
  if (wanted == "hex16") return value.size() >= 16 && all([](char c) { return hex_value(c) >= 0; });
  if (wanted == "digits") return all(is_digit);
  return wanted == value;
}

bool says_nothing(std::string_view parameter) {
  if (parameter.empty()) return true;
  const std::size_t end = std::min(parameter.find('='), parameter.size());
  const std::string name = lower(parameter.substr(0, end));
  const std::string_view value = parameter.substr(std::min(end + 1, parameter.size()));
  return any_rule("parameter",
                  [&](const UrlRule& rule) { return fits_name(rule.name, name) && fits_value(rule.value, value); });
}

/// The path without sessions and without the file that shows its folder.
std::string without_names(std::string_view path) {
  std::string out;
  for (std::string_view segment : split(path.substr(1), '/')) {
    const std::string name = lower(segment);
    // "(s(*))": in front of the star and behind it
    const auto between = [&](const UrlRule& rule) {
      const auto star = rule.name.find('*');
      return name.size() >= rule.name.size() && name.substr(0, star) == rule.name.substr(0, star) &&
             name.substr(name.size() - (rule.name.size() - star - 1)) == rule.name.substr(star + 1);
    };
    if (any_rule("segment", between)) continue;
    std::size_t end = segment.size();
    for (std::size_t at = name.find(';'); at != std::string::npos; at = name.find(';', at + 1)) {
      const std::size_t next = std::min(name.find(';', at + 1), name.size());
      const std::string_view parameter = std::string_view(name).substr(at, next - at);
      if (any_rule("suffix", [&](const UrlRule& rule) { return fits_name(rule.name, parameter); })) {
        end = at;
        break;
      }
    }
    out += '/';
    out += segment.substr(0, end);
  }
  return out.empty() ? "/" : out;
}

std::string without_folder_file(const std::string& path) {
  const std::size_t name = path.rfind('/') + 1;
  const std::string file = lower(std::string_view(path).substr(name));
  return any_rule("folder", [&](const UrlRule& rule) { return rule.name == file; }) ? path.substr(0, name) : path;
}

/// RFC 3986 §6.2.2: escapes of unreserved characters are undone, the others written in upper case.
std::string normalise_escapes(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const int byte = escaped_byte(text, i);
    if (byte < 0) {
      out.push_back(text[i]);
      continue;
    }
    const char c = static_cast<char>(byte);
    if (is_alnum(c) || (byte != 0 && std::string_view("-._~").find(c) != std::string_view::npos)) {
      out.push_back(c);
    } else {
      append_escaped(out, c);
    }
    i += 2;
  }
  return out;
}

}  // namespace

std::string Url::origin() const {
  return scheme + "://" + host + (port == default_port(scheme) ? "" : ":" + std::to_string(port));
}

std::string Url::text() const { return origin() + path + (query.empty() ? "" : "?" + query); }

std::optional<Url> parse_url(std::string_view text, const Url* base, std::string_view encoding) {
  std::optional<WebAddress> from;
  if (base != nullptr) {
    from = WebAddress{base->scheme, {}, {}, base->host, std::nullopt, base->path, std::nullopt, std::nullopt};
    if (base->port != default_port(base->scheme)) from->port = base->port;
    if (!base->query.empty()) from->query = base->query;
  }
  auto address = parse_web_address(text, from ? &*from : nullptr, encoding);
  if (!address || !address->username.empty() || !address->password.empty()) return std::nullopt;
  if (address->host == "." || address->host.size() > kLongestHost || address->port == 0) return std::nullopt;
  return Url{address->scheme, address->host, address->port.value_or(default_port(address->scheme)),
             std::move(address->path), address->query.value_or("")};
}

Url canonical(Url url) {
  // "..;jsessionid=1" becomes "..", and only then a step up
  url.path = without_folder_file(without_dots(without_names(without_dots(normalise_escapes(url.path)))));
  std::vector<std::string> kept;
  for (const std::string_view parameter : split(url.query, '&')) {
    if (!says_nothing(parameter)) kept.push_back(normalise_escapes(parameter));
  }
  url.query = join(kept, "&");
  return url;
}

std::string percent_decode(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const int byte = escaped_byte(text, i);
    out.push_back(byte < 0 ? text[i] : static_cast<char>(byte));
    if (byte >= 0) i += 2;
  }
  return out;
}

std::string percent_encode(std::string_view text) { return escape_all_but(text, "-._~"); }

}  // namespace lawhub
