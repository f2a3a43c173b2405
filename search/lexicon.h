// Every word the hub understands and all it may mean, in one trie over folded text: places, types, matters, services,
// words of opening and nearness, and words that say nothing.
#pragma once
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "registry/division.h"
#include "registry/services.h"

namespace lawhub {

/// What must be true for a word to be taken as a place; see data/ordinary_places.tsv.
enum class PlaceNeed { nothing, hint, parent };
/// See data/hint_words.tsv. hours: asks when offices are open at all.
enum class HintWord { none, open, weekend, hours, near, filler };

struct PlaceMeaning {
  const Division* division = nullptr;  ///< a present one
  PlaceNeed need = PlaceNeed::nothing;
};
struct Meaning {
  std::vector<PlaceMeaning> places;
  std::vector<InstitutionType> types;
  std::vector<const Term*> terms;    ///< matters, services and audiences
  std::vector<const Term*> implied;  ///< services that who names the type wants
  HintWord hint = HintWord::none;
};

/// Immutable; safe from any thread.
class Lexicon {
 public:
  static const Lexicon& get();
  struct Match {
    std::size_t length = 0;  ///< characters
    const Meaning* meaning = nullptr;
  };
  /// Every known word that begins at `at`, the shortest first. Digits and letters match whole runs only.
  std::vector<Match> matches(const std::u32string& folded, std::size_t at) const;
  /// Every word that names a type, or a matter, service or audience, types first; folded.
  const std::vector<std::string>& words_of_law() const { return law_words_; }
  /// Every word of hint_words.tsv, folded.
  const std::vector<std::string>& hint_words() const { return hint_words_; }

 private:
  struct Node {
    std::map<char32_t, std::size_t> next;
    std::size_t meaning = 0;  ///< 0: no word ends here
  };
  Lexicon();
  Meaning& word(std::string_view text);
  void add_places();
  void add_place(std::string_view name, const std::vector<const Division*>& now, PlaceNeed need, bool current);
  void add_types();
  void add_terms();
  void add_implied(std::string_view codes, Meaning& meaning);
  void add_hints();

  std::vector<Node> nodes_;
  std::vector<Meaning> meanings_;
  std::map<std::string, PlaceNeed, std::less<>> ordinary_;
  std::vector<std::string> law_words_, hint_words_;
};

}  // namespace lawhub
