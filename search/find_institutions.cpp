#include "search/find_institutions.h"

#include <algorithm>

#include "indexer/schema.h"
#include "registry/forensic_scope.h"
#include "registry/freshness.h"
#include "search/candidates.h"
#include "search/facets.h"
#include "search/filter.h"
#include "search/names.h"
#include "search/near.h"
#include "search/quoted.h"
#include "search/ranking.h"
#include "search/retrieve.h"
#include "search/ways.h"

namespace lawhub {
namespace {

using Row = InstitutionTable::Row;

constexpr std::string_view kProvince = "370000";

class Scorer {
 public:
  Scorer(const InstitutionTable& table, const Question& q, Instant now) : table_(table), q_(q), now_(now) {
    for (const Division* division : q.reading.divisions) asked_.push_back(area_number(division->code));
    asks_mediation_ = !q.types.empty() && q.types.holds(InstitutionType::mediation_committee);
    if (!q.filter_types.empty()) asks_mediation_ = true;
  }

  double operator()(const Candidate& c) const {
    const Row& row = table_.rows[c.id];
    InstitutionMerits m;
    if (c.exact) (is_present_name(table_.names[c.id], q_.key) ? m.exact_name : m.exact_former_name) = true;
    m.reading = c.reading;
    m.widened = c.reading && c.widened;
    m.belongs = std::find(asked_.begin(), asked_.end(), row.belongs) != asked_.end();
    m.offers = offers(c.id);
    m.way = c.way;
    m.living = row.living;
    m.unlisted = row.unlisted;
    m.overdue = is_overdue(row.type, Instant{row.confirmed} * 86400, now_);
    m.mediation = row.type == InstitutionType::mediation_committee && !asks_mediation_;
    m.text = c.text;
    m.name_match = c.name_share;
    m.completeness = row.completeness;
    if (q_.parameters.near) m.distance_m = table_.points.distance(c.id, *q_.parameters.near).value_or(-1);
    return score(m);
  }

 private:
  bool offers(Xapian::docid id) const {
    auto offered = [&](unsigned char term) { return table_.offers[id].test(term); };
    return std::any_of(q_.terms.begin(), q_.terms.end(), offered) ||
           std::any_of(q_.filter_terms.begin(), q_.filter_terms.end(), offered);
  }

  const InstitutionTable& table_;
  const Question& q_;
  Instant now_;
  std::vector<AreaNumber> asked_;
  bool asks_mediation_ = false;
};

/// Higher score first; among equals by division, then by a digest of the id: the same after every rebuild.
class Order {
 public:
  explicit Order(const InstitutionTable& table) : table_(table) {}
  bool operator()(const Ranked& a, const Ranked& b) const {
    if (a.score != b.score) return a.score > b.score;
    const Row& x = table_.rows[a.id];
    const Row& y = table_.rows[b.id];
    if (x.belongs != y.belongs) return x.belongs < y.belongs;
    return table_.order[a.id] < table_.order[b.id];
  }

 private:
  const InstitutionTable& table_;
};

void keep_best(std::vector<Ranked>& ranked, std::size_t count, const InstitutionTable& table) {
  auto middle = ranked.begin() + static_cast<std::ptrdiff_t>(std::min(count, ranked.size()));
  std::partial_sort(ranked.begin(), middle, ranked.end(), Order(table));
  ranked.erase(middle, ranked.end());
}

/// Who helps in a matter: the types in the vocabulary's order take turns, two of the first, one of each other, so that
/// the first page shows every door; a name that is the question stays in front, who is not of these types or no longer
/// works comes last.
std::vector<Ranked> take_turns(const std::vector<Ranked>& ranked, std::size_t count, const InstitutionTable& table,
                               const std::vector<InstitutionType>& order) {
  std::vector<std::vector<Ranked>> queues(order.size() + 1);
  for (const Ranked& r : ranked) {
    const Row& row = table.rows[r.id];
    auto place = row.living ? std::find(order.begin(), order.end(), row.type) - order.begin() : std::ssize(order);
    queues[static_cast<std::size_t>(place)].push_back(r);
  }
  for (std::vector<Ranked>& queue : queues) keep_best(queue, count, table);
  std::vector<Ranked> turns;
  std::vector<std::size_t> next(queues.size(), 0);
  auto take = [&](std::size_t i) {
    if (next[i] < queues[i].size()) turns.push_back(queues[i][next[i]++]);
  };
  for (std::size_t before = 0; turns.size() < count; before = turns.size()) {
    for (std::size_t i = 0; i < order.size(); ++i) {
      if (i == 0) take(i);
      take(i);
    }
    if (turns.size() == before) take(order.size());
    if (turns.size() == before) break;
  }
  std::stable_partition(turns.begin(), turns.end(), [](const Ranked& r) {
    return r.score >= Ranking::get().exact_former_name + Ranking::get().dead;
  });
  if (turns.size() > count) turns.resize(count);
  return turns;
}

std::vector<Ranked> in_order(const InstitutionTable& table, const Question& q, const std::vector<Candidate>& all,
                             std::size_t count, Instant now) {
  if (q.by_distance()) return nearest_first(table, *q.parameters.near, all, count);
  Scorer score(table, q, now);
  std::vector<Ranked> ranked;
  ranked.reserve(all.size());
  for (const Candidate& c : all) ranked.push_back({c.id, score(c)});
  if (!q.helpers.empty() && !q.similar) return take_turns(ranked, count, table, q.helpers);
  keep_best(ranked, count, table);
  return ranked;
}

/// Who says of what the question names that he does not do it is no answer: 听力伤残 and a licence without hearing. A
/// name that is the question stays.
void drop_excluded(const Xapian::Database& db, const Question& q, std::vector<Candidate>& found) {
  for (const std::string& item : forensic_items_in(q.reading.whole)) {
    const std::vector<Xapian::docid> without = documents_with(db, term(prefix::kWithout, item));
    std::erase_if(found, [&](const Candidate& c) {
      return !c.exact && std::binary_search(without.begin(), without.end(), c.id);
    });
  }
}

/// How many of those found lie in each reading of an ambiguous place.
std::vector<std::size_t> counted_by_area(const InstitutionTable& table, const Question& q,
                                         const std::vector<Candidate>& found) {
  std::vector<std::size_t> counts;
  if (q.areas.size() < 2) return counts;
  for (const AreaRange& area : q.areas) {
    const auto lies_in = [&](const Candidate& c) { return area.contains(table.rows[c.id].place); };
    counts.push_back(static_cast<std::size_t>(std::count_if(found.begin(), found.end(), lies_in)));
  }
  return counts;
}

AreaRange facet_area(const Question& q) {
  if (!q.parameters.division.empty()) return q.filter_area;
  return q.areas.size() == 1 && q.wider.empty() ? q.areas.front() : area_range(kProvince);
}

}  // namespace

FoundInstitutions find_institutions(const Shard<InstitutionTable>& shard, const Question& q, std::size_t count,
                                    Instant now) {
  const InstitutionTable& table = shard.table();
  Filter filter(table, q, now);
  const auto db = shard.take();
  std::vector<Candidate> found = candidates(table, *db, q, filter, now);
  take_ways(*db, q, filter, found);
  drop_excluded(*db, q, found);
  drop_unquoted(*db, table, q.quoted, found);
  TypeFacet types;
  DivisionFacet divisions(facet_area(q));
  FoundInstitutions result;
  std::erase_if(found, [&](const Candidate& c) {
    const Row& row = table.rows[c.id];
    types.count(row.type);
    if (!q.filter_types.holds(row.type)) return true;
    divisions.count(row.place);
    result.reading += c.reading && !c.widened;
    result.exact |= c.exact;
    return false;
  });
  result.total = found.size();
  result.by_area = counted_by_area(table, q, found);
  result.by_type = types.buckets();
  result.by_division = divisions.buckets();
  result.best = in_order(table, q, found, count, now);
  return result;
}

}  // namespace lawhub
