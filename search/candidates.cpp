#include "search/candidates.h"

#include <algorithm>

#include "indexer/document.h"
#include "search/names.h"
#include "search/query.h"
#include "search/ranking.h"
#include "search/retrieve.h"

namespace lawhub {
namespace {

using Row = InstitutionTable::Row;

// Of what the best of the similar ones weighs.
constexpr float kSimilarShare = 0.5F;

bool in_any(const std::vector<AreaRange>& areas, AreaNumber place) {
  return std::any_of(areas.begin(), areas.end(), [&](const AreaRange& area) { return area.contains(place); });
}

/// Does a row fulfil what was understood, words aside?
class Understood {
 public:
  Understood(const Question& q, std::vector<bool> open) : q_(q), open_(std::move(open)) {}

  bool judge(const Row& row, Candidate& candidate) const {
    if (!row.present || !q_.types.holds(row.type)) return false;
    if (q_.asks_opening() && !open_[row.hours]) return false;
    candidate.reading = true;
    if (q_.areas.empty() || in_any(q_.areas, row.place)) return true;
    candidate.widened = true;
    return in_any(q_.wider, row.place);
  }

 private:
  const Question& q_;
  std::vector<bool> open_;
};

std::vector<Hit> word_hits(const Xapian::Database& db, const Xapian::Query& query) {
  return retrieve(db, query, Ranking::get().bm25_k1, Ranking::get().bm25_b);
}

/// Those with some of the words, as long as they come near the best.
std::vector<Hit> similar_hits(const Xapian::Database& db, const Question& q) {
  std::vector<Hit> hits = word_hits(db, similar_query(q.text_parts.empty() ? q.parts : q.text_parts));
  float best = 0;
  for (const Hit& hit : hits) best = std::max(best, hit.weight);
  std::erase_if(hits, [&](const Hit& hit) { return hit.weight < kSimilarShare * best; });
  return hits;
}

/// Every row that may fulfil what was understood and demanded, perhaps more, by rising id.
template <class Each>
void for_each_row(const InstitutionTable& table, const Question& q, Each&& each) {
  std::vector<AreaRange> places = q.wider.empty() ? q.areas : q.wider;
  if (places.empty() && !q.parameters.division.empty()) places = {q.filter_area};
  if (std::optional<std::vector<Xapian::docid>> few = table.narrowed(q.types, places)) {
    for (Xapian::docid id : *few) each(id);
  } else {
    for (Xapian::docid id = 1; id < table.rows.size(); ++id) each(id);
  }
}

std::vector<Candidate> by_reading(const InstitutionTable& table, const Xapian::Database& db, const Question& q,
                                  const Filter& filter, Instant now) {
  std::vector<Candidate> found;
  Understood understood(q, q.asks_opening() ? open_notations(table, asked_instants(q, now)) : std::vector<bool>());
  auto consider = [&](Xapian::docid id, float weight) {
    Candidate candidate{id, weight};
    if (filter.takes(id) && understood.judge(table.rows[id], candidate)) found.push_back(candidate);
  };
  if (q.similar || q.needs_text()) {
    for (const Hit& hit : q.similar ? similar_hits(db, q) : word_hits(db, text_query(q.text_parts))) {
      consider(hit.id, hit.weight);
    }
  } else if (q.structured() || !q.has_words()) {
    for_each_row(table, q, [&](Xapian::docid id) { consider(id, 0); });
  }
  return found;
}

/// Names that hold the words of the whole question as typed, however they were understood.
std::vector<Candidate> by_name(const InstitutionTable& table, const Xapian::Database& db, const Question& q,
                               const Filter& filter) {
  std::vector<Candidate> found;
  std::vector<std::string> keys = keys_of(q.parts);
  for (Xapian::docid id : documents_matching(db, name_query(db, q.parts))) {
    if (!filter.takes(id)) continue;
    Candidate candidate{id};
    candidate.name_share = static_cast<float>(name_share(table.names[id], keys));
    if (candidate.name_share > 0) found.push_back(candidate);
  }
  return found;
}

std::vector<Candidate> by_whole_name(const Xapian::Database& db, const Question& q, const Filter& filter) {
  std::vector<Candidate> found;
  if (q.key.empty()) return found;
  for (Xapian::docid id : documents_with(db, name_term(q.key))) {
    if (!filter.takes(id)) continue;
    Candidate candidate{id};
    candidate.exact = true;
    candidate.name_share = 1;
    found.push_back(candidate);
  }
  return found;
}

void unite(Candidate& into, const Candidate& other) {
  into.text = std::max(into.text, other.text);
  into.reading |= other.reading;
  into.widened |= other.widened;
  into.name_share = std::max(into.name_share, other.name_share);
  into.exact |= other.exact;
}

std::vector<Candidate> united(const std::vector<Candidate>& a, const std::vector<Candidate>& b) {
  if (b.empty()) return a;
  std::vector<Candidate> all;
  all.reserve(a.size() + b.size());
  std::merge(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(all),
             [](const Candidate& x, const Candidate& y) { return x.id < y.id; });
  std::size_t kept = 0;
  for (const Candidate& candidate : all) {
    if (kept > 0 && all[kept - 1].id == candidate.id) {
      unite(all[kept - 1], candidate);
    } else {
      all[kept++] = candidate;
    }
  }
  all.resize(kept);
  return all;
}

}  // namespace

std::vector<Candidate> candidates(const InstitutionTable& table, const Xapian::Database& db, const Question& q,
                                  const Filter& filter, Instant now) {
  std::vector<Candidate> found = by_reading(table, db, q, filter, now);
  if (!q.text_parts.empty()) {
    std::vector<std::string> keys = keys_of(q.text_parts);
    for (Candidate& c : found) c.name_share = static_cast<float>(name_share(table.names[c.id], keys));
  }
  if (!q.has_words()) return found;
  found = united(found, by_whole_name(db, q, filter));
  // When nothing was understood the words were asked above, and names are among what they find.
  return q.structured() || q.similar ? united(found, by_name(table, db, q, filter)) : found;
}

}  // namespace lawhub
