// Reports for bureaus and administrators: R2 integration, R4 quality of feeds, links that lead
// nowhere. Each as page, CSV and JSON.
#pragma once
#include "search/service.h"

namespace lawhub {

Response show_integration(const Call& call);
Response send_integration_csv(const Call& call);
Response api_integration(const Call& call);

/// Public: the figures are about what bureaus publish.
Response show_quality(const Call& call);
Response send_quality_csv(const Call& call);
Response api_quality(const Call& call);

/// Public, for a bureau's webmaster: links of its site that lead nowhere, with the pages that link them; without a
/// source, how many each has.
Response show_dead_links(const Call& call);
Response send_dead_links_csv(const Call& call);
Response api_dead_links(const Call& call);

}  // namespace lawhub
