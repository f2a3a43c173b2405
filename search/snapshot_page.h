// The pages of snapshots. Pure.
#pragma once
#include "registry/difference.h"
#include "registry/register.h"
#include "search/html.h"

namespace lawhub {

/// `source` names whose they are; empty: all that wait.
std::string snapshots_page(const Site& site, const Session& session, std::string_view source,
                           const std::vector<SnapshotInfo>& snapshots);
/// `difference` is what it would change, while it waits.
std::string snapshot_page(const Site& site, const Session& session, const SnapshotInfo& snapshot,
                          const std::optional<Difference>& difference);

}  // namespace lawhub
