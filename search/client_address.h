// Whose request it is, where proxies stand in front: without this all clients would share the proxy's address, and one
// who guesses passwords would lock all others out.
#pragma once
#include "search/http.h"

namespace lawhub {

/// The other end of the connection; when that is one of `trusted` (networks, by commas), the client it names: the last
/// hop of X-Forwarded-For or of Forwarded (RFC 7239), which the proxy itself wrote. What stands before the last hop is
/// the client's own word, and so is a header that the proxy does not write: when both come and differ, or the hop is no
/// address, the proxy's address stays.
std::string client_address(std::string_view trusted, const Request& request);

/// The id that a trusted proxy gave the request (X-Request-Id), so that its log and ours can be read together; else a
/// new one.
std::string request_id(std::string_view trusted, const Request& request);

}  // namespace lawhub
