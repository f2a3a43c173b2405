// What a citizen says is wrong with an institution: a form without JavaScript or account, which becomes a ticket for
// the bureau of the county. Who says it is neither asked nor kept.
#pragma once
#include "search/service.h"

namespace lawhub {

/// ?field= chooses the field beforehand. 404 for an unknown institution; an alias answers 301.
Response show_report_form(const Call& call);
/// Fields `field` and `words`. 429 after ten a minute from one address; 503 when enough reports of the institution
/// wait.
Response take_report(const Call& call);

}  // namespace lawhub
