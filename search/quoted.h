// What is quoted in a question stands in its results exactly and in order. The index holds pairs of characters, so a
// phrase is looked for in names and documents, of as many as one question may read (ranking.tsv, quoted_read); what is
// beyond is left out.
#pragma once
#include <string>
#include <vector>

#include "search/candidates.h"
#include "search/retrieve.h"

namespace lawhub {

/// `quoted` is folded. Throws Xapian::Error.
void drop_unquoted(const Xapian::Database& db, const InstitutionTable& table, const std::vector<std::string>& quoted,
                   std::vector<Candidate>& found);
/// Of pages; the best are read.
void drop_unquoted(const Xapian::Database& db, const std::vector<std::string>& quoted, std::vector<Hit>& hits);

}  // namespace lawhub
