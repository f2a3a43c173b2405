// Report R1, coverage (registry/coverage.h): pages, CSV and JSON of the last one that was made.
#pragma once
#include "search/service.h"

namespace lawhub {

/// Public. Counties, or with ?division= the towns of one.
Response show_coverage(const Call& call);
Response send_coverage_csv(const Call& call);
Response api_coverage(const Call& call);
/// Makes it anew now, ten seconds for a province; one at a time.
Response make_coverage(const Call& call);

}  // namespace lawhub
