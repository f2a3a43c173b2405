// Reports for bureaus and administrators: R2 integration, R4 quality of feeds. Each as page, CSV and JSON.
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

}  // namespace lawhub
