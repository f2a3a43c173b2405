#include "search/repair.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <set>
#include <stdexcept>
#include <unordered_map>

#include "base/text.h"
#include "base/tsv.h"
#include "indexer/pinyin.h"
#include "registry/division.h"
#include "search/embedded.h"
#include "search/lexicon.h"

namespace lawhub {
namespace {

constexpr std::size_t kLongest = 8;      // characters of a word that is looked for by its sound
constexpr std::size_t kLongestGap = 12;  // a longer one is a title or a sentence, not a slip

struct Confusion {
  std::u32string written, meant;
  bool is_word = false;
  std::vector<std::u32string> except;  ///< words in which it is meant
};

/// Longest first.
const std::vector<Confusion>& confusions() {
  static const std::vector<Confusion> kConfusions = [] {
    const Table table(search_file("data/confusions.tsv"), "search/data/confusions.tsv");
    std::vector<Confusion> list;
    for (std::size_t row = 0; row < table.size(); ++row) {
      const auto cell = [&](const char* column) { return table.cell(row, table.column(column)); };
      Confusion one{to_code_points(cell("written")), to_code_points(cell("meant")), cell("kind") == "word", {}};
      for (const std::string_view word : split(cell("except"), '|')) {
        if (!word.empty()) one.except.push_back(to_code_points(word));
      }
      if (!one.is_word && cell("kind") != "slip") throw std::runtime_error("confusions.tsv: neither slip nor word");
      list.push_back(std::move(one));
    }
    std::stable_sort(list.begin(), list.end(),
                     [](const Confusion& a, const Confusion& b) { return a.written.size() > b.written.size(); });
    return list;
  }();
  return kConfusions;
}

/// Is the span inside one of these words?
bool inside_any(const std::u32string& text, const Span& span, const std::vector<std::u32string>& words) {
  return std::any_of(words.begin(), words.end(), [&](const std::u32string& word) {
    const std::size_t from = span.second > word.size() ? span.second - word.size() : 0;
    const std::size_t at = text.find(word, from);
    return at != std::u32string::npos && at <= span.first;
  });
}

/// A syllable without what Shandong's speech does not tell apart.
std::string as_spoken(std::string syllable) {
  static const std::vector<std::pair<std::string, std::string>> kStarts = {
      {"zh", "z"}, {"ch", "c"}, {"sh", "s"}, {"n", "l"}, {"r", "y"}};
  for (const auto& [from, to] : kStarts) {
    if (syllable.compare(0, from.size(), from) == 0) {
      syllable.replace(0, from.size(), to);
      break;
    }
  }
  if (syllable.size() > 2 && syllable.ends_with("ng")) syllable.pop_back();
  std::replace(syllable.begin(), syllable.end(), 'v', 'u');
  return syllable;
}

/// A reading of a character: its syllable, and what Shandong's speech makes of it, each a number.
struct Sound {
  std::uint16_t written = 0, spoken = 0;
};
using Readings = std::vector<Sound>;

/// The readings of every common character.
class Sounds {
 public:
  Sounds() {
    for (char32_t c = 0x4E00; c <= 0x9FA5; ++c) {
      for (const Pinyin& way : pinyin_of(to_utf8(std::u32string(1, c)), 4)) {
        readings_[c].push_back({number(way.full), number(as_spoken(way.full))});
      }
    }
  }
  const Readings& of(char32_t c) const {
    static const Readings kNone;
    const auto found = readings_.find(c);
    return found == readings_.end() ? kNone : found->second;
  }
  /// Do two characters sound alike?
  bool alike(char32_t a, char32_t b, bool spoken) const {
    if (a == b) return true;
    const Readings& others = of(b);
    return std::any_of(of(a).begin(), of(a).end(), [&](const Sound& one) {
      return std::any_of(others.begin(), others.end(), [&](const Sound& other) {
        return spoken ? one.spoken == other.spoken : one.written == other.written;
      });
    });
  }

 private:
  std::uint16_t number(const std::string& syllable) {
    return numbers_.try_emplace(syllable, static_cast<std::uint16_t>(numbers_.size())).first->second;
  }

  std::map<std::string, std::uint16_t> numbers_;
  std::unordered_map<char32_t, Readings> readings_;
};

/// The hub's own words by the sound of their first character.
class Words {
 public:
  Words() {
    for (const Confusion& one : confusions()) listed_.insert(one.written);
    for (const std::string& word : Lexicon::get().words_of_law()) add(word, 2);
    for (const std::string& word : phrase_words()) add(word, 3);
    for (const Division* d : Divisions::get().above_village()) add(fold(d->name), 3);
    for (auto& [sound, words] : words_) {
      std::stable_sort(words.begin(), words.end(), [](const auto& a, const auto& b) { return a.size() > b.size(); });
    }
  }

  /// The longest word that the text at `at` sounds like, up to `end`; null when there is none. What the table of
  /// confusions knows is not judged by its sound.
  const std::u32string* sounding_like(const std::u32string& text, std::size_t at, std::size_t end) const {
    for (const Sound& sound : sounds_.of(text[at])) {
      const auto words = words_.find(sound.spoken);
      if (words == words_.end()) continue;
      for (const std::u32string& word : words->second) {
        if (at + word.size() <= end && is_meant(word, text, at)) return &word;
      }
    }
    return nullptr;
  }

 private:
  void add(const std::string& folded, std::size_t shortest) {
    const std::u32string word = to_code_points(folded);
    if (word.size() < shortest || word.size() > kLongest || !std::all_of(word.begin(), word.end(), is_han)) return;
    for (const Sound& sound : sounds_.of(word[0])) {
      std::vector<std::u32string>& words = words_[sound.spoken];
      if (std::find(words.begin(), words.end(), word) == words.end()) words.push_back(word);
    }
  }

  bool is_meant(const std::u32string& word, const std::u32string& text, std::size_t at) const {
    std::size_t equal = 0;
    for (std::size_t i = 0; i < word.size(); ++i) equal += word[i] == text[at + i];
    if (equal == word.size() || equal * 2 < word.size()) return false;
    for (std::size_t i = 0; i < word.size(); ++i) {
      if (!sounds_.alike(word[i], text[at + i], word.size() > 2)) return false;
    }
    return !listed_.contains(text.substr(at, word.size()));
  }

  Sounds sounds_;
  std::set<std::u32string> listed_;
  std::unordered_map<std::uint16_t, std::vector<std::u32string>> words_;  ///< longest first
};

const Words& words() {
  static const Words kWords;
  return kWords;
}

}  // namespace

std::vector<Repair> known_confusions(const std::u32string& folded) {
  std::vector<Repair> found;
  const auto taken = [&](const Span& span) {
    return std::any_of(found.begin(), found.end(),
                       [&](const Repair& r) { return r.where.first < span.second && span.first < r.where.second; });
  };
  for (const Confusion& one : confusions()) {
    for (std::size_t at = folded.find(one.written); at != std::u32string::npos;
         at = folded.find(one.written, at + one.written.size())) {
      const Span span{at, at + one.written.size()};
      if (taken(span) || inside_any(folded, span, one.except)) continue;
      found.push_back({span, one.written, one.meant, one.is_word});
    }
  }
  std::sort(found.begin(), found.end(), [](const Repair& a, const Repair& b) { return a.where < b.where; });
  return found;
}

std::vector<Repair> homophones(const std::u32string& folded, const std::vector<Span>& gaps) {
  std::vector<Repair> found;
  for (const Span& gap : gaps) {
    if (gap.second - gap.first > kLongestGap) continue;
    for (std::size_t at = gap.first; at + 1 < gap.second; ++at) {
      const std::u32string* word = words().sounding_like(folded, at, gap.second);
      if (word == nullptr) continue;
      found.push_back({{at, at + word->size()}, folded.substr(at, word->size()), *word, false});
      at += word->size() - 1;
    }
  }
  return found;
}

void prepare_repair() { words(); }

std::u32string repaired(const std::u32string& text, const std::vector<Repair>& repairs) {
  std::u32string made;
  std::size_t at = 0;
  for (const Repair& repair : repairs) {
    made.append(text, at, repair.where.first - at).append(repair.meant);
    at = repair.where.second;
  }
  return made.append(text, at);
}

}  // namespace lawhub
