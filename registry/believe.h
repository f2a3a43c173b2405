// What is believed of the observations of one institution: who still speaks, whether it is listed, and the merged
// record. Pure. For the registry's own sources.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "registry/institution.h"
#include "registry/observation_rows.h"
#include "registry/source.h"

namespace lawhub {

/// Complete lists in a row that must miss a record before it counts for nothing.
inline constexpr int kAbsences = 3;

/// The ids of rows that have nothing more to say here: missing from their list while the same source says the
/// institution under another key, or missing for good or taken back while another source still speaks.
std::vector<std::int64_t> spent_rows(const std::vector<const ObservationRow*>& members,
                                     const std::map<std::string, Source>& sources);

/// The institution its members make, without id, aliases and version. Listed while anybody says it; withdrawn by the
/// tombstone of a source that nobody left outranks, or when every list has missed it kAbsences times.
Institution believe(const std::vector<const ObservationRow*>& members, const std::map<std::string, Source>& sources);

}  // namespace lawhub
