// Columns beside those that every list has: the validity of the licence, the yearly inspection, the mobile number, the
// head office, the host, the kind of a mediation committee.
#pragma once
#include "feeds/listing.h"
#include "registry/record.h"

namespace lawhub {

/// Adds to `record` what these columns of `listing` say; what they do not say plainly is left out. Numbers and
/// identifiers must have been read already.
void read_further_columns(const Listing& listing, Record& record);

}  // namespace lawhub
