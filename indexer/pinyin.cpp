#include "indexer/pinyin.h"

#include <algorithm>
#include <charconv>
#include <stdexcept>
#include <unordered_map>

#include "base/text.h"
#include "base/tsv.h"
#include "indexer/embedded.h"
#include "registry/division.h"

extern "C" {
extern const char kPinyinTable[];  // "4E50 le yue\n…", see cmake/pinyin.awk
extern const char kPinyinTableEnd[];
}

namespace lawhub {
namespace {

using Syllables = std::vector<std::string_view>;

class Readings {
 public:
  Readings() {
    read_characters();
    read_words();
    for (const Division* d : Divisions::get().above_village()) {
      add_word(fold(d->short_name), d->pinyin);
      add_word(fold(d->name), d->pinyin);
    }
  }

  /// The readings of the longest known word at `at`, else of the one character (null when it has none), and how many
  /// characters that is.
  std::pair<const std::vector<Syllables>*, std::size_t> at(const std::u32string& text, std::size_t at) const {
    if (const auto words = words_.find(text[at]); words != words_.end()) {
      for (const Word& word : words->second) {
        if (text.compare(at, word.characters.size(), word.characters) == 0) {
          return {&word.readings, word.characters.size()};
        }
      }
    }
    const auto character = characters_.find(text[at]);
    return {character == characters_.end() ? nullptr : &character->second, 1};
  }

 private:
  struct Word {
    std::u32string characters;
    std::vector<Syllables> readings;
  };

  void read_characters() {
    const std::string_view table(kPinyinTable, static_cast<std::size_t>(kPinyinTableEnd - kPinyinTable));
    for (const std::string_view line : split(table, '\n')) {
      const Syllables parts = split(line, ' ');
      if (parts.size() < 2) continue;
      std::uint32_t c = 0;
      std::from_chars(parts[0].data(), parts[0].data() + parts[0].size(), c, 16);
      std::vector<Syllables>& readings = characters_[c];
      for (std::size_t i = 1; i < parts.size(); ++i) readings.push_back({parts[i]});
    }
  }

  void read_words() {
    const Table table(indexer_file("data/pinyin_words.tsv"), "pinyin_words.tsv");
    const std::size_t word = table.column("word"), pinyin = table.column("pinyin");
    for (std::size_t row = 0; row < table.size(); ++row) add_word(table.cell(row, word), table.cell(row, pinyin));
  }

  // Both texts live as long as the program. A reading that does not have a syllable for each character is left out.
  void add_word(std::string_view word, std::string_view pinyin) {
    const std::u32string characters = to_code_points(word);
    const Syllables syllables = split(pinyin, ' ');
    if (characters.empty() || pinyin.empty() || syllables.size() != characters.size()) return;
    std::vector<Word>& words = words_[characters[0]];
    auto same = std::find_if(words.begin(), words.end(), [&](const Word& w) { return w.characters == characters; });
    if (same == words.end()) {
      const auto shorter = std::find_if(words.begin(), words.end(),
                                        [&](const Word& w) { return w.characters.size() < characters.size(); });
      same = words.insert(shorter, {characters, {}});
    }
    std::vector<Syllables>& readings = same->readings;
    if (std::find(readings.begin(), readings.end(), syllables) == readings.end()) readings.push_back(syllables);
  }

  std::unordered_map<char32_t, std::vector<Syllables>> characters_;
  std::unordered_map<char32_t, std::vector<Word>> words_;  ///< by their first character, longest first
};

// One way to type the text so far; `turns` counts how often it left the likeliest reading.
struct Way {
  Pinyin typed;
  int turns = 0;
};

void append(Pinyin& typed, const Syllables& syllables) {
  for (const std::string_view syllable : syllables) {
    typed.full += syllable;
    typed.initials += syllable.front();
  }
}

/// Every way goes on with every reading; those with the fewest turns stay, at most `limit`.
void lengthen(std::vector<Way>& ways, const std::vector<Syllables>& readings, std::size_t limit) {
  const std::size_t before = ways.size();
  for (std::size_t i = 1; i < readings.size(); ++i) {
    for (std::size_t w = 0; w < before; ++w) {
      Way turned = ways[w];
      ++turned.turns;
      append(turned.typed, readings[i]);
      ways.push_back(std::move(turned));
    }
  }
  for (std::size_t w = 0; w < before; ++w) append(ways[w].typed, readings[0]);
  if (readings.size() == 1) return;
  std::stable_sort(ways.begin(), ways.end(), [](const Way& a, const Way& b) { return a.turns < b.turns; });
  if (ways.size() > limit) ways.resize(limit);
}

bool is_ascii_word(char32_t c) { return (c >= U'a' && c <= U'z') || (c >= U'0' && c <= U'9'); }

}  // namespace

std::vector<Pinyin> pinyin_of(std::string_view folded, std::size_t limit) {
  static const Readings kReadings;
  const std::u32string text = to_code_points(folded);
  std::vector<Way> ways(1);
  for (std::size_t i = 0; i < text.size();) {
    if (is_ascii_word(text[i])) {
      for (Way& way : ways) {
        way.typed.full += static_cast<char>(text[i]);
        way.typed.initials += static_cast<char>(text[i]);
      }
      ++i;
      continue;
    }
    const auto [here, length] = kReadings.at(text, i);
    if (here != nullptr) lengthen(ways, *here, limit);
    i += length;
  }
  std::vector<Pinyin> found;
  for (Way& way : ways) {
    if (!way.typed.full.empty()) found.push_back(std::move(way.typed));
  }
  return found;
}

}  // namespace lawhub
