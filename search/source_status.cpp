#include "search/source_status.h"

#include "registry/register.h"

namespace lawhub {

SourceStatus status_of_source(Database& db, const Clock& clock, const Source& source) {
  Journal journal(db, clock);
  SourceStatus status;
  status.source = source;
  status.last = journal.last_of(source.id);
  if (auto success = journal.last_success_of(source.id)) status.last_success = success->finished_at;
  auto snapshots = Register(db).snapshots_of(source.id);
  if (!snapshots.empty() && snapshots.front().state == "held") status.held = snapshots.front().reason;
  for (const auto& snapshot : snapshots) {
    if (snapshot.state != "accepted") continue;
    status.observations = snapshot.observations;
    break;
  }
  return status;
}

std::vector<SourceStatus> all_source_statuses(Database& db, const Clock& clock) {
  std::vector<SourceStatus> statuses;
  for (const auto& source : Sources(db).all()) statuses.push_back(status_of_source(db, clock, source));
  return statuses;
}

}  // namespace lawhub
