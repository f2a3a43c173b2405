// For those who run the hub: is it alive, can it answer, what did it do.
#pragma once
#include "search/service.h"

namespace lawhub {

Response tell_health(const Call& call);
/// 503 until there is a generation to search and the registry can be read.
Response tell_readiness(const Call& call);
/// Prometheus' text format.
Response tell_metrics(const Call& call);

}  // namespace lawhub
