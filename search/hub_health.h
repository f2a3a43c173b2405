// How the hub is doing, for people who run it: one reading for the page, the command line and /metrics.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/config.h"
#include "search/service.h"

namespace lawhub {

class Database;

struct HubHealth {
  std::string generation;  ///< that answers; empty: none
  std::int64_t institutions = 0, pages = 0;
  std::int64_t lag = 0;                       ///< steps of the registry's change log that are not in the index
  std::int64_t disk_free = 0, disk_size = 0;  ///< bytes, where the data is
  std::int64_t queued = 0, running = 0, silent = 0;
  std::int64_t held = 0, questions = 0, tickets = 0, late_tickets = 0;
  std::int64_t sources = 0;         ///< enabled ones
  std::vector<std::string> late;    ///< of them, ids of those without a good harvest for too long
  std::vector<std::string> alerts;  ///< Chinese sentences; empty when nothing needs anybody
};

/// Reads the registry, the journal and the index's own word of itself; milliseconds. Numbers that make an alert:
/// registry/data/safety.tsv.
HubHealth health_of(const Config& config, Database& db, const Clock& clock);
std::string to_json(const HubHealth& health);
/// "disk_free<TAB>…" a line, alerts last.
std::string to_text(const HubHealth& health);

/// For the system administrator and the auditor.
Response show_hub_health(const Call& call);
Response api_hub_health(const Call& call);

}  // namespace lawhub
