#include "search/suggest_words.h"

#include <algorithm>
#include <map>
#include <stdexcept>
#include <unordered_set>

#include "base/text.h"
#include "base/tsv.h"
#include "indexer/pinyin.h"
#include "registry/division.h"
#include "registry/services.h"
#include "search/embedded.h"

namespace lawhub {
namespace {

constexpr std::size_t kMostWays = 4;    ///< ways to type a name in pinyin
constexpr std::size_t kMostStarts = 4;  ///< 山东省 枣庄市 薛城区 公证处

/// Names of places down to towns, in typed form.
class PlaceNames {
 public:
  PlaceNames() {
    for (const Division* d : Divisions::get().above_village()) {
      add(d->name);
      add(d->short_name);
    }
  }
  /// Bytes of the longest place that `text` begins with; 0 when none.
  std::size_t head_of(std::string_view text) const {
    std::size_t longest = 0;
    for (std::size_t at = 0; at < text.size() && at < longest_;) {
      next_code_point(text, at);
      if (names_.contains(std::string(text.substr(0, at)))) longest = at;
    }
    return longest;
  }

 private:
  void add(std::string_view name) {
    const std::string form = typed_form(name);
    if (count_code_points(form) < 2) return;
    longest_ = std::max(longest_, form.size());
    names_.insert(form);
  }
  std::unordered_set<std::string> names_;
  std::size_t longest_ = 0;
};

void add_keys_of(std::string_view form, std::vector<std::string>& keys) {
  keys.emplace_back(form);
  for (Pinyin& way : pinyin_of(form, kMostWays)) {
    keys.push_back(std::move(way.full));
    keys.push_back(std::move(way.initials));
  }
}

std::vector<std::string> keys_of_all(const std::vector<std::string>& names) {
  std::vector<std::string> keys;
  for (const std::string& name : names) add_keys_of(typed_form(name), keys);
  return keys;
}

std::map<std::string, float, std::less<>> read_weights() {
  const Table table(search_file("data/suggest_weights.tsv"), "suggest_weights.tsv");
  const std::size_t kind = table.column("kind"), weight = table.column("weight");
  std::map<std::string, float, std::less<>> weights;
  for (std::size_t row = 0; row < table.size(); ++row) {
    double value = 0;
    if (!parse_number(table.cell(row, weight), value)) throw std::runtime_error("suggest_weights.tsv: no number");
    weights.emplace(table.cell(row, kind), static_cast<float>(value));
  }
  return weights;
}

/// The words of type_words.tsv by the first type they name.
std::map<InstitutionType, std::vector<std::string>> words_of_types() {
  const Table table(search_file("data/type_words.tsv"), "type_words.tsv");
  const std::size_t word = table.column("word"), codes = table.column("codes");
  std::map<InstitutionType, std::vector<std::string>> words;
  for (std::size_t row = 0; row < table.size(); ++row) {
    const auto type = type_of_code(split(table.cell(row, codes), ',').front());
    if (type) words[*type].emplace_back(table.cell(row, word));
  }
  return words;
}

}  // namespace

std::vector<std::string> suggest_keys(std::string_view name) {
  static const PlaceNames kPlaces;
  const std::string form = typed_form(name);
  std::vector<std::string> keys;
  std::string_view rest = form;
  for (std::size_t start = 0; start < kMostStarts && !rest.empty(); ++start) {
    add_keys_of(rest, keys);
    const std::size_t head = kPlaces.head_of(rest);
    if (head == 0) break;
    rest.remove_prefix(head);
  }
  return keys;
}

SuggestEntry institution_suggestion(std::string_view id, std::string_view name, std::string_view division,
                                    float weight) {
  SuggestEntry entry;
  entry.shown = {std::string(name), "institution", std::string(id), Divisions::get().full_name(division)};
  entry.weight = weight;
  entry.keys = suggest_keys(name);
  return entry;
}

std::vector<SuggestEntry> word_suggestions() {
  const auto weights = read_weights();
  std::vector<SuggestEntry> entries;
  const auto words = words_of_types();
  for (const InstitutionType type : all_institution_types()) {
    std::vector<std::string> names = {std::string(label_of(type))};
    if (const auto more = words.find(type); more != words.end()) {
      names.insert(names.end(), more->second.begin(), more->second.end());
    }
    entries.push_back({{names[0], "type", std::string(code_of(type)), ""}, weights.at("type"), keys_of_all(names)});
  }
  for (const Division* d : Divisions::get().above_village()) {
    if (!d->current) continue;
    std::vector<std::string> names = {d->name, d->short_name};
    names.insert(names.end(), d->former_names.begin(), d->former_names.end());
    entries.push_back({{d->name, "division", d->code, Divisions::get().full_name(d->parent)},
                       weights.find(code_of(d->level))->second,
                       keys_of_all(names)});
  }
  for (const Term& term : vocabulary()) {
    if (term.facet != Facet::matter && term.facet != Facet::service) continue;
    const std::string kind = term.facet == Facet::matter ? "matter" : "service";
    const Term* domain = find_term(term.domain);
    std::vector<std::string> names = term.synonyms;
    names.push_back(term.label);
    entries.push_back(
        {{term.label, kind, term.code, domain == nullptr ? "" : domain->label}, weights.at(kind), keys_of_all(names)});
  }
  return entries;
}

}  // namespace lawhub
