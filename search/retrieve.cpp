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

}  // namespace

std::vector<Hit> retrieve(const Xapian::Database& db, const Xapian::Query& query, double bm25_k1, double bm25_b) {
  std::vector<Hit> hits;
  if (query.empty()) return hits;
  Collector collector(hits);
  Xapian::Enquire enquire(db);
  enquire.set_query(query);
  enquire.set_weighting_scheme(Xapian::BM25Weight(bm25_k1, 0, 1, bm25_b, 0.5));
  enquire.add_matchspy(&collector);
  Xapian::MSet best = enquire.get_mset(0, 1, db.get_doccount());  // all are looked at, so that the spy sees each
  double possible = best.get_max_possible();
  if (possible > 0) {
    for (Hit& hit : hits) hit.weight = static_cast<float>(hit.weight / possible);
  }
  return hits;
}

std::vector<Xapian::docid> documents_with(const Xapian::Database& db, const std::string& term) {
  return {db.postlist_begin(term), db.postlist_end(term)};
}

}  // namespace lawhub
