// The administrator's part of the JSON API (docs/http-api.md).
#pragma once
#include "search/service.h"

namespace lawhub {

/// {"source":ID|"*","mode":"harvest|force|validate"}: 202 with the job, or with {"jobs":[…]} for "*".
Response api_order_crawl(const Call& call);
Response api_job(const Call& call);
/// What it did, item by item, and what failed by cause.
Response api_job_items(const Call& call);
/// 202 with the job; 409 when it had ended.
Response api_cancel_job(const Call& call);

}  // namespace lawhub
