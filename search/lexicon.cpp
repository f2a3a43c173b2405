#include "search/lexicon.h"

#include <algorithm>
#include <stdexcept>

#include "base/text.h"
#include "base/tsv.h"
#include "search/embedded.h"

namespace lawhub {
namespace {

// Calls `each` with the first two cells of every row of a table of search/data.
void for_each_row(const std::string& name, const auto& each) {
  const Table table(search_file("data/" + name), name);
  for (std::size_t row = 0; row < table.size(); ++row) each(table.cell(row, 0), table.cell(row, 1));
}

std::runtime_error bad_cell(const std::string& table, std::string_view cell) {
  return std::runtime_error(table + ": unknown word " + std::string(cell));
}

PlaceNeed need_of(std::string_view cell) {
  if (cell == "hint") return PlaceNeed::hint;
  if (cell == "parent") return PlaceNeed::parent;
  throw bad_cell("ordinary_places.tsv", cell);
}

HintWord hint_of(std::string_view cell) {
  if (cell == "open") return HintWord::open;
  if (cell == "weekend") return HintWord::weekend;
  if (cell == "hours") return HintWord::hours;
  if (cell == "near") return HintWord::near;
  if (cell == "filler") return HintWord::filler;
  throw bad_cell("hint_words.tsv", cell);
}

// Where a unit is now. A city that went into another one is what its counties are now: 莱芜市 is 莱芜区 and 钢城区, not
// 济南市.
std::vector<const Division*> presents_of(const Division& d) {
  const Divisions& all = Divisions::get();
  const Division* now = all.present(d.code);
  const bool absorbed =
      !d.current && d.level == DivisionLevel::city && now != nullptr && now->short_name != d.short_name;
  std::vector<const Division*> presents;
  if (absorbed) {
    for (const Division* part : all.above_village()) {
      const Division* part_now = part->parent == d.code ? all.present(part->code) : nullptr;
      if (part_now != nullptr) presents.push_back(part_now);
    }
  }
  if (presents.empty() && now != nullptr) presents.push_back(now);
  return presents;
}

// What stands before a bracket: 劳动仲裁(非本机构).
std::string without_bracket(const std::string& text) { return text.substr(0, text.find('(')); }

bool is_ascii_word(char32_t c) { return (c >= U'a' && c <= U'z') || (c >= U'0' && c <= U'9'); }

}  // namespace

const Lexicon& Lexicon::get() {
  static const Lexicon kLexicon;
  return kLexicon;
}

Lexicon::Lexicon() : nodes_(1), meanings_(1) {
  for_each_row("ordinary_places.tsv", [&](auto name, auto need) { ordinary_[fold(name)] = need_of(need); });
  add_places();
  add_types();
  add_terms();
  add_hints();
}

Meaning& Lexicon::word(std::string_view text) {
  std::size_t at = 0;
  for (const char32_t c : to_code_points(fold(text))) {
    const auto [child, is_new] = nodes_[at].next.try_emplace(c, nodes_.size());
    at = child->second;
    if (is_new) nodes_.emplace_back();
  }
  if (nodes_[at].meaning == 0) {
    nodes_[at].meaning = meanings_.size();
    meanings_.emplace_back();
  }
  return meanings_[nodes_[at].meaning];
}

void Lexicon::add_places() {
  // Present units first: a former one of the same name is meant only inside a place that is named (济宁 市中区).
  for (const bool current : {true, false}) {
    for (const Division* d : Divisions::get().above_village()) {
      if (d->current != current) continue;
      const bool town = d->level == DivisionLevel::town;
      const std::vector<const Division*> now = presents_of(*d);
      add_place(d->name, now, PlaceNeed::nothing, current);
      add_place(d->short_name, now, town ? PlaceNeed::parent : PlaceNeed::nothing, current);
      for (const std::string& other : d->former_names) add_place(other, now, PlaceNeed::nothing, current);
    }
  }
}

void Lexicon::add_place(std::string_view name, const std::vector<const Division*>& now, PlaceNeed need, bool current) {
  const std::string folded = fold(name);
  if (now.empty() || count_code_points(folded) < 2 || folded.find('(') != std::string::npos) return;
  std::vector<PlaceMeaning>& places = word(folded).places;
  if (const auto ordinary = ordinary_.find(folded); ordinary != ordinary_.end()) need = ordinary->second;
  const auto is_trusted = [](const PlaceMeaning& p) { return p.need != PlaceNeed::parent; };
  if (!current && std::any_of(places.begin(), places.end(), is_trusted)) need = PlaceNeed::parent;
  for (const Division* one : now) {
    const auto is_one = [&](const PlaceMeaning& p) { return p.division == one; };
    if (std::none_of(places.begin(), places.end(), is_one)) places.push_back({one, need});
  }
}

void Lexicon::add_types() {
  const Table table(search_file("data/type_words.tsv"), "type_words.tsv");
  const std::size_t text = table.column("word"), codes = table.column("codes"), implies = table.column("implies");
  for (std::size_t row = 0; row < table.size(); ++row) {
    Meaning& meaning = word(table.cell(row, text));
    law_words_.push_back(fold(table.cell(row, text)));
    for (const std::string_view code : split(table.cell(row, codes), ',')) {
      const auto type = type_of_code(code);
      if (!type) throw bad_cell("type_words.tsv", code);
      meaning.types.push_back(*type);
    }
    if (!table.cell(row, implies).empty()) add_implied(table.cell(row, implies), meaning);
  }
}

void Lexicon::add_implied(std::string_view codes, Meaning& meaning) {
  for (const std::string_view code : split(codes, ',')) {
    const Term* term = find_term(code);
    if (term == nullptr) throw bad_cell("type_words.tsv", code);
    meaning.implied.push_back(term);
  }
}

void Lexicon::add_terms() {
  for (const Term& term : vocabulary()) {
    if (term.facet == Facet::domain) continue;
    std::vector<std::string> names = term.synonyms;
    names.push_back(term.label);
    for (const std::string& name : names) {
      law_words_.push_back(without_bracket(fold(name)));
      std::vector<const Term*>& terms = word(law_words_.back()).terms;
      if (std::find(terms.begin(), terms.end(), &term) == terms.end()) terms.push_back(&term);
    }
  }
}

void Lexicon::add_hints() {
  for_each_row("hint_words.tsv", [&](auto text, auto kind) {
    word(text).hint = hint_of(kind);
    hint_words_.push_back(fold(text));
  });
}

std::vector<Lexicon::Match> Lexicon::matches(const std::u32string& folded, std::size_t at) const {
  std::vector<Match> found;
  if (at > 0 && is_ascii_word(folded[at]) && is_ascii_word(folded[at - 1])) return found;
  std::size_t node = 0;
  for (std::size_t i = at; i < folded.size(); ++i) {
    const auto child = nodes_[node].next.find(folded[i]);
    if (child == nodes_[node].next.end()) break;
    node = child->second;
    const bool cuts_word = i + 1 < folded.size() && is_ascii_word(folded[i]) && is_ascii_word(folded[i + 1]);
    if (nodes_[node].meaning != 0 && !cuts_word) found.push_back({i + 1 - at, &meanings_[nodes_[node].meaning]});
  }
  return found;
}

}  // namespace lawhub
