// Pages for a question.
#pragma once
#include <vector>

#include "base/clock.h"
#include "search/find_institutions.h"
#include "search/question.h"
#include "search/shard.h"
#include "search/table.h"

namespace lawhub {

struct FoundPages {
  std::vector<Ranked> best;
  std::size_t total = 0;
};

/// The best `count` pages, or the newest when the question asks for dates. None when the parameters demand what only an
/// institution can have (type, distance, radius, opening). Throws Xapian::Error.
FoundPages find_pages(const Shard<PageTable>& shard, const Question& q, std::size_t count, Instant now);

}  // namespace lawhub
