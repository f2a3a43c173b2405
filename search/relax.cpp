#include "search/relax.h"

#include <algorithm>

#include "base/text.h"
#include "search/ranking.h"

namespace lawhub {
namespace {

constexpr std::size_t kMostReadings = 6;  // of a place, told one by one

std::string joined(const std::vector<std::string>& words) { return join(words, "、"); }

/// 公证处, or who helps in a matter.
std::string what_of(const Question& q) {
  std::vector<std::string> words;
  for (InstitutionType type : q.reading.types) words.emplace_back(label_of(type));
  if (!words.empty()) return joined(words);
  for (const auto* terms : {&q.reading.matters, &q.reading.services}) {
    for (const Term* term : *terms) words.push_back("“" + term->label + "”");
  }
  return words.empty() ? "机构" : "能办" + joined(words) + "的机构";
}

std::string names_of(const std::vector<const Division*>& divisions) {
  std::vector<std::string> names;
  names.reserve(divisions.size());
  for (const Division* division : divisions) names.push_back(division->name);
  return joined(names);
}

/// One level up for each; the same one once.
std::vector<const Division*> parents_of(const std::vector<const Division*>& divisions) {
  std::vector<const Division*> parents;
  for (const Division* division : divisions) {
    const Division* parent = Divisions::get().find(division->parent);
    if (parent != nullptr && (parents.empty() || parents.back() != parent)) parents.push_back(parent);
  }
  return parents;
}

class Search {
 public:
  Search(const Snapshot& snapshot, Question& q, std::size_t count, Instant now, std::vector<std::string>& remarks)
      : snapshot_(snapshot), q_(q), count_(count), now_(now), remarks_(remarks) {}

  Found run() {
    explain_rewording();
    explain_nearness();
    find();
    explain_ambiguity();
    drop_opening();
    drop_words();
    widen();
    accept_similar();
    return std::move(found_);
  }

 private:
  void find() {
    found_.institutions = find_institutions(*snapshot_.institutions, q_, count_, now_);
    found_.pages = find_pages(*snapshot_.pages, q_, count_, now_);
  }

  bool nothing() const {
    Parameters::Kind kind = q_.parameters.kind;
    return (kind == Parameters::Kind::page || found_.institutions.total == 0) &&
           (kind == Parameters::Kind::institution || found_.pages.total == 0);
  }

  void explain_rewording() {
    for (const Rewording& r : q_.reading.rewordings) {
      remarks_.push_back("“" + r.typed + "”按“" + r.taken_as + "”理解" +
                         (r.also ? ",含“" + r.typed + "”的也在结果里。" : "。"));
    }
  }

  void explain_nearness() {
    const auto is_of_village = [](const Term* service) { return service->code == "CNS01"; };
    const std::vector<const Term*>& services = q_.reading.services;
    if (q_.reading.divisions.empty() && std::any_of(services.begin(), services.end(), is_of_village)) {
      remarks_.emplace_back("想知道是哪一家在担任顾问,请加上村、乡镇或街道的名字。");
    }
    if (!q_.reading.near || q_.parameters.near) return;
    remarks_.emplace_back("“附近”需要知道您在哪里:请允许定位,或者加上地名。");
  }

  void explain_ambiguity() {
    const std::vector<std::size_t>& counts = found_.institutions.by_area;
    std::vector<std::string> readings;
    for (std::size_t i = 0; i < std::min(counts.size(), kMostReadings); ++i) {
      readings.push_back(Divisions::get().full_name(q_.reading.divisions[i]->code) + "(" + std::to_string(counts[i]) +
                         " 家)");
    }
    if (readings.empty()) return;
    remarks_.push_back("这个地名不止一处,都在结果里:" + joined(readings) +
                       (counts.size() > kMostReadings ? " 等。" : "。"));
  }

  void drop_opening() {
    if (!q_.asks_opening() || found_.institutions.reading > 0) return;
    remarks_.emplace_back(q_.open_now ? "没有找到能确定现在开门的,下面不分开门与否。"
                                      : "没有找到能确定周末开门的,下面不分开门与否。");
    q_.open_now = q_.weekend = false;
    find();
  }

  void drop_words() {
    if (!nothing() || !q_.needs_text() || !(q_.understood_place() || q_.understood_what())) return;
    remarks_.push_back("没有找到同时含“" + join(q_.text_parts, " ") + "”的,下面不看这几个字。");
    q_.text_parts.clear();
    q_.quoted.clear();
    find();
  }

  void widen() {
    bool asks_institutions = q_.parameters.kind != Parameters::Kind::page && q_.parameters.division.empty();
    if (!asks_institutions || !q_.understood_place() || q_.needs_text() || found_.institutions.exact) return;
    std::size_t enough = q_.understood_what() ? static_cast<std::size_t>(Ranking::get().few) : 1;
    std::size_t in_place = found_.institutions.reading;
    std::vector<const Division*> around = q_.reading.divisions;
    while (in_place < enough && found_.institutions.total < enough) {
      around = parents_of(around);
      if (around.empty()) break;
      q_.wider.clear();
      for (const Division* division : around) q_.wider.push_back(area_range(division->code));
      found_.institutions = find_institutions(*snapshot_.institutions, q_, count_, now_);
    }
    if (q_.wider.empty() || found_.institutions.total <= in_place) return;
    std::string place = names_of(q_.reading.divisions), what = what_of(q_), wide = names_of(around);
    remarks_.push_back(in_place == 0
                           ? place + "没有找到" + what + ",下面是" + wide + "的。"
                           : place + "只找到 " + std::to_string(in_place) + " 家" + what + ",后面是" + wide + "的。");
  }

  void accept_similar() {
    if (!nothing() || !q_.has_words()) return;
    q_.similar = true;
    q_.quoted.clear();
    find();
    if (!nothing()) remarks_.emplace_back("没有找到含全部字词的结果,下面是相近的。");
  }

  const Snapshot& snapshot_;
  Question& q_;
  std::size_t count_;
  Instant now_;
  std::vector<std::string>& remarks_;
  Found found_;
};

}  // namespace

void Found::keep(Parameters::Kind kind) {
  if (kind == Parameters::Kind::institution) pages = {};
  if (kind == Parameters::Kind::page) institutions = {};
}

Found find_with_relaxation(const Snapshot& snapshot, Question& q, std::size_t count, Instant now,
                           std::vector<std::string>& remarks) {
  return Search(snapshot, q, count, now, remarks).run();
}

}  // namespace lawhub
