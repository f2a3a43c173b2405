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

std::vector<Hit> word_hits(const InstitutionTable& table, const Xapian::Database& db,
                           const std::vector<std::string>& words) {
  const Ranking& r = Ranking::get();
  const std::optional<std::vector<std::string>> terms = text_query_terms(words);
  return terms ? retrieve(db, table.common, *terms, r.bm25_k1, r.bm25_b)
               : retrieve(db, text_query(words), r.bm25_k1, r.bm25_b);
}

/// Those with some of the words, as long as they come near the best.
std::vector<Hit> similar_hits(const Xapian::Database& db, const Question& q) {
  const Ranking& r = Ranking::get();
  std::vector<Hit> hits =
      retrieve(db, similar_query(q.text_parts.empty() ? q.parts : q.text_parts), r.bm25_k1, r.bm25_b);
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
    const std::vector<Hit> hits = q.similar ? similar_hits(db, q) : word_hits(table, db, q.text_parts);
    for (const Hit& hit : hits) consider(hit.id, hit.weight);
  } else if (q.structured() || !q.has_words()) {
    for_each_row(table, q, [&](Xapian::docid id) { consider(id, 0); });
  }
  return found;
}

/// Documents whose names may hold the words as typed.
std::vector<Xapian::docid> perhaps_named(const InstitutionTable& table, const Xapian::Database& db,
                                         const std::vector<std::string>& words) {
  return documents_with_all(db, table.common, name_query_terms(db, words));
}

/// Those of `found` whose names may hold the words are to be read when it matters for their place.
void leave_unread(std::vector<Candidate>& found, const std::vector<Xapian::docid>& named, const InstitutionTable& table,
                  const NameWords& words) {
  auto at = named.begin();
  for (Candidate& candidate : found) {
    while (at != named.end() && *at < candidate.id) ++at;
    if (at == named.end()) return;
    if (*at != candidate.id) continue;
    candidate.name_share = words.most(table.rows[candidate.id].shortest_name);
    candidate.unread = true;
  }
}

/// Names that hold the words of the whole question as typed, however they were understood; those of `found` left out.
std::vector<Candidate> by_name(const InstitutionTable& table, const std::vector<Xapian::docid>& named,
                               const NameWords& words, const Filter& filter, const std::vector<Candidate>& found) {
  std::vector<Candidate> more;
  auto at = found.begin();
  for (const Xapian::docid id : named) {
    while (at != found.end() && at->id < id) ++at;
    if ((at != found.end() && at->id == id) || !filter.takes(id)) continue;
    Candidate candidate{id};
    candidate.name_share = words.share_of_all(table.names[id]);
    if (candidate.name_share > 0) more.push_back(candidate);
  }
  return more;
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
  if (other.exact) {
    into.name_share = 1;
    into.unread = false;
  }
  into.exact |= other.exact;
}

std::vector<Candidate> united(std::vector<Candidate> a, const std::vector<Candidate>& b) {
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
                                  const NameWords& words, const Filter& filter, Instant now) {
  std::vector<Candidate> found = by_reading(table, db, q, filter, now);
  if (!q.has_words()) return found;
  const std::vector<std::string>& left_over = q.text_parts.empty() ? q.parts : q.text_parts;
  leave_unread(found, perhaps_named(table, db, left_over), table, words);
  // When nothing was understood the words were asked above, and names are among what they find.
  if (q.structured() || q.similar) {
    const std::vector<Candidate> more = by_name(table, perhaps_named(table, db, q.parts), words, filter, found);
    found = united(std::move(found), more);
  }
  return united(std::move(found), by_whole_name(db, q, filter));
}

}  // namespace lawhub
