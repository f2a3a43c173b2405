// Never an empty page when something sensible exists: what was understood is relaxed step by step, and said so.
#pragma once
#include <string>
#include <vector>

#include "search/find_institutions.h"
#include "search/find_pages.h"
#include "search/question.h"
#include "search/snapshot.h"

namespace lawhub {

struct Found {
  FoundInstitutions institutions;
  FoundPages pages;
  std::size_t total() const { return institutions.total + pages.total; }
  /// Forgets what is not of this kind.
  void keep(Parameters::Kind kind);
};

/// Finds; when the question is too narrow drops in order: opening, words left over, the place for the one around it,
/// the demand for all words. `q` becomes the question that was answered; each step adds a sentence to `remarks`. The
/// parameters' filters are never relaxed.
Found find_with_relaxation(const Snapshot& snapshot, Question& q, std::size_t count, Instant now,
                           std::vector<std::string>& remarks);

}  // namespace lawhub
