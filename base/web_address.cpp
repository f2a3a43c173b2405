#include "base/web_address.h"

#include <arpa/inet.h>
#include <unicode/bytestream.h>
#include <unicode/idna.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>
#include <stdexcept>
#include <vector>

#include "base/charset.h"
#include "base/text.h"
#include "base/url.h"

namespace lawhub {
namespace {

// The percent-encode sets of the standard (§1.3) beside controls and everything above "~".
constexpr std::string_view kFragmentSet = " \"<>`";
constexpr std::string_view kQuerySet = " \"#<>'";  // the special-query set
constexpr std::string_view kPathSet = " \"#<>?`{}^";
constexpr std::string_view kUserinfoSet = " \"#<>?`{}/:;=@[\\]^|";
constexpr std::string_view kForbiddenInDomain = " #/:<>?@[\\]^|%";

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_alpha(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_slash(char c) { return c == '/' || c == '\\'; }
std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return out;
}

void append_escaped(std::string& out, std::string_view text, std::string_view set) {
  constexpr char kHex[] = "0123456789ABCDEF";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte <= 0x1F || byte > 0x7E || set.find(c) != std::string_view::npos) {
      out += {'%', kHex[byte >> 4], kHex[byte & 15]};
    } else {
      out.push_back(c);
    }
  }
}

std::string escaped(std::string_view text, std::string_view set) {
  std::string out;
  append_escaped(out, text, set);
  return out;
}

/// §3.5 IPv4 number parser: "0x7f", "0177", "127".
std::optional<std::uint64_t> ipv4_number(std::string_view text) {
  if (text.empty()) return std::nullopt;
  unsigned base = 10;
  if (text.size() >= 2 && text[0] == '0' && (text[1] == 'x' || text[1] == 'X')) {
    base = 16;
    text.remove_prefix(2);
  } else if (text.size() >= 2 && text[0] == '0') {
    base = 8;
    text.remove_prefix(1);
  }
  std::uint64_t value = 0;
  for (const char c : text) {
    const std::string_view digits = "0123456789abcdef";
    const auto digit = digits.find(lower(std::string_view(&c, 1)));
    if (digit >= base) return std::nullopt;
    value = std::min<std::uint64_t>(value * base + digit, std::uint64_t{1} << 33U);
  }
  return value;
}

/// The labels of a host name; the empty one behind a dot at the end is none.
std::vector<std::string_view> labels_of(std::string_view host) {
  auto labels = split(host, '.');
  if (labels.size() > 1 && labels.back().empty()) labels.pop_back();
  return labels;
}

bool ends_in_number(std::string_view host) {
  const std::string_view last = labels_of(host).back();
  if (!last.empty() && std::all_of(last.begin(), last.end(), is_digit)) return true;
  return ipv4_number(last).has_value();
}

std::optional<std::string> parse_ipv4(std::string_view host) {
  const auto labels = labels_of(host);
  if (labels.size() > 4) return std::nullopt;
  std::uint64_t address = 0;
  for (std::size_t i = 0; i < labels.size(); ++i) {
    const auto number = ipv4_number(labels[i]);
    const bool last = i + 1 == labels.size();
    const std::uint64_t limit = last ? std::uint64_t{1} << (8 * (5 - labels.size())) : 256;
    if (!number || *number >= limit) return std::nullopt;
    address = last ? address | *number : address | *number << (8 * (3 - i));
  }
  std::string out;
  for (int shift = 24; shift >= 0; shift -= 8) {
    out += std::to_string((address >> static_cast<unsigned>(shift)) & 255U) + (shift > 0 ? "." : "");
  }
  return out;
}

/// §3.5 IPv6 serializer: the first longest run of zeros becomes "::", never dots.
std::optional<std::string> parse_ipv6(const std::string& text) {
  std::array<unsigned char, 16> bytes{};
  if (inet_pton(AF_INET6, text.c_str(), bytes.data()) != 1) return std::nullopt;
  std::array<unsigned, 8> pieces{};
  for (std::size_t i = 0; i < 8; ++i) pieces[i] = static_cast<unsigned>(bytes[2 * i] << 8U | bytes[2 * i + 1]);
  std::size_t best = 8, best_size = 1;
  for (std::size_t i = 0; i < 8; ++i) {
    std::size_t size = 0;
    while (i + size < 8 && pieces[i + size] == 0) ++size;
    if (size > best_size) best = i, best_size = size;
  }
  std::string out = "[";
  for (std::size_t i = 0; i < 8; ++i) {
    if (i == best) {
      out += i == 0 ? "::" : ":";
      i += best_size - 1;
      continue;
    }
    std::array<char, 8> hex{};
    std::snprintf(hex.data(), hex.size(), "%x", pieces[i]);
    out += hex.data();
    if (i < 7) out += ':';
  }
  return out + "]";
}

/// Domain to ASCII (UTS #46, non-transitional), with what the standard lets pass.
std::optional<std::string> domain_to_ascii(const std::string& domain) {
  static const std::unique_ptr<icu::IDNA> kIdna = [] {
    UErrorCode error = U_ZERO_ERROR;
    std::unique_ptr<icu::IDNA> made(icu::IDNA::createUTS46Instance(
        UIDNA_NONTRANSITIONAL_TO_ASCII | UIDNA_CHECK_BIDI | UIDNA_CHECK_CONTEXTJ, error));
    if (U_FAILURE(error)) throw std::runtime_error("ICU: no IDNA data");
    return made;
  }();
  // CheckHyphens and VerifyDnsLength are false
  constexpr std::uint32_t kPass = UIDNA_ERROR_EMPTY_LABEL | UIDNA_ERROR_LABEL_TOO_LONG |
                                  UIDNA_ERROR_DOMAIN_NAME_TOO_LONG | UIDNA_ERROR_LEADING_HYPHEN |
                                  UIDNA_ERROR_TRAILING_HYPHEN | UIDNA_ERROR_HYPHEN_3_4;
  std::string out;
  icu::StringByteSink<std::string> sink(&out);
  icu::IDNAInfo info;
  UErrorCode error = U_ZERO_ERROR;
  kIdna->nameToASCII_UTF8(domain, sink, info, error);
  if (U_FAILURE(error) || (info.getErrors() & ~kPass) != 0) return std::nullopt;
  return out;
}

std::optional<std::string> parse_host(std::string_view text) {
  if (text.front() == '[') {
    if (text.size() < 2 || text.back() != ']') return std::nullopt;
    return parse_ipv6(std::string(text.substr(1, text.size() - 2)));
  }
  const auto host = domain_to_ascii(to_utf8(to_code_points(percent_decode(text))));
  const auto forbidden = [](char c) {
    return static_cast<unsigned char>(c) <= 0x1F || c == 0x7F || kForbiddenInDomain.find(c) != std::string_view::npos;
  };
  if (!host || host->empty() || std::any_of(host->begin(), host->end(), forbidden)) return std::nullopt;
  return ends_in_number(*host) ? parse_ipv4(*host) : host;
}

bool parse_port(std::string_view digits, WebAddress& address) {
  int port = 0;
  for (const char c : digits) {
    if (!is_digit(c)) return false;
    port = port * 10 + (c - '0');
    if (port > 65535) return false;
  }
  const int usual = address.scheme == "https" ? 443 : 80;
  if (!digits.empty() && port != usual) address.port = port;
  return true;
}

/// "user:password@host:port".
bool parse_authority(std::string_view text, WebAddress& address) {
  const auto at = text.rfind('@');
  if (at != std::string_view::npos) {
    const auto credentials = text.substr(0, at);
    const auto colon = std::min(credentials.find(':'), credentials.size());
    address.username = escaped(credentials.substr(0, colon), kUserinfoSet);
    address.password = escaped(credentials.substr(std::min(colon + 1, credentials.size())), kUserinfoSet);
    text.remove_prefix(at + 1);
  }
  const auto bracket = text.find(']');
  const auto colon = text.find(':', text.substr(0, 1) == "[" && bracket != std::string_view::npos ? bracket : 0);
  const auto name = text.substr(0, colon);
  if (name.empty()) return false;
  const auto host = parse_host(name);
  if (!host) return false;
  address.host = *host;
  return colon == std::string_view::npos || parse_port(text.substr(colon + 1), address);
}

/// The scheme in front of `text`, lower case, which is taken away with its colon; empty when there is none.
std::string take_scheme(std::string_view& text) {
  const auto colon = text.find(':');
  if (colon == std::string_view::npos || colon == 0 || !is_alpha(text[0])) return {};
  const std::string_view scheme = text.substr(0, colon);
  const auto fits = [](char c) { return is_alpha(c) || is_digit(c) || c == '+' || c == '-' || c == '.'; };
  if (!std::all_of(scheme.begin(), scheme.end(), fits)) return {};
  text.remove_prefix(colon + 1);
  return lower(scheme);
}

/// Without controls and spaces around, and without tabs and newlines inside.
std::string cleaned(std::string_view text) {
  const auto is_blank = [](char c) { return static_cast<unsigned char>(c) <= 0x20; };
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  std::string out(text);
  std::erase_if(out, [](char c) { return c == '\t' || c == '\n' || c == '\r'; });
  return out;
}

/// Path, query and fragment of a link that stays on `base`'s host. `rest` has no query and no fragment any more.
WebAddress relative_to(const WebAddress& base, std::string_view rest, bool new_query) {
  WebAddress address = base;
  address.fragment.reset();
  if (rest.empty() && !new_query) return address;
  address.query.reset();
  if (rest.empty()) return address;
  const std::string folder = is_slash(rest.front()) ? std::string() : base.path.substr(0, base.path.rfind('/') + 1);
  address.path = without_dots(folder + std::string(rest));
  return address;
}

}  // namespace

std::string without_dots(std::string path) {
  std::replace(path.begin(), path.end(), '\\', '/');
  std::vector<std::string_view> kept;
  const std::vector<std::string_view> segments = split(std::string_view(path).substr(1), '/');
  for (std::size_t i = 0; i < segments.size(); ++i) {
    const std::string plain = replace_all(lower(segments[i]), "%2e", ".");
    const bool dots = plain == "." || plain == "..";
    if (plain == ".." && !kept.empty()) kept.pop_back();
    if (!dots) kept.push_back(segments[i]);
    if (dots && i + 1 == segments.size()) kept.emplace_back();  // "/a/.." is the folder "/"
  }
  std::string out;
  for (const std::string_view segment : kept) {
    out += '/';
    append_escaped(out, segment, kPathSet);
  }
  return out;
}

std::string WebAddress::href() const {
  std::string out = scheme + "://";
  if (!username.empty() || !password.empty()) out += username + (password.empty() ? "" : ":" + password) + "@";
  out += host + (port ? ":" + std::to_string(*port) : "") + path;
  if (query) out += "?" + *query;
  if (fragment) out += "#" + *fragment;
  return out;
}

std::optional<WebAddress> parse_web_address(std::string_view text, const WebAddress* base, std::string_view encoding) {
  const std::string clean = cleaned(text);
  std::string_view rest = clean;
  const std::string scheme = take_scheme(rest);
  if (scheme.empty() ? base == nullptr : scheme != "http" && scheme != "https") return std::nullopt;

  const auto hash = std::min(rest.find('#'), rest.size());
  const bool has_fragment = hash < rest.size();
  const auto fragment = rest.substr(std::min(hash + 1, rest.size()));
  rest = rest.substr(0, hash);
  const auto mark = std::min(rest.find('?'), rest.size());
  const bool has_query = mark < rest.size();
  const auto query = rest.substr(std::min(mark + 1, rest.size()));
  rest = rest.substr(0, mark);

  const auto slashes = static_cast<std::size_t>(std::find_if_not(rest.begin(), rest.end(), is_slash) - rest.begin());
  const bool same_scheme = base != nullptr && (scheme.empty() || scheme == base->scheme);
  std::optional<WebAddress> address;
  if (same_scheme && slashes < 2) {
    address = relative_to(*base, rest, has_query);
  } else {
    address.emplace();
    address->scheme = scheme.empty() ? base->scheme : scheme;
    rest.remove_prefix(slashes);  // "http:host" and "http:///host" are taken as meant
    const auto end = static_cast<std::size_t>(std::find_if(rest.begin(), rest.end(), is_slash) - rest.begin());
    if (!parse_authority(rest.substr(0, end), *address)) return std::nullopt;
    address->path = end == rest.size() ? "/" : without_dots(std::string(rest.substr(end)));
  }
  if (has_query) {
    const bool in_utf8 = encoding.empty() || encoding.rfind("utf-", 0) == 0;
    address->query = escaped(in_utf8 ? std::string(query) : encode(query, encoding), kQuerySet);
  }
  if (has_fragment) address->fragment = escaped(fragment, kFragmentSet);
  return address;
}

}  // namespace lawhub
