// Who stands in the relation to a place that was asked for (我村的法律顾问), and who can be reached by the way that was
// asked for (网上调解). The tables: data/ways.tsv, the index's terms of relations and channels.
#pragma once
#include <xapian.h>

#include <vector>

#include "search/candidates.h"

namespace lawhub {

/// Marks those of `found` (by rising id) that can be reached by the way that was asked for, and marks or adds who
/// stands in the relation that was asked for to the place, wherever they lie themselves. A town's counsel is that of
/// its villages, too. Throws Xapian::Error.
void take_ways(const Xapian::Database& db, const Question& q, const Filter& filter, std::vector<Candidate>& found);

}  // namespace lawhub
