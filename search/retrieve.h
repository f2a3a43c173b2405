// Every document that a query matches, with its weight: totals, facets and order are then exact.
#pragma once
#include <xapian.h>

#include <string>
#include <vector>

#include "search/common_terms.h"

namespace lawhub {

struct Hit {
  Xapian::docid id = 0;
  float weight = 0;  ///< BM25 as a share of what is possible, 0..1
};

/// By rising document id. Empty for an empty query. Throws Xapian::Error.
std::vector<Hit> retrieve(const Xapian::Database& db, const Xapian::Query& query, double bm25_k1, double bm25_b);

/// The same for the AND of these terms, quick also when they are common. `common` is of this state of the database.
std::vector<Hit> retrieve(const Xapian::Database& db, const CommonTerms& common, const std::vector<std::string>& terms,
                          double bm25_k1, double bm25_b);

/// The documents with all of these terms, by rising id; none when there are no terms.
std::vector<Xapian::docid> documents_with_all(const Xapian::Database& db, const CommonTerms& common,
                                              const std::vector<std::string>& terms);

/// The documents with this very term, by rising id.
std::vector<Xapian::docid> documents_with(const Xapian::Database& db, const std::string& term);

}  // namespace lawhub
