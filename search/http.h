// A request and its response as the hub's handlers see them. The HTTP library is included by responder.cpp and
// acceptor.cpp only.
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace lawhub {

using NamedValues = std::vector<std::pair<std::string, std::string>>;

struct Request {
  std::string method;   ///< GET, HEAD or POST
  std::string path;     ///< percent-decoded, begins with "/"
  NamedValues query;    ///< decoded, in the order sent
  std::string body;     ///< as sent; only with POST
  std::string peer;     ///< the client's address (client_address.h)
  std::string id;       ///< by which the logs know it; set by answer_request()
  NamedValues headers;  ///< names in lower case; only those that framing.h lets through
  bool accepts_gzip = false;

  /// The value of the first header of that lower-case name; empty when there is none.
  std::string_view header(std::string_view name) const;
  /// The value of a cookie; empty when there is none.
  std::string_view cookie(std::string_view name) const;
};

/// The next piece of a response that grows; an empty piece says "nothing new", nothing ends the stream. Called by one
/// thread at a time.
using EventStream = std::function<std::optional<std::string>()>;

struct Response {
  int status = 200;
  std::string type = "text/html; charset=utf-8";
  std::string body;
  NamedValues headers;
  EventStream stream;  ///< when set, what follows the head; body is not used
};

/// Name-value pairs of a query string or of an application/x-www-form-urlencoded body.
NamedValues parse_form(std::string_view encoded);
/// The value of the first pair of that name; empty when there is none.
std::string_view value_of(const NamedValues& pairs, std::string_view name);
/// Does an Accept-Encoding header allow gzip (RFC 9110 §12.5.3, q=0 refuses)?
bool allows_gzip(std::string_view accept_encoding);
/// gzip member of `bytes` at a level that costs little; text shrinks to about a fifth.
std::string gzip(std::string_view bytes);

}  // namespace lawhub
