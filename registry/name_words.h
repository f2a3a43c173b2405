// The words of institutions' names: what brackets mean, and the endings that say the type.
#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "registry/institution_type.h"

namespace lawhub {

/// One syntax, five meanings: 山东泰岳(济南)律师事务所, (个人所), (原…), (吉吉) for 喆, (全国优秀所).
enum class BracketMeaning { place, form, former, glyph, ornament };

struct Bracket {
  std::size_t begin = 0, end = 0;  ///< byte range in the name, brackets included
  std::string inside;
  BracketMeaning meaning = BracketMeaning::ornament;
  std::string glyph;  ///< the character described, for `glyph`
};

/// The bracketed parts of a folded name without white space, in order.
std::vector<Bracket> brackets_of(std::string_view name);

/// The folded name without its brackets, described characters put in; `place` tells whether one held a place.
struct Unbracketed {
  std::string text;
  bool place = false;
};
Unbracketed without_brackets(std::string_view name);

struct NameEnding {
  std::string_view text;
  InstitutionType type;
};
/// Endings of names, official and usual, longest first: 人民调解委员会, 调委会 …
std::span<const NameEnding> name_endings();

}  // namespace lawhub
