#include "search/judge.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "base/text.h"
#include "base/tsv.h"
#include "registry/division.h"

namespace lawhub {
namespace {

constexpr std::size_t kDepth = 10;

std::runtime_error bad(std::string_view name, std::string_view what) {
  return std::runtime_error(std::string(name) + ": " + std::string(what));
}

std::vector<InstitutionType> types_of(std::string_view codes, std::string_view name) {
  std::vector<InstitutionType> types;
  for (const std::string_view code : split(codes, ',')) {
    const auto type = type_of_code(code);
    if (!type) throw bad(name, "unknown type " + std::string(code));
    types.push_back(*type);
  }
  return types;
}

Expectation expectation_of(std::string_view words, std::string_view name) {
  Expectation expected;
  for (const std::string_view word : split(words, ' ')) {
    if (word.starts_with("name=")) {
      expected.name = word.substr(5);
    } else if (word.starts_with("type=")) {
      expected.types = types_of(word.substr(5), name);
    } else if (word.starts_with("in=")) {
      expected.division = word.substr(3);
    } else if (!word.empty()) {
      throw bad(name, "no expectation: " + std::string(word));
    }
  }
  return expected;
}

std::vector<Expectation> expectations_of(const std::string& cell, std::string_view name) {
  std::vector<Expectation> list;
  for (const std::string_view one : split(cell, '|')) {
    if (!trim(one).empty()) list.push_back(expectation_of(trim(one), name));
  }
  return list;
}

Point point_of(std::string_view cell, std::string_view name) {
  const auto numbers = split(cell, ',');
  Point point;
  if (numbers.size() != 2 || !parse_number(numbers[0], point.latitude) || !parse_number(numbers[1], point.longitude)) {
    throw bad(name, "no point: " + std::string(cell));
  }
  return point;
}

/// How many of each grade the hub holds; what two expectations share is counted for the better one only as far as the
/// ideal needs it, so the counts are an upper bound there.
std::vector<double> ideal_gains(const Judgement& judgement, const Search& held) {
  std::vector<double> gains;
  std::size_t better = 0;  // already counted in a better grade, for expectations that hold them, too
  for (std::size_t grade = judgement.grades.size(); grade >= 1 && gains.size() < kDepth; --grade) {
    std::size_t count = 0;
    for (const Expectation& expected : judgement.grades.at(grade - 1)) {
      if (!expected.name.empty()) {
        ++count;
        continue;
      }
      Parameters p;
      p.types = expected.types;
      p.division = expected.division;
      p.kind = Parameters::Kind::institution;
      p.size = 1;
      count += held(p).total;
    }
    const std::size_t fresh = count - std::min(count, better);
    better += fresh;
    gains.insert(gains.end(), std::min(fresh, kDepth - gains.size()), static_cast<double>(grade));
  }
  return gains;
}

double discounted(const std::vector<double>& gains) {
  double sum = 0;
  for (std::size_t i = 0; i < gains.size(); ++i) sum += gains[i] / std::log2(static_cast<double>(i) + 2);
  return sum;
}

/// Adds what one answer is worth.
void add(const Judgement& judgement, const std::vector<Item>& items, const std::vector<double>& ideal, Quality& to) {
  std::vector<double> gains;
  for (std::size_t i = 0; i < std::min(items.size(), kDepth); ++i) gains.push_back(judgement.grade_of(items[i]));
  const double best = ideal.empty() ? 0 : ideal.front();
  const auto first = std::find(gains.begin(), gains.end(), best) - gains.begin();
  const bool found = best > 0 && static_cast<std::size_t>(first) < gains.size();
  ++to.questions;
  if (best > 0) to.ndcg += std::min(1.0, discounted(gains) / discounted(ideal));
  if (!found) return;
  to.mrr += 1.0 / static_cast<double>(first + 1);
  to.success_1 += first == 0;
  to.success_3 += first < 3;
}

}  // namespace

bool Expectation::met_by(const Item& item) const {
  if (item.kind != Item::Kind::institution) return false;
  if (!name.empty() && fold(item.name) != fold(name)) return false;
  if (!types.empty() && std::find(types.begin(), types.end(), item.type) == types.end()) return false;
  return division.empty() || Divisions::get().contains(division, item.division_code);
}

int Judgement::grade_of(const Item& item) const {
  const auto met = [&](const Expectation& expected) { return expected.met_by(item); };
  for (std::size_t grade = grades.size(); grade >= 1; --grade) {
    const std::vector<Expectation>& expected = grades.at(grade - 1);
    if (std::any_of(expected.begin(), expected.end(), met)) return static_cast<int>(grade);
  }
  return 0;
}

std::vector<Judgement> read_judgements(std::string_view text, std::string_view name) {
  const Table table(text, name);
  std::vector<Judgement> judgements;
  for (std::size_t row = 0; row < table.size(); ++row) {
    const auto cell = [&](std::string_view column) { return std::string(table.cell(row, table.column(column))); };
    Judgement judgement;
    judgement.of_class = cell("class");
    judgement.asked.q = cell("question");
    if (const std::string near = cell("near"); !near.empty()) judgement.asked.near = point_of(near, name);
    judgement.grades[0] = expectations_of(cell("fair"), name);
    judgement.grades[1] = expectations_of(cell("good"), name);
    judgement.grades[2] = expectations_of(cell("best"), name);
    judgements.push_back(std::move(judgement));
  }
  return judgements;
}

std::map<std::string, Quality> judge(const std::vector<Judgement>& judged, const Search& held, const Search& search) {
  std::map<std::string, Quality> by_class;
  for (const Judgement& judgement : judged) {
    const std::vector<double> ideal = ideal_gains(judgement, held);
    const Answer answer = search(judgement.asked);
    for (Quality* quality : {&by_class[""], &by_class[judgement.of_class]}) {
      add(judgement, answer.items, ideal, *quality);
    }
  }
  for (auto& [of_class, quality] : by_class) {
    const auto n = static_cast<double>(quality.questions);
    for (double* sum : {&quality.ndcg, &quality.mrr, &quality.success_1, &quality.success_3}) *sum /= n;
  }
  return by_class;
}

std::string quality_table(const std::map<std::string, Quality>& by_class) {
  std::string table =
      fmt::format("{:<14}{:>10}{:>9}{:>7}{:>7}{:>7}\n", "class", "questions", "nDCG@10", "MRR", "S@1", "S@3");
  for (const auto& [of_class, q] : by_class) {
    table += fmt::format("{:<14}{:>10}{:>9.3f}{:>7.3f}{:>7.3f}{:>7.3f}\n", of_class.empty() ? "all" : of_class,
                         q.questions, q.ndcg, q.mrr, q.success_1, q.success_3);
  }
  return table;
}

}  // namespace lawhub
