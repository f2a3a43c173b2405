#include "search/retrieve.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace lawhub {
namespace {

constexpr double kLeastLength = 0.5;  // documents shorter than this share of the average count as this long

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

/// The AND of terms: those that have columns are looked up, the others walked together. Calls each(id, counts) by
/// rising id; counts[i] is how often term i stands there.
class All {
 public:
  All(const Xapian::Database& db, const CommonTerms& common, const std::vector<std::string>& terms)
      : common_(common), counts_(terms.size()) {
    for (std::size_t i = 0; i < terms.size(); ++i) {
      if (const std::uint8_t* column = common.column(terms[i])) {
        columns_.push_back({i, column});
      } else {
        walked_.push_back({i, db.get_termfreq(terms[i]), db.postlist_begin(terms[i]), db.postlist_end(terms[i])});
      }
    }
    std::sort(walked_.begin(), walked_.end(),
              [](const Walked& a, const Walked& b) { return a.frequency < b.frequency; });
  }

  template <class Each>
  void for_each(Each&& each) {
    if (walked_.empty()) {
      for (std::size_t block = 0; block < common_.blocks() && !columns_.empty(); ++block) look_at(block, each);
      return;
    }
    Walked& rarest = walked_.front();
    while (rarest.at != rarest.end) {
      const Xapian::docid id = *rarest.at;
      const Xapian::docid next = others_at(id);
      if (next == id) {
        counts_[rarest.term] = rarest.at.get_wdf();
        if (all_columns_at(id)) each(id, counts_);
        ++rarest.at;
      } else if (next == 0) {
        return;
      } else {
        rarest.at.skip_to(next);
      }
    }
  }

 private:
  struct ColumnOf {
    std::size_t term;
    const std::uint8_t* counts;
  };
  struct Walked {
    std::size_t term;
    Xapian::doccount frequency;
    Xapian::PostingIterator at, end;
  };

  /// `id` when the other walked terms stand there; else the next document where they may; 0 when there is none.
  Xapian::docid others_at(Xapian::docid id) {
    for (std::size_t i = 1; i < walked_.size(); ++i) {
      Walked& other = walked_[i];
      other.at.skip_to(id);
      if (other.at == other.end) return 0;
      if (*other.at != id) return *other.at;
      counts_[other.term] = other.at.get_wdf();
    }
    return id;
  }

  bool all_columns_at(Xapian::docid id) {
    return std::all_of(columns_.begin(), columns_.end(), [&](const ColumnOf& column) {
      counts_[column.term] = column.counts[id];
      return column.counts[id] != 0;
    });
  }

  template <class Each>
  void look_at(std::size_t block, Each& each) {
    const std::size_t first = block * CommonTerms::kBlock;
    std::array<std::uint8_t, CommonTerms::kBlock> least;
    std::copy_n(columns_[0].counts + first, CommonTerms::kBlock, least.begin());
    for (std::size_t c = 1; c < columns_.size(); ++c) {
      const std::uint8_t* counts = columns_[c].counts + first;
      for (std::size_t i = 0; i < CommonTerms::kBlock; ++i) least[i] = std::min(least[i], counts[i]);
    }
    for (std::size_t i = 0; i < CommonTerms::kBlock; ++i) {
      if (least[i] == 0) continue;
      for (const ColumnOf& column : columns_) counts_[column.term] = column.counts[first + i];
      each(static_cast<Xapian::docid>(first + i), counts_);
    }
  }

  const CommonTerms& common_;
  std::vector<std::uint32_t> counts_;
  std::vector<ColumnOf> columns_;
  std::vector<Walked> walked_;
};

/// BM25 as Xapian 1.4 computes it with k2 = 0 and k3 = 1 (weight/bm25weight.cc), so that both ways of asking weigh
/// alike.
class Bm25 {
 public:
  Bm25(const Xapian::Database& db, const std::vector<std::string>& terms, double k1, double b)
      : k1_(k1), b_(b), average_(db.get_average_length()) {
    const double size = db.get_doccount();
    const double least = part_of_length(db.get_doclength_lower_bound());
    for (const std::string& term : terms) {
      const double frequency = db.get_termfreq(term);
      double odds = (size - frequency + 0.5) / (frequency + 0.5);
      if (odds < 2) odds = odds * 0.5 + 1;
      factors_.push_back(std::log(odds) * (k1 + 1));
      const double most = db.get_wdf_upper_bound(term);
      if (most > 0) possible_ += factors_.back() * most / (least + most);
    }
  }

  float share(std::uint32_t length, const std::vector<std::uint32_t>& counts) const {
    const double part = part_of_length(length);
    double sum = 0;
    for (std::size_t i = 0; i < factors_.size(); ++i) sum += factors_[i] * counts[i] / (part + counts[i]);
    return static_cast<float>(possible_ > 0 ? sum / possible_ : 0);
  }

 private:
  double part_of_length(double length) const {
    return k1_ * (std::max(length / average_, kLeastLength) * b_ + (1 - b_));
  }

  double k1_, b_, average_, possible_ = 0;
  std::vector<double> factors_;
};

}  // namespace

std::vector<Hit> retrieve(const Xapian::Database& db, const Xapian::Query& query, double bm25_k1, double bm25_b) {
  std::vector<Hit> hits;
  if (query.empty()) return hits;
  Collector collector(hits);
  Xapian::Enquire enquire(db);
  enquire.set_query(query);
  enquire.set_weighting_scheme(Xapian::BM25Weight(bm25_k1, 0, 1, bm25_b, kLeastLength));
  enquire.add_matchspy(&collector);
  // all matches are looked at, so that the spy sees each
  const double possible = enquire.get_mset(0, 1, db.get_doccount()).get_max_possible();
  if (possible > 0) {
    for (Hit& hit : hits) hit.weight = static_cast<float>(hit.weight / possible);
  }
  return hits;
}

std::vector<Hit> retrieve(const Xapian::Database& db, const CommonTerms& common, const std::vector<std::string>& terms,
                          double bm25_k1, double bm25_b) {
  std::vector<Hit> hits;
  const Bm25 bm25(db, terms, bm25_k1, bm25_b);
  All(db, common, terms).for_each([&](Xapian::docid id, const std::vector<std::uint32_t>& counts) {
    hits.push_back({id, bm25.share(common.length(id), counts)});
  });
  return hits;
}

std::vector<Xapian::docid> documents_with_all(const Xapian::Database& db, const CommonTerms& common,
                                              const std::vector<std::string>& terms) {
  std::vector<Xapian::docid> ids;
  All(db, common, terms).for_each([&](Xapian::docid id, const std::vector<std::uint32_t>&) { ids.push_back(id); });
  return ids;
}

std::vector<Xapian::docid> documents_with(const Xapian::Database& db, const std::string& term) {
  return {db.postlist_begin(term), db.postlist_end(term)};
}

}  // namespace lawhub
