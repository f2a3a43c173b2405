// What Lawhub is compared with: Xapian and SQLite as their manuals show them, over the same institutions.
#pragma once
#include <xapian.h>

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "tests/bench/asks.h"

namespace SQLite {
class Database;
}

namespace lawhub {

/// Xapian with its own tokenizer (CJK n-grams), query parser, boolean terms for filters, value counts for facets and
/// LatLongDistancePostingSource for distance. Totals are Xapian's estimates.
class PlainXapian {
 public:
  /// Builds it inside `folder`.
  PlainXapian(const std::filesystem::path& folder, const std::vector<SampleInstitution>& truth);
  /// Bytes of what it shows: the data of ten documents, and counts when something is filtered.
  std::size_t answer(const Ask& ask) const;

 private:
  Xapian::Query query_of(const Ask& ask) const;
  Xapian::Database db_;
};

/// SQLite: FTS5 with the trigram tokenizer, LIKE for words of two characters, which trigrams cannot find; R*Tree boxes
/// with exact distance; an index on names for what is typed.
class PlainSqlite {
 public:
  PlainSqlite(const std::filesystem::path& folder, const std::vector<SampleInstitution>& truth);
  ~PlainSqlite();
  std::size_t answer(const Ask& ask) const;

 private:
  std::unique_ptr<SQLite::Database> db_;
};

}  // namespace lawhub
