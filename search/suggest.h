// Completions while a person types: the heaviest entries among those with a key that begins with what was typed.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "search/answer.h"

namespace lawhub {

struct SuggestEntry {
  Suggestion shown;
  float weight = 0;               ///< higher is shown earlier; of equal ones the earlier entry
  std::vector<std::string> keys;  ///< as typed_form() makes them; see suggest_words.h
};

/// What was typed, in the form of keys: folded, letters, digits and Han characters only, ü as v.
std::string typed_form(std::string_view typed);

/// Immutable; safe from any thread. Sorted keys in one block with a tree of maxima over them: some 40 bytes a key.
class SuggestTable {
 public:
  SuggestTable() = default;
  explicit SuggestTable(const std::vector<SuggestEntry>& entries);
  /// At most `limit` different entries, heaviest first; behind them, when there is room and five letters or more were
  /// typed, those with one letter wrong, missing, too many or swapped with its neighbour: whole keys before longer
  /// ones. Nothing for an empty text.
  std::vector<Suggestion> find(std::string_view typed, std::size_t limit) const;
  std::size_t keys() const { return entry_of_key_.size(); }

 private:
  /// Keys side by side that begin alike.
  struct Range {
    std::size_t first = 0, last = 0;
    bool empty() const { return first >= last; }
  };
  class Collector;

  std::string_view key(std::size_t i) const;
  /// Those of `range`, whose keys are alike before `depth`, that go on with `letter`.
  Range narrowed(Range range, std::size_t depth, char letter) const;
  Range narrowed(Range range, std::size_t depth, std::string_view letters) const;
  /// Calls each(range, length) for each way in which `typed` may be mistyped once: keys that begin with so many letters
  /// that were meant.
  template <class Each>
  void for_each_typo(std::string_view typed, Each&& each) const;
  /// The first place whose key is not `before`; all that are stand before all that are not.
  template <class Before>
  std::size_t first_not(Before before) const;
  std::uint32_t heavier(std::uint32_t a, std::uint32_t b) const;
  std::uint32_t heaviest(std::size_t first, std::size_t last) const;

  std::vector<Suggestion> shown_;
  std::vector<float> weight_;
  std::string blob_;
  std::vector<std::uint32_t> offset_;
  std::vector<std::uint32_t> entry_of_key_;
  std::vector<std::uint32_t> tree_;  ///< places of keys; tree_[i] is the heavier of its two children
};

}  // namespace lawhub
