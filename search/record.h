// The record of what people do at the desk (registry/audit.h): a line before the act, which is refused when that cannot
// be written, and a line that says how it ended.
#pragma once
#include "search/routes.h"

namespace lawhub {

/// Calls the handler of a route that does something, between its two lines.
Response recorded(const Route& route, const Call& call);
/// Somebody known was not let near a route that does something.
void record_refusal(const Route& route, const Call& call, int status);
/// Somebody tried to come in: "done", "refused locked", …
void record_sign_in(const Call& call, const Account& account, std::string_view result);

}  // namespace lawhub
