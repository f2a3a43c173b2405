#include "search/retrieve.h"

namespace lawhub {
namespace {

/// Notes every match as the matcher meets it, in the order of document ids.
class Collector : public Xapian::MatchSpy {
 public:
  explicit Collector(std::vector<Hit>& hits) : hits_(hits) {}
  void operator()(const Xapian::Document& doc, double weight) override {
    hits_.push_back({doc.get_docid(), static_cast<float>(weight)});
  }

 private:
  std::vector<Hit>& hits_;
};

/// Looks at all matches, so that the spy sees each; the greatest weight that was possible.
double match_all(const Xapian::Database& db, const Xapian::Query& query, const Xapian::Weight& weight,
                 std::vector<Hit>& hits) {
  Collector collector(hits);
  Xapian::Enquire enquire(db);
  enquire.set_query(query);
  enquire.set_weighting_scheme(weight);
  enquire.add_matchspy(&collector);
  return enquire.get_mset(0, 1, db.get_doccount()).get_max_possible();
}

}  // namespace

std::vector<Hit> retrieve(const Xapian::Database& db, const Xapian::Query& query, double bm25_k1, double bm25_b) {
  std::vector<Hit> hits;
  if (query.empty()) return hits;
  double possible = match_all(db, query, Xapian::BM25Weight(bm25_k1, 0, 1, bm25_b, 0.5), hits);
  if (possible > 0) {
    for (Hit& hit : hits) hit.weight = static_cast<float>(hit.weight / possible);
  }
  return hits;
}

std::vector<Xapian::docid> documents_matching(const Xapian::Database& db, const Xapian::Query& query) {
  std::vector<Hit> hits;
  std::vector<Xapian::docid> ids;
  if (!query.empty()) match_all(db, query, Xapian::BoolWeight(), hits);
  ids.reserve(hits.size());
  for (const Hit& hit : hits) ids.push_back(hit.id);
  return ids;
}

std::vector<Xapian::docid> documents_with(const Xapian::Database& db, const std::string& term) {
  return {db.postlist_begin(term), db.postlist_end(term)};
}

}  // namespace lawhub
