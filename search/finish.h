// What is true of every answer, whatever its handler: security headers, validators, compression.
#pragma once
#include "search/http.h"

namespace lawhub {

/// Does the client have it already, by the validators that are among the response's headers (RFC 9110 §13.2.2)?
bool is_known(const Request& request, const Response& response);

/// `open`: the answer is the same for everybody; others are never kept by a cache and never compressed (their pages
/// hold secrets beside what a client sent).
void finish_response(const Request& request, bool open, Response& response);

}  // namespace lawhub
