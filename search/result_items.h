// The results themselves, as lists for the result page.
#pragma once
#include <string>

#include "search/answer.h"
#include "search/parameters.h"
#include "search/view.h"

namespace lawhub {

/// How links of the page say its question: to_query() or discreet_query().
using ResultLink = std::string (*)(const Parameters&);

/// Where a matter was understood: one group for each type, in the order in which the answer names them, with what the
/// type does, what it costs and how many there are; else one group without a title.
Views group_views(const Parameters& p, const Answer& answer, ResultLink link);

}  // namespace lawhub
