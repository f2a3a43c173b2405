#include "search/phrases.h"

#include <algorithm>
#include <map>
#include <stdexcept>
#include <unordered_map>

#include "base/text.h"
#include "base/tsv.h"
#include "search/embedded.h"

namespace lawhub {
namespace {

struct Rule {
  std::size_t wanted = 0, unwanted = 0;  ///< groups of words; the unwanted ones are numbered behind the wanted
  std::vector<const Term*> terms;
  std::vector<InstitutionType> types;
};

/// A group of a rule that a word belongs to.
struct Place {
  std::size_t rule = 0, group = 0;
};
struct Word {
  std::u32string text;
  std::vector<Place> places;
};

std::runtime_error bad(std::string_view what) {
  return std::runtime_error("search/data/phrases.tsv: " + std::string(what));
}

using WordGroups = std::map<std::string, std::string, std::less<>>;

WordGroups read_groups() {
  const Table table(search_file("data/word_groups.tsv"), "search/data/word_groups.tsv");
  const std::size_t group = table.column("group"), words = table.column("words");
  WordGroups groups;
  for (std::size_t row = 0; row < table.size(); ++row) groups.emplace(table.cell(row, group), table.cell(row, words));
  return groups;
}

class Rules {
 public:
  Rules() {
    const WordGroups groups = read_groups();
    const Table table(search_file("data/phrases.tsv"), "search/data/phrases.tsv");
    const std::size_t when = table.column("when"), codes = table.column("codes"), types = table.column("types");
    for (std::size_t row = 0; row < table.size(); ++row) {
      rules_.emplace_back();
      add_meaning(table.cell(row, codes), table.cell(row, types));
      add_words(table.cell(row, when), groups);
    }
    for (auto& [first, words] : words_) {
      std::sort(words.begin(), words.end(), [](const Word& a, const Word& b) { return a.text.size() > b.text.size(); });
    }
  }

  const Rule& rule(std::size_t number) const { return rules_[number]; }

  /// For each rule that has a word in the text: where the words of each of its groups stand, longer ones first.
  std::map<std::size_t, std::vector<std::vector<Span>>> words_in(const std::u32string& text,
                                                                 const std::vector<Span>& names) const {
    std::map<std::size_t, std::vector<std::vector<Span>>> found;
    for (std::size_t at = 0; at < text.size(); ++at) {
      const auto words = words_.find(text[at]);
      if (words == words_.end()) continue;
      for (const Word& word : words->second) {
        const Span span{at, at + word.text.size()};
        if (text.compare(at, word.text.size(), word.text) != 0 || cuts(span, names)) continue;
        for (const Place& place : word.places) {
          auto& groups = found[place.rule];
          groups.resize(rules_[place.rule].wanted + rules_[place.rule].unwanted);
          groups[place.group].push_back(span);
        }
      }
    }
    return found;
  }

  std::vector<std::string> words() const {
    std::vector<std::string> all;
    for (const auto& [first, words] : words_) {
      for (const Word& word : words) all.push_back(to_utf8(word.text));
    }
    return all;
  }

 private:
  static bool cuts(const Span& span, const std::vector<Span>& names) {
    return std::any_of(names.begin(), names.end(), [&](const Span& name) {
      const bool apart = span.second <= name.first || name.second <= span.first;
      return !apart && !(span.first <= name.first && name.second <= span.second);
    });
  }

  void add_meaning(std::string_view codes, std::string_view types) {
    for (const std::string_view code : split(codes, ';')) {
      const Term* term = find_term(code);
      if (term == nullptr) throw bad("unknown code " + std::string(code));
      rules_.back().terms.push_back(term);
    }
    for (const std::string_view code : split(types, ';')) {
      if (code.empty()) continue;
      const auto type = type_of_code(code);
      if (!type) throw bad("unknown type " + std::string(code));
      rules_.back().types.push_back(*type);
    }
  }

  void add_words(std::string_view when, const WordGroups& groups) {
    std::vector<std::string> wanted, unwanted;
    for (const std::string_view group : split(when, ' ')) {
      if (group.empty()) continue;
      (group.front() == '!' ? unwanted : wanted).emplace_back(group.front() == '!' ? group.substr(1) : group);
    }
    if (wanted.empty()) throw bad("a row without words");
    rules_.back().wanted = wanted.size();
    rules_.back().unwanted = unwanted.size();
    wanted.insert(wanted.end(), unwanted.begin(), unwanted.end());
    for (std::size_t group = 0; group < wanted.size(); ++group) add_group(wanted[group], group, groups);
  }

  void add_group(std::string_view words, std::size_t group, const WordGroups& groups) {
    for (const std::string_view word : split(words, '|')) {
      if (word.empty()) throw bad("an empty word in " + std::string(words));
      if (word.front() != '@') {
        add_word(word, group);
      } else if (const auto known = groups.find(word); known != groups.end()) {
        add_group(known->second, group, groups);
      } else {
        throw bad("unknown group " + std::string(word));
      }
    }
  }

  void add_word(std::string_view word, std::size_t group) {
    const std::u32string text = to_code_points(fold(word));
    std::vector<Word>& words = words_[text[0]];
    auto same = std::find_if(words.begin(), words.end(), [&](const Word& w) { return w.text == text; });
    if (same == words.end()) same = words.insert(words.end(), {text, {}});
    same->places.push_back({rules_.size() - 1, group});
  }

  std::vector<Rule> rules_;
  std::unordered_map<char32_t, std::vector<Word>> words_;  ///< by their first character, longer ones first
};

const Rules& rules() {
  static const Rules kRules;
  return kRules;
}

bool overlaps(const Span& a, const Span& b) { return a.first < b.second && b.first < a.second; }

/// One word of each wanted group from `group` on, none of them over another or over what is explained already.
bool choose(const Rule& rule, const std::vector<std::vector<Span>>& places, std::size_t group,
            const std::vector<Span>& explained, std::vector<Span>& chosen) {
  if (group == rule.wanted) return true;
  const auto taken = [](const std::vector<Span>& spans, const Span& span) {
    return std::any_of(spans.begin(), spans.end(), [&](const Span& s) { return overlaps(s, span); });
  };
  for (const Span& span : places[group]) {
    if (taken(explained, span) || taken(chosen, span)) continue;
    chosen.push_back(span);
    if (choose(rule, places, group + 1, explained, chosen)) return true;
    chosen.pop_back();
  }
  return false;
}

}  // namespace

std::vector<Phrase> phrases_in(const std::u32string& folded, const std::vector<Span>& names) {
  std::vector<Phrase> found;
  std::vector<Span> explained;
  for (const auto& [number, places] : rules().words_in(folded, names)) {
    const Rule& rule = rules().rule(number);
    const auto is_there = [](const std::vector<Span>& group) { return !group.empty(); };
    if (std::any_of(places.begin() + static_cast<std::ptrdiff_t>(rule.wanted), places.end(), is_there)) continue;
    std::vector<Span> words;
    if (!choose(rule, places, 0, explained, words)) continue;
    explained.insert(explained.end(), words.begin(), words.end());
    std::sort(words.begin(), words.end());
    found.push_back({rule.terms, rule.types, words});
  }
  return found;
}

std::vector<std::string> phrase_words() { return rules().words(); }

}  // namespace lawhub
