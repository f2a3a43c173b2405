// Every document that a query matches, with its weight: totals, facets and order are then exact.
#pragma once
#include <xapian.h>

#include <vector>

namespace lawhub {

struct Hit {
  Xapian::docid id = 0;
  float weight = 0;  ///< BM25 as a share of what is possible, 0..1
};

/// By rising document id. Empty for an empty query. Throws Xapian::Error.
std::vector<Hit> retrieve(const Xapian::Database& db, const Xapian::Query& query, double bm25_k1, double bm25_b);

/// The same without weights, which is faster.
std::vector<Xapian::docid> documents_matching(const Xapian::Database& db, const Xapian::Query& query);

/// The documents with this very term, by rising id.
std::vector<Xapian::docid> documents_with(const Xapian::Database& db, const std::string& term);

}  // namespace lawhub
