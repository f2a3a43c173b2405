// Institutions for a question: candidates, strict filters, facets, order.
#pragma once
#include <optional>
#include <vector>

#include "base/clock.h"
#include "search/answer.h"
#include "search/question.h"
#include "search/shard.h"
#include "search/table.h"

namespace lawhub {

struct Ranked {
  Xapian::docid id = 0;
  double score = 0;
};

struct FoundInstitutions {
  std::vector<Ranked> best;  ///< first those to show first
  std::size_t total = 0;     ///< all that match, filters applied
  std::size_t reading = 0;   ///< of them those that fulfil all that was understood, in the asked place
  bool exact = false;        ///< the question is the name of one
  std::vector<Bucket> by_type, by_division;
  std::vector<std::size_t> by_area;  ///< how many lie in each of Question::areas, when there are several
};

/// The best `count` and the counts of all. `now` decides who is open. Throws Xapian::Error.
FoundInstitutions find_institutions(const Shard<InstitutionTable>& shard, const Question& q, std::size_t count,
                                    Instant now);

}  // namespace lawhub
