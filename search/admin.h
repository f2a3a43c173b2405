// The administrator's pages.
#pragma once
#include "search/service.h"

namespace lawhub {

Response show_desk(const Call& call);
Response order_crawl(const Call& call);
Response show_job(const Call& call);
/// CSV of all items.
Response send_job_items(const Call& call);
/// Server-sent events: the job as JSON whenever it changed, until it has ended.
Response follow_job(const Call& call);
Response cancel_job(const Call& call);

}  // namespace lawhub
