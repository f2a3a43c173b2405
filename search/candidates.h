// Which institutions may answer a question, and why: a name that is the question, names that hold its words, and those
// that fulfil what was understood.
#pragma once
#include <vector>

#include "base/clock.h"
#include "search/filter.h"
#include "search/names.h"
#include "search/question.h"
#include "search/table.h"

namespace lawhub {

struct Candidate {
  Xapian::docid id = 0;
  float text = 0;        ///< weight of the words, 0..1
  float name_share = 0;  ///< NameWords::share(); 0 when no name holds the words as typed
  bool unread = false;   ///< … but the names were not looked at yet: `name_share` is the most it can be
  bool reading = false;  ///< all that was understood holds
  bool widened = false;  ///< … but only in the larger place
  bool exact = false;    ///< a name is the question
  bool way = false;      ///< stands in the relation, or can be reached by the way, that was asked for (ways.h)
};

/// By rising id, each once; only those that `filter` takes. All of them are answers, also those with unread names.
std::vector<Candidate> candidates(const InstitutionTable& table, const Xapian::Database& db, const Question& q,
                                  const NameWords& words, const Filter& filter, Instant now);

}  // namespace lawhub
