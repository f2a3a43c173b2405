#include "search/common_terms.h"

#include <algorithm>

#include "indexer/schema.h"

namespace lawhub {
namespace {

// A term in every sixteenth document or more is common: at most sixteen times as many columns as a document has terms.
constexpr Xapian::doccount kEvery = 16, kLeast = 64;

std::uint8_t capped(Xapian::termcount count) {
  return static_cast<std::uint8_t>(std::min<Xapian::termcount>(count, 255));
}

}  // namespace

const std::uint8_t* CommonTerms::column(const std::string& term) const {
  const auto found = columns_.find(term);
  return found == columns_.end() ? nullptr : found->second.data();
}

void CommonTerms::make_room(Xapian::docid id) {
  if (id < length_.size()) return;
  const std::size_t size = (id / kBlock + 1) * kBlock;
  length_.resize(size);
  for (auto& [term, column] : columns_) column.resize(size);
}

void CommonTerms::load(const Xapian::Database& db) {
  make_room(db.get_lastdocid());
  for (auto at = db.postlist_begin({}); at != db.postlist_end({}); ++at) length_[*at] = at.get_doclength();
  const std::string grams(1, prefix::kGram);
  load_terms(db, grams, prefix::kGram);
  load_terms(db, "a", 0);  // words and pairs of the text: behind digits and all prefixes
}

void CommonTerms::load_terms(const Xapian::Database& db, const std::string& first, char prefix) {
  const Xapian::doccount least = std::max(kLeast, db.get_doccount() / kEvery);
  auto at = db.allterms_begin();
  for (at.skip_to(first); at != db.allterms_end(); ++at) {
    const std::string term = *at;
    if (prefix != 0 && term.front() != prefix) return;
    if (at.get_termfreq() < least) continue;
    Column& column = columns_[term];
    column.resize(length_.size());
    for (auto post = db.postlist_begin(term); post != db.postlist_end(term); ++post) {
      column[*post] = capped(post.get_wdf());
    }
  }
}

void CommonTerms::reload(const Xapian::Database& db, Xapian::docid id) {
  make_room(id);
  length_[id] = 0;
  for (auto& [term, column] : columns_) column[id] = 0;
  try {
    length_[id] = db.get_doclength(id);
    for (auto at = db.termlist_begin(id); at != db.termlist_end(id); ++at) {
      const auto column = columns_.find(*at);
      if (column != columns_.end()) column->second[id] = capped(at.get_wdf());
    }
  } catch (const Xapian::DocNotFoundError&) {
    length_[id] = 0;
  }
}

}  // namespace lawhub
