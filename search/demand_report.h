// Report R3, demand (demand.h): words that found nothing, and matters by county.
#pragma once
#include "search/service.h"

namespace lawhub {

/// ?part=words (unless said) or matters. Words are told when they were asked three times: what only one person asked
/// may be about that person.
Response show_demand(const Call& call);
Response send_demand_csv(const Call& call);
Response api_demand(const Call& call);

}  // namespace lawhub
