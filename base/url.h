// The URLs a crawler visits, and the canonical key under which it knows a page.
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

/// Parses `text`, relative to `base` when given, as browsers do (web_address.h); the fragment is dropped. `encoding` is
/// that of the page the link stands on, in which its query is written. Nothing when it is not http(s) or is malformed;
/// and what no crawler visits: user information, port 0, a host longer than DNS knows.
std::optional<Url> parse_url(std::string_view text, const Url* base = nullptr, std::string_view encoding = "utf-8");

/// The same page under its first name: session ids, tracking parameters, the number of the first page and the file that
/// shows a folder are removed, as data/url_rules.tsv says and why; escapes in their first form (RFC 3986 §6.2.2).
/// Idempotent.
Url canonical(Url url);

std::string percent_decode(std::string_view text);  ///< bytes; a malformed escape stays as it is
std::string percent_encode(std::string_view text);  ///< everything but RFC 3986 unreserved characters

}  // namespace lawhub
