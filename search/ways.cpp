#include "search/ways.h"

#include <algorithm>

#include "base/tsv.h"
#include "indexer/document.h"
#include "indexer/schema.h"
#include "search/embedded.h"
#include "search/retrieve.h"

namespace lawhub {
namespace {

struct Way {
  std::string when, way;
  bool is_relation = false;
};

const std::vector<Way>& ways() {
  static const std::vector<Way> kWays = [] {
    const Table table(search_file("data/ways.tsv"), "search/data/ways.tsv");
    const std::size_t when = table.column("when"), kind = table.column("kind"), way = table.column("way");
    std::vector<Way> list;
    for (std::size_t row = 0; row < table.size(); ++row) {
      list.push_back(
          {std::string(table.cell(row, when)), std::string(table.cell(row, way)), table.cell(row, kind) == "relation"});
    }
    return list;
  }();
  return kWays;
}

bool is_asked(const Way& way, const Reading& reading) {
  const auto means = [&](const Term* term) { return term->code == way.when; };
  return std::any_of(reading.services.begin(), reading.services.end(), means) ||
         reading.whole.find(way.when) != std::string::npos;
}

void add_documents(const Xapian::Database& db, const std::string& term, std::vector<Xapian::docid>& to) {
  const std::vector<Xapian::docid> ids = documents_with(db, term);
  to.insert(to.end(), ids.begin(), ids.end());
}

/// The digits that the codes of everything inside a division begin with: two of the province, four of a city.
std::string digits_of(const Division& d) {
  if (d.level == DivisionLevel::province) return d.code.substr(0, 2);
  return d.level == DivisionLevel::city ? d.code.substr(0, 4) : d.code;
}

/// Whoever stands in the relation to the place, to a part of it or, for a village, to its town.
void add_related(const Xapian::Database& db, const std::string& relation, const Division& place,
                 std::vector<Xapian::docid>& to) {
  const std::string inside = relation_term(relation, digits_of(place));
  for (auto one = db.allterms_begin(inside); one != db.allterms_end(inside); ++one) add_documents(db, *one, to);
  if (place.level == DivisionLevel::village) add_documents(db, relation_term(relation, place.parent), to);
}

void sort_once(std::vector<Xapian::docid>& ids) {
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
}

}  // namespace

void take_ways(const Xapian::Database& db, const Question& q, const Filter& filter, std::vector<Candidate>& found) {
  std::vector<Xapian::docid> related, reached;
  for (const Way& way : ways()) {
    if (!is_asked(way, q.reading)) continue;
    if (!way.is_relation) add_documents(db, term(prefix::kChannel, way.way), reached);
    if (!way.is_relation) continue;
    for (const Division* place : q.reading.divisions) add_related(db, way.way, *place, related);
  }
  sort_once(related);
  sort_once(reached);
  for (Candidate& c : found) {
    const bool is_reached = c.reading && !c.widened && std::binary_search(reached.begin(), reached.end(), c.id);
    c.way = is_reached || std::binary_search(related.begin(), related.end(), c.id);
    if (c.way) c.reading = true;
  }
  const std::size_t before = found.size();
  for (const Xapian::docid id : related) {
    const auto known = std::lower_bound(found.begin(), found.begin() + static_cast<std::ptrdiff_t>(before), id,
                                        [](const Candidate& c, Xapian::docid wanted) { return c.id < wanted; });
    const bool is_known = known != found.begin() + static_cast<std::ptrdiff_t>(before) && known->id == id;
    if (is_known || !filter.takes(id)) continue;
    Candidate candidate{id};
    candidate.reading = candidate.way = true;
    found.push_back(candidate);
  }
  std::inplace_merge(found.begin(), found.begin() + static_cast<std::ptrdiff_t>(before), found.end(),
                     [](const Candidate& a, const Candidate& b) { return a.id < b.id; });
}

}  // namespace lawhub
