// How a job ended, in one plain Chinese sentence for the people who look after the source.
#pragma once
#include <optional>
#include <string>

#include "crawler/crawl.h"
#include "registry/accept.h"

namespace lawhub {

struct Closing {
  JobState state = JobState::done;
  std::string message;
};

/// `acceptance` is what the registry made of the proposal (of dry_run() for a validation); absent when there was none.
Closing closing_of(const Harvest& harvest, const std::optional<Acceptance>& acceptance, JobMode mode);

}  // namespace lawhub
