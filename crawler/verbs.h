// What lawhub-crawler can be told to do.
#pragma once
#include <vector>

#include "base/program.h"

namespace lawhub {

/// run, watch, preview, check, status, held, approve, reject, snapshots, rollback, import.
std::vector<Verb> crawler_verbs();

}  // namespace lawhub
