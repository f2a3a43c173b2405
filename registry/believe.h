// What is believed of the observations of one institution: who still speaks, whether it is listed, and the merged
// record. Pure. For the registry's own sources.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "registry/decisions.h"
#include "registry/institution.h"
#include "registry/observation_rows.h"
#include "registry/source.h"

namespace lawhub {

/// Complete lists in a row that must miss a record before it counts for nothing.
inline constexpr int kAbsences = 3;

/// Its source says no longer that the institution exists, nor how it ended: missing for good, or taken back.
bool is_silent(const ObservationRow& row);

/// Those of an institution's rows that still count: without those missing from their list while the same source says
/// the institution under another key, those missing for good while a source of the same weight or more still lists it,
/// and those taken back while anybody else speaks. By source and key.
std::vector<const ObservationRow*> heard(const std::vector<const ObservationRow*>& rows,
                                         const std::map<std::string, Source>& sources);

/// The institution its rows make, without id, aliases and version. Withdrawn by the tombstone of a source that nobody
/// left outranks, or when all was taken back. When the list of its registering source (of those that say it, the one
/// that is believed first about the status) has missed it kAbsences times, it stays as it was said last, with the
/// status unknown since then. `fields` is what people decided: it wins, and what the sources say is kept beside it.
Institution believe(const std::vector<const ObservationRow*>& rows, const std::map<std::string, Source>& sources,
                    const std::map<Field, Decision>& fields);

}  // namespace lawhub
