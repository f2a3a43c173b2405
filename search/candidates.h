// Which institutions may answer a question, and why: a name that is the question, names that hold its words, and those
// that fulfil what was understood.
#pragma once
#include <vector>

#include "base/clock.h"
#include "search/question.h"
#include "search/shard.h"
#include "search/table.h"

namespace lawhub {

struct Candidate {
  Xapian::docid id = 0;
  float text = 0;        ///< weight of the words, 0..1
  bool reading = false;  ///< all that was understood holds
  bool widened = false;  ///< … but only in the larger place
  bool in_name = false;  ///< a name may hold the words: whether as typed is for the ranking to see
  bool exact = false;    ///< a name is the question
};

/// By rising id, each once. Nothing of the parameters' filters is applied.
std::vector<Candidate> candidates(const InstitutionTable& table, const Xapian::Database& db, const Question& q,
                                  Instant now);

/// For each notation of the table whether it is open then.
std::vector<bool> open_notations(const InstitutionTable& table, Instant now);

}  // namespace lawhub
