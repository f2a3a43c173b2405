// The WHATWG URL Standard (https://url.spec.whatwg.org), for http and https: what a browser makes of a link.
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace lawhub {

/// An http or https URL with all its parts, each percent-encoded as the standard says.
struct WebAddress {
  std::string scheme;  ///< "http" or "https"
  std::string username, password;
  std::string host;         ///< a name in ASCII, "127.0.0.1" or "[::1]"; never empty
  std::optional<int> port;  ///< nothing: the default of the scheme
  std::string path;         ///< begins with "/"
  std::optional<std::string> query, fragment;
  /// The standard's serialisation.
  std::string href() const;
};

/// Parses `text`, relative to `base` (may be null), as the basic URL parser of the standard. `encoding` is that of the
/// page the link stands on ("gb18030"): browsers write queries in it. Nothing on failure and for other schemes.
std::optional<WebAddress> parse_web_address(std::string_view text, const WebAddress* base = nullptr,
                                            std::string_view encoding = "utf-8");

/// A path as the standard has it: "/a\\../b c/%2e/d" → "/b%20c/d". `path` begins with a slash.
std::string without_dots(std::string path);

}  // namespace lawhub
