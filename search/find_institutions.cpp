#include "search/find_institutions.h"

#include <algorithm>
#include <limits>
#include <optional>

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
  Scorer(const InstitutionTable& table, const Question& q, const NameWords& words, Instant now)
      : table_(table), q_(q), words_(words), now_(now) {
    for (const Division* division : q.reading.divisions) asked_.push_back(area_number(division->code));
    asks_mediation_ = !q.types.empty() && q.types.holds(InstitutionType::mediation_committee);
    if (!q.filter_types.empty()) asks_mediation_ = true;
  }

  /// The score; the most it can be as long as names are unread.
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

  /// The score, with the names read.
  double read(Candidate c) const {
    c.name_share = words_.share(table_.names[c.id]);
    return (*this)(c);
  }

 private:
  bool offers(Xapian::docid id) const {
    auto offered = [&](unsigned char term) { return table_.offers[id].test(term); };
    return std::any_of(q_.terms.begin(), q_.terms.end(), offered) ||
           std::any_of(q_.filter_terms.begin(), q_.filter_terms.end(), offered);
  }

  const InstitutionTable& table_;
  const Question& q_;
  const NameWords& words_;
  Instant now_;
  std::vector<AreaNumber> asked_;
  bool asks_mediation_ = false;
};

struct Scored {
  double score = 0;
  std::uint32_t place_in_order = 0;  // among equals
  const Candidate* candidate = nullptr;
  bool unread = false;  // the score is the most it can be
};

bool comes_later(const Scored& a, const Scored& b) {
  if (a.score != b.score) return a.score < b.score;
  return a.place_in_order > b.place_in_order;
}

/// The best `count`, in order. Names are read of those only that may be among them: it is the best of what is left that
/// is looked at, and when its score falls it waits for its new turn.
std::vector<Ranked> best_of(std::vector<Scored> all, std::size_t count, const Scorer& score) {
  std::vector<Ranked> best;
  std::make_heap(all.begin(), all.end(), comes_later);
  auto end = all.end();
  while (best.size() < count && end != all.begin()) {
    std::pop_heap(all.begin(), end, comes_later);
    Scored& next = *(end - 1);
    if (next.unread) {
      next.score = score.read(*next.candidate);
      next.unread = false;
      std::push_heap(all.begin(), end, comes_later);
    } else {
      best.push_back({next.candidate->id, next.score});
      --end;
    }
  }
  return best;
}

/// Who helps in a matter: the types in the vocabulary's order take turns, two of the first, one of each other, so that
/// the first page shows every door; a name that is the question stays in front, who is not of these types or no longer
/// works comes last.
std::vector<Ranked> take_turns(const std::vector<Scored>& all, std::size_t count, const InstitutionTable& table,
                               const std::vector<InstitutionType>& order, const Scorer& score) {
  std::vector<std::vector<Scored>> by_type(order.size() + 1);
  for (const Scored& scored : all) {
    const Row& row = table.rows[scored.candidate->id];
    auto place = row.living ? std::find(order.begin(), order.end(), row.type) - order.begin() : std::ssize(order);
    by_type[static_cast<std::size_t>(place)].push_back(scored);
  }
  std::vector<std::vector<Ranked>> queues;
  queues.reserve(by_type.size());
  for (std::vector<Scored>& of_type : by_type) queues.push_back(best_of(std::move(of_type), count, score));
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
                             std::size_t count, const Scorer& score) {
  if (q.by_distance()) return nearest_first(table, *q.parameters.near, all, count);
  std::vector<Scored> scored;
  scored.reserve(all.size());
  for (const Candidate& c : all) scored.push_back({score(c), table.rows[c.id].place_in_order, &c, c.unread});
  if (!q.helpers.empty() && !q.similar) return take_turns(scored, count, table, q.helpers, score);
  return best_of(std::move(scored), count, score);
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

/// The nearest of some types in a division, when nothing else is asked: counted by type and place, and no more rows are
/// looked at than lie around. Nothing when there are not enough of them that live and have a point.
std::optional<FoundInstitutions> nearest_of_types(const InstitutionTable& table, const Question& q, std::size_t count) {
  const Parameters& p = q.parameters;
  if (!q.by_distance() || q.has_words() || p.open_now || p.radius_m) return {};
  const AreaRange everywhere{0, std::numeric_limits<AreaNumber>::max()};
  const AreaRange area = p.division.empty() ? everywhere : q.filter_area;
  TypeFacet types;
  DivisionFacet divisions(facet_area(q));
  FoundInstitutions result;
  for (const InstitutionType type : all_institution_types()) {
    if (!q.filter_helps.holds(type)) continue;
    const std::size_t of_type = table.count(type, area);
    types.count(type, of_type);
    if (!q.filter_types.holds(type)) continue;
    result.total += of_type;
    table.for_each_child(type, facet_area(q), [&](AreaNumber child, std::size_t n) { divisions.count(child, n); });
  }
  if (result.total < count) return {};
  const auto accept = [&](std::uint32_t id) {
    const Row& row = table.rows[id];
    return row.present && row.living && q.filter_types.holds(row.type) && q.filter_helps.holds(row.type) &&
           row.place >= area.first && row.place <= area.last;
  };
  const double anywhere = std::numeric_limits<double>::infinity();
  for (const Points::Near& near : table.points.nearest(*p.near, count, anywhere, accept)) {
    result.best.push_back({near.id, -near.metres});
  }
  if (result.best.size() < count) return {};
  result.reading = result.total;
  result.by_type = types.buckets();
  result.by_division = divisions.buckets();
  return result;
}

}  // namespace

FoundInstitutions find_institutions(const Shard<InstitutionTable>& shard, const Question& q, std::size_t count,
                                    Instant now) {
  const InstitutionTable& table = shard.table();
  if (std::optional<FoundInstitutions> nearest = nearest_of_types(table, q, count)) return *std::move(nearest);
  Filter filter(table, q, now);
  const auto db = shard.take();
  const NameWords words(q.parts, q.text_parts);
  std::vector<Candidate> found = candidates(table, *db, q, words, filter, now);
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
  result.best = in_order(table, q, found, count, Scorer(table, q, words, now));
  return result;
}

}  // namespace lawhub
