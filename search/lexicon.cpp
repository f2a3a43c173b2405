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
  if (cell == "near") return HintWord::near;
  if (cell == "filler") return HintWord::filler;
  throw bad_cell("hint_words.tsv", cell);
}

// Where a unit is now. One that went into a larger one, but whose name lives on in a part of it, is that part: 莱芜市
// is 莱芜区, not 济南市.
const Division* present_of(const Division& d) {
  const Divisions& all = Divisions::get();
  const Division* now = all.present(d.code);
  if (now == nullptr || d.current || now->level != DivisionLevel::city) return now;
  for (const Division* part : all.named(d.short_name, now->code)) {
    if (part->current && part->level == DivisionLevel::county) return part;
  }
  return now;
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
      const Division* now = present_of(*d);
      if (now == nullptr) continue;
      const bool town = d->level == DivisionLevel::town;
      add_place(d->name, *now, PlaceNeed::nothing, current);
      add_place(d->short_name, *now, town ? PlaceNeed::parent : PlaceNeed::nothing, current);
      for (const std::string& other : d->former_names) add_place(other, *now, PlaceNeed::nothing, current);
    }
  }
}

void Lexicon::add_place(std::string_view name, const Division& now, PlaceNeed need, bool current) {
  const std::string folded = fold(name);
  if (count_code_points(folded) < 2 || folded.find('(') != std::string::npos) return;
  std::vector<PlaceMeaning>& places = word(folded).places;
  const auto same = std::find_if(places.begin(), places.end(), [&](const auto& p) { return p.division == &now; });
  if (same != places.end()) return;
  if (const auto ordinary = ordinary_.find(folded); ordinary != ordinary_.end()) need = ordinary->second;
  const auto is_trusted = [](const PlaceMeaning& p) { return p.need != PlaceNeed::parent; };
  if (!current && std::any_of(places.begin(), places.end(), is_trusted)) need = PlaceNeed::parent;
  places.push_back({&now, need});
}

void Lexicon::add_types() {
  for_each_row("type_words.tsv", [&](auto text, auto codes) {
    for (const std::string_view code : split(codes, ',')) {
      const auto type = type_of_code(code);
      if (!type) throw bad_cell("type_words.tsv", code);
      word(text).types.push_back(*type);
    }
  });
}

void Lexicon::add_terms() {
  for (const Term& term : vocabulary()) {
    if (term.facet != Facet::matter && term.facet != Facet::service) continue;
    std::vector<std::string> names = term.synonyms;
    names.push_back(term.label);
    for (const std::string& name : names) {
      std::vector<const Term*>& terms = word(without_bracket(fold(name))).terms;
      if (std::find(terms.begin(), terms.end(), &term) == terms.end()) terms.push_back(&term);
    }
  }
}

void Lexicon::add_hints() {
  for_each_row("hint_words.tsv", [&](auto text, auto kind) { word(text).hint = hint_of(kind); });
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
