// POST /api/v1/ping: a source says that it has something new.
#pragma once
#include "search/service.h"

namespace lawhub {

Response api_ping(const Call& call);

}  // namespace lawhub
