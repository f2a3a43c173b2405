// URLs: parsing, resolution and the canonical key under which the crawler knows a page (RFC 3986, WHATWG URL for http).
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace lawhub {

/// An absolute http or https URL. Host is lower case; port is always set (80 or 443 by default); path begins with "/".
struct Url {
  std::string scheme;
  std::string host;
  int port = 0;
  std::string path;
  std::string query;  ///< without "?"; empty when none
  bool operator==(const Url&) const = default;
  /// "http://host[:port]/path[?query]"; the default port is left out; never a fragment.
  std::string text() const;
  /// "http://host[:port]", the key of politeness and robots.txt.
  std::string origin() const;
};

/// Parses `text`, relative to `base` when given. White space around is dropped, tabs and newlines inside are removed,
/// back slashes are slashes, dot segments are resolved, characters outside ASCII and spaces are percent-encoded as
/// UTF-8, the fragment is dropped. Nothing when it is not http(s), has user information, or is malformed.
std::optional<Url> parse_url(std::string_view text, const Url* base = nullptr);

/// The same page under its first name: session ids (jsessionid, phpsessid, sid) and tracking parameters (utm_*, from,
/// spm) removed, `index.html|htm|asp|aspx|jsp|php` and "default.…" at the end of a path removed, `page=1` removed,
/// escapes in their first form (RFC 3986 §6.2.2).
Url canonical(Url url);

std::string percent_decode(std::string_view text);  ///< bytes; a malformed escape stays as it is
std::string percent_encode(std::string_view text);  ///< everything but RFC 3986 unreserved characters

}  // namespace lawhub
