#include "search/ranking.h"

#include <map>
#include <stdexcept>
#include <string>

#include "base/text.h"
#include "base/tsv.h"
#include "search/embedded.h"

namespace lawhub {
namespace {

class Constants {
 public:
  Constants() {
    Table table(search_file("data/ranking.tsv"), "search/data/ranking.tsv");
    std::size_t name = table.column("constant"), value = table.column("value");
    for (std::size_t row = 0; row < table.size(); ++row) {
      double number = 0;
      if (!parse_number(table.cell(row, value), number)) throw std::runtime_error("ranking.tsv: not a number");
      values_.emplace(table.cell(row, name), number);
    }
  }
  double operator[](const char* name) const { return values_.at(name); }

 private:
  std::map<std::string, double> values_;
};

/// A share of the name as a share of the merit: even a small piece in order is worth something.
double piece(double share) { return share > 0 ? 0.4 + 0.6 * share : 0; }

}  // namespace

const Ranking& Ranking::get() {
  static const Ranking kRanking = [] {
    Constants c;
    return Ranking{c["exact_name"],
                   c["exact_former_name"],
                   c["reading"],
                   c["widened"],
                   c["name_phrase"],
                   c["text"],
                   c["belongs"],
                   c["offers"],
                   c["way"],
                   c["dead"],
                   c["unlisted"],
                   c["overdue"],
                   c["mediation"],
                   c["completeness"],
                   c["nearness"],
                   c["nearness_half_m"],
                   c["bm25_k1"],
                   c["bm25_b"],
                   c["few"],
                   c["page_title_equal"],
                   c["page_title_phrase"],
                   c["page_body_phrase"],
                   c["page_text"],
                   c["page_title_factor"],
                   c["page_fresh"],
                   c["page_place"],
                   c["page_aside"],
                   c["page_bm25_k1"],
                   c["page_bm25_b"],
                   c["verified"],
                   c["quoted_read"],
                   c["matter_page_every"]};
  }();
  return kRanking;
}

double score(const InstitutionMerits& m) {
  const Ranking& r = Ranking::get();
  double sum = r.text * m.text + r.name_phrase * piece(m.name_match) + r.completeness * m.completeness;
  if (m.exact_name) sum += r.exact_name;
  if (m.exact_former_name) sum += r.exact_former_name;
  if (m.reading) sum += r.reading;
  if (m.widened) sum += r.widened;
  if (m.belongs) sum += r.belongs;
  if (m.offers) sum += r.offers;
  if (m.way && m.living) sum += r.way;
  if (!m.living) sum += r.dead;
  if (m.unlisted) sum += r.unlisted;
  if (m.overdue) sum += r.overdue;
  if (m.mediation) sum += r.mediation;
  if (m.distance_m >= 0) sum += r.nearness * r.nearness_half_m / (r.nearness_half_m + m.distance_m);
  return sum;
}

double score(const PageMerits& m) {
  const Ranking& r = Ranking::get();
  double sum = r.page_text * m.text + r.page_title_phrase * piece(m.title_match);
  if (m.title_match >= 1) sum += r.page_title_equal;
  if (m.body_phrase) sum += r.page_body_phrase;
  if (m.place) sum += r.page_place;
  if (m.aside) sum += r.page_aside;
  if (m.age_years >= 0) sum += r.page_fresh / (1 + m.age_years);
  return sum;
}

}  // namespace lawhub
