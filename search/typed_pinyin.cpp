#include "search/typed_pinyin.h"

#include <algorithm>
#include <unordered_map>
#include <vector>

#include "base/text.h"
#include "indexer/pinyin.h"
#include "registry/division.h"
#include "search/lexicon.h"
#include "search/phrases.h"

namespace lawhub {
namespace {

constexpr std::size_t kLongest = 60;  // letters of a run that is looked at
constexpr std::size_t kMostWays = 4;  // of reading one word
constexpr int kInitialsCost = 3;      // of a word by its initials; one by its whole pinyin costs 1

/// What a row of letters may stand for: a word of the law before places (those of the highest level are all meant),
/// places before a word of everyday speech (坊子 before 房子).
struct Spelling {
  std::vector<const Division*> places;
  std::string word;
  bool of_law = false;
};
using Spellings = std::unordered_map<std::string, Spelling>;

int rank_of(const Division& d) { return static_cast<int>(d.level); }

void add_place(Spellings& to, const std::string& letters, const Division& d) {
  std::vector<const Division*>& places = to[letters].places;
  if (!places.empty() && rank_of(*places.front()) < rank_of(d)) return;
  if (!places.empty() && rank_of(*places.front()) > rank_of(d)) places.clear();
  if (std::find(places.begin(), places.end(), &d) == places.end()) places.push_back(&d);
}

void add_word(Spellings& to, const std::string& letters, const std::string& word, bool of_law) {
  Spelling& known = to[letters];
  if (!known.word.empty()) return;
  known.word = word;
  known.of_law = of_law;
}

class Dictionary {
 public:
  Dictionary() {
    for (const std::string& word : Lexicon::get().words_of_law()) add(word, true);
    for (const std::string& word : phrase_words()) add(word, false);
    for (const std::string& word : Lexicon::get().hint_words()) add(word, false);
    for (const Division* d : Divisions::get().above_village()) {
      if (!d->current) continue;
      add_names(d->name, *d);
      if (d->level != DivisionLevel::town) add_names(d->short_name, *d);
    }
  }

  const Spelling* whole(const std::string& letters) const { return find(whole_, letters); }
  const Spelling* initials(const std::string& letters) const { return find(initials_, letters); }

 private:
  static const Spelling* find(const Spellings& in, const std::string& letters) {
    const auto found = in.find(letters);
    return found == in.end() ? nullptr : &found->second;
  }

  void add(const std::string& word, bool of_law) {
    if (count_code_points(word) < 2) return;
    for (const Pinyin& way : pinyin_of(word, kMostWays)) {
      add_word(whole_, way.full, word, of_law);
      if (of_law && way.initials.size() >= 3) add_word(initials_, way.initials, word, of_law);
    }
  }

  void add_names(const std::string& name, const Division& d) {
    const std::string folded = fold(name);
    if (count_code_points(folded) < 2) return;
    for (const Pinyin& way : pinyin_of(folded, kMostWays)) {
      add_place(whole_, way.full, d);
      if (d.level != DivisionLevel::town) add_place(initials_, way.initials, d);
    }
  }

  Spellings whole_, initials_;
};

/// The cheapest way to spell the letters from some place to the end.
struct Rest {
  int cost = -1;  ///< -1: none
  std::size_t length = 0;
  const Spelling* spelling = nullptr;
  bool has_word = false;  ///< a word of the law or of speech is in it, not only places
};

Rest cheapest(const Dictionary& words, const std::string& letters, std::size_t at, const std::vector<Rest>& rests) {
  Rest best;
  const auto consider = [&](const Spelling* spelling, std::size_t length, int cost) {
    const Rest& rest = rests[at + length];
    if (spelling == nullptr || rest.cost < 0) return;
    if (best.cost < 0 || rest.cost + cost < best.cost) {
      best = {rest.cost + cost, length, spelling, rest.has_word || !spelling->word.empty()};
    }
  };
  for (std::size_t length = letters.size() - at; length >= 2; --length) {
    const std::string piece = letters.substr(at, length);
    consider(words.whole(piece), length, 1);
    consider(words.initials(piece), length, kInitialsCost);
  }
  return best;
}

std::string text_of(const Spelling& spelling) {
  if (spelling.of_law || spelling.places.empty()) return spelling.word;
  std::vector<std::string> names;
  for (const Division* d : spelling.places) names.push_back(d->name);
  return join(names, " ");
}

}  // namespace

std::u32string words_of_pinyin(std::string_view letters) {
  static const Dictionary kWords;
  if (letters.size() < 3 || letters.size() > kLongest) return {};
  const std::string run(letters);
  std::vector<Rest> rests(run.size() + 1);
  rests[run.size()].cost = 0;
  for (std::size_t at = run.size(); at-- > 0;) rests[at] = cheapest(kWords, run, at, rests);
  if (rests[0].cost < 0) return {};
  if (!rests[0].has_word && rests[0].cost >= kInitialsCost) return {};  // places alone are not asked by initials
  std::vector<std::string> words;
  for (std::size_t at = 0; at < run.size(); at += rests[at].length) words.push_back(text_of(*rests[at].spelling));
  return to_code_points(join(words, " "));
}

}  // namespace lawhub
