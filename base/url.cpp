#include "base/url.h"

#include <arpa/inet.h>
#include <unicode/bytestream.h>
#include <unicode/idna.h>

#include <algorithm>
#include <array>
#include <memory>
#include <stdexcept>
#include <vector>

#include "base/text.h"

namespace lawhub {
namespace {

// What stands for itself; everything else is written as %XX (WHATWG URL, percent-encode sets).
constexpr std::string_view kKeptInPath = "!$%&'()*+,-./:;=@[]_~\\^|";
constexpr std::string_view kKeptInQuery = "!$%&()*+,-./:;=?@[]_~\\^`{|}";
constexpr std::string_view kForbiddenInHost = " #%/:<>?@[\\]^|\"`{}";

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

/// "a/../b/./c" → "/b/c". `path` begins with "/".
std::string without_dots(std::string_view path) {
  std::vector<std::string_view> kept;
  const std::vector<std::string_view> segments = split(path.substr(1), '/');
  for (std::size_t i = 0; i < segments.size(); ++i) {
    const std::string plain = replace_all(lower(segments[i]), "%2e", ".");
    const bool last = i + 1 == segments.size();
    if (plain == "..") {
      if (!kept.empty()) kept.pop_back();
    } else if (plain != ".") {
      kept.push_back(segments[i]);
      continue;
    }
    if (last) kept.emplace_back();  // "/a/.." is the folder "/"
  }
  std::string out;
  for (const std::string_view segment : kept) {
    out += '/';
    out += segment;
  }
  return out.empty() ? "/" : out;
}

/// Host names outside ASCII as Punycode (UTS #46); nothing when it is no host name.
std::optional<std::string> ascii_host(const std::string& host) {
  static const std::unique_ptr<icu::IDNA> kIdna = [] {
    UErrorCode error = U_ZERO_ERROR;
    std::unique_ptr<icu::IDNA> made(
        icu::IDNA::createUTS46Instance(UIDNA_NONTRANSITIONAL_TO_ASCII | UIDNA_CHECK_BIDI, error));
    if (U_FAILURE(error)) throw std::runtime_error("ICU: no IDNA data");
    return made;
  }();
  std::string out;
  icu::StringByteSink<std::string> sink(&out);
  icu::IDNAInfo info;
  UErrorCode error = U_ZERO_ERROR;
  kIdna->nameToASCII_UTF8(host, sink, info, error);
  if (U_FAILURE(error) || info.hasErrors()) return std::nullopt;
  return out;
}

/// A host whose last label is a number is an IPv4 address in one of its old spellings: 0x7f.1, 2130706433.
std::optional<std::string> ipv4_or_name(const std::string& host) {
  const std::string_view trimmed = host.back() == '.' ? std::string_view(host).substr(0, host.size() - 1) : host;
  const std::string last(split(trimmed, '.').back());
  const bool number = !last.empty() && (std::all_of(last.begin(), last.end(), is_digit) || last.rfind("0x", 0) == 0);
  if (!number) return host;
  in_addr address{};
  std::array<char, INET_ADDRSTRLEN> text{};
  if (inet_aton(std::string(trimmed).c_str(), &address) == 0) return std::nullopt;
  return inet_ntop(AF_INET, &address, text.data(), text.size());
}

std::optional<std::string> parse_host(std::string_view text) {
  if (text.size() > 2 && text.front() == '[' && text.back() == ']') {
    in6_addr address{};
    std::array<char, INET6_ADDRSTRLEN> canonical_text{};
    if (inet_pton(AF_INET6, std::string(text.substr(1, text.size() - 2)).c_str(), &address) != 1) return std::nullopt;
    return "[" + std::string(inet_ntop(AF_INET6, &address, canonical_text.data(), canonical_text.size())) + "]";
  }
  std::string host = lower(percent_decode(text));
  if (std::any_of(host.begin(), host.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; })) {
    const std::optional<std::string> converted = ascii_host(host);
    if (!converted) return std::nullopt;
    host = *converted;
  }
  const auto forbidden = [](char c) {
    return static_cast<unsigned char>(c) <= 0x20 || c == 0x7F || kForbiddenInHost.find(c) != std::string_view::npos;
  };
  if (host.empty() || host == "." || host.size() > 253 || std::any_of(host.begin(), host.end(), forbidden)) {
    return std::nullopt;
  }
  return ipv4_or_name(host);
}

/// "host", "host:port" into `url`.
bool parse_authority(std::string_view text, Url& url) {
  if (text.find('@') != std::string_view::npos) return false;
  url.port = default_port(url.scheme);
  const std::size_t colon = text.rfind(':');
  if (colon != std::string_view::npos && text.find(']', colon) == std::string_view::npos) {
    const std::string_view digits = text.substr(colon + 1);
    std::int64_t port = url.port;
    if (!digits.empty() && (!parse_number(digits, port) || port < 1 || port > 65535)) return false;
    url.port = static_cast<int>(port);
    text = text.substr(0, colon);
  }
  const std::optional<std::string> host = parse_host(text);
  if (!host) return false;
  url.host = *host;
  return true;
}

/// The scheme in front of `text`, lower case, which is taken away with its colon; empty when there is none.
std::string take_scheme(std::string_view& text) {
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos || colon == 0 || is_digit(text[0])) return {};
  const std::string_view scheme = text.substr(0, colon);
  const auto fits = [](char c) { return is_alnum(c) || c == '+' || c == '-' || c == '.'; };
  if (!std::all_of(scheme.begin(), scheme.end(), fits) || !is_alnum(text[0])) return {};
  text.remove_prefix(colon + 1);
  return lower(scheme);
}

/// Path and query of `url` from what follows the authority; `path` is absolute, still with dots.
Url finish(Url url, std::string_view path, std::string_view query) {
  url.path = without_dots(escape_all_but(path, kKeptInPath));
  url.query = escape_all_but(query, kKeptInQuery);
  return url;
}

/// "/a/b/c" → "/a/b/".
std::string_view folder_of(std::string_view path) { return path.substr(0, path.rfind('/') + 1); }

bool is_session_or_tracking(std::string_view parameter) {
  const std::string name = lower(parameter.substr(0, parameter.find('=')));
  static const std::array<std::string_view, 5> kDropped = {"jsessionid", "phpsessid", "sid", "from", "spm"};
  return name.empty() || name.rfind("utm_", 0) == 0 ||
         std::find(kDropped.begin(), kDropped.end(), name) != kDropped.end() || parameter == "page=1";
}

std::string without_index_file(std::string_view path) {
  const std::string_view folder = folder_of(path);
  const std::string file = lower(path.substr(folder.size()));
  for (const std::string_view stem : {"index.", "default."}) {
    for (const std::string_view ending : {"html", "htm", "asp", "aspx", "jsp", "php"}) {
      if (file == std::string(stem) + std::string(ending)) return std::string(folder);
    }
  }
  return std::string(path);
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

std::optional<Url> parse_url(std::string_view text, const Url* base) {
  std::string cleaned(trim(text));
  std::erase_if(cleaned, [](char c) { return c == '\t' || c == '\n' || c == '\r'; });
  std::string_view rest = cleaned;
  rest = rest.substr(0, rest.find('#'));
  const std::string scheme = take_scheme(rest);
  if (!scheme.empty() && scheme != "http" && scheme != "https") return std::nullopt;

  const std::size_t mark = rest.find('?');
  const std::string_view query = mark == std::string_view::npos ? std::string_view() : rest.substr(mark + 1);
  std::string place(rest.substr(0, mark));
  std::replace(place.begin(), place.end(), '\\', '/');

  const bool slashes = place.rfind("//", 0) == 0;
  const bool relative = !slashes && (scheme.empty() || (base != nullptr && scheme == base->scheme));
  if (!relative) {
    if (scheme.empty() && base == nullptr) return std::nullopt;
    Url url;
    url.scheme = scheme.empty() ? base->scheme : scheme;
    place.erase(0, place.find_first_not_of('/'));  // "http:///host" and "http:host" are taken as meant
    const std::size_t end = std::min(place.find('/'), place.size());
    if (!parse_authority(std::string_view(place).substr(0, end), url)) return std::nullopt;
    return finish(std::move(url), end == place.size() ? "/" : std::string_view(place).substr(end), query);
  }
  if (base == nullptr) return std::nullopt;
  Url url = *base;
  if (place.empty()) {
    if (mark != std::string_view::npos) url.query = escape_all_but(query, kKeptInQuery);
    return url;
  }
  if (place.front() != '/') place.insert(0, folder_of(base->path));
  return finish(std::move(url), place, query);
}

Url canonical(Url url) {
  constexpr std::string_view kSession = ";jsessionid=";
  for (std::size_t at = lower(url.path).find(kSession); at != std::string::npos; at = lower(url.path).find(kSession)) {
    const std::size_t end = std::min(url.path.find_first_of(";/", at + 1), url.path.size());
    url.path.erase(at, end - at);
  }
  url.path = without_index_file(without_dots(normalise_escapes(url.path)));  // "..;jsessionid=1" has become ".."
  std::vector<std::string> kept;
  for (const std::string_view parameter : split(url.query, '&')) {
    if (!is_session_or_tracking(parameter)) kept.push_back(normalise_escapes(parameter));
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
