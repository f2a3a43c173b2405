// How good the answers to judged questions are: nDCG@10, MRR, success@1 and @3, for each class of questions.
//
// A file of judgements is a table (base/tsv.h) with the columns class, question, near (LAT,LON, may be empty) and
// best, good, fair: what a person would call so (grades 3, 2, 1), alternatives separated by " | ". An alternative is
// what must be true of an institution: name=…, type=NOT (several: NOT,LFM), in=370403 (a division and all inside),
// separated by spaces. What is not named has grade 0. nDCG is that of Järvelin and Kekäläinen, 2002, with the grade as
// gain; the ideal order is made of all that the hub holds. A success is an institution of the best grade that exists.
#pragma once
#include <array>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "search/answer.h"
#include "search/parameters.h"

namespace lawhub {

/// What must be true of an institution.
struct Expectation {
  std::string name;  ///< empty: any
  std::vector<InstitutionType> types;
  std::string division;
  bool met_by(const Item& item) const;
};

struct Judgement {
  std::string of_class;
  Parameters asked;
  std::array<std::vector<Expectation>, 3> grades;  ///< fair, good, best
  int grade_of(const Item& item) const;
};

struct Quality {
  std::size_t questions = 0;
  double ndcg = 0, mrr = 0, success_1 = 0, success_3 = 0;  ///< means, 0..1
};

/// Throws std::runtime_error with the line when the table is not as above.
std::vector<Judgement> read_judgements(std::string_view text, std::string_view name);

/// Asks one question.
using Search = std::function<Answer(const Parameters&)>;

/// By class; "" is all of them. `held` tells how many institutions there are of a type in a division, and answers the
/// questions of `judged` unless another search is given.
std::map<std::string, Quality> judge(const std::vector<Judgement>& judged, const Search& held, const Search& search);

/// As a table for people.
std::string quality_table(const std::map<std::string, Quality>& by_class);

}  // namespace lawhub
