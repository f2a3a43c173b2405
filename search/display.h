// How a visitor wishes to see the pages: large type (适老化) and high contrast. Kept in a cookie, so that it needs
// neither JavaScript nor an account; every page carries the links that change it.
#pragma once
#include "search/service.h"

namespace lawhub {

/// GET /display?text=large|normal&contrast=high|normal&back=/path: keeps the wish for a year and returns to where the
/// visitor was (of this site only).
Response set_display(const Call& call);

/// Marks a page with what its visitor wishes, and lets its links for changing that return to it. Other answers stay.
void apply_display(const Request& request, Response& response);

}  // namespace lawhub
