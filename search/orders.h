// Orders of an administrator, the same from a form and from the API.
#pragma once
#include <string_view>
#include <vector>

#include "base/result.h"
#include "registry/journal.h"
#include "search/service.h"

namespace lawhub {

/// Orders a crawl of these sources, or of every enabled one for "*". Durable on return. Problems: "unknown-source" when
/// one of them is none, "unknown-mode"; an empty mode is "harvest".
Result<std::vector<Job>> order_jobs(const Call& call, const std::vector<std::string_view>& sources,
                                    std::string_view mode);
/// The job of the route's {id}; nothing when there is none.
std::optional<Job> job_of(const Call& call);
/// Cancels it; false when it had ended.
bool cancel(const Call& call, const Job& job);

}  // namespace lawhub
