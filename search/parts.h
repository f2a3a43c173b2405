// A question cut into the words that are known and what lies between them.
#pragma once
#include <string>
#include <vector>

#include "search/lexicon.h"

namespace lawhub {

/// A part of the question: a known word, or (without a meaning) characters that no table explains.
struct Part {
  std::u32string text;
  const Meaning* meaning = nullptr;
  std::size_t at = 0;                     ///< where it stands in the text
  bool alone = false;                     ///< nothing unexplained touches it
  std::vector<const Division*> places{};  ///< what it is taken to name
  bool context = false;                   ///< its place only says which one another part means
};

bool is_unexplained(const Part& part);

/// Does it say anything besides a place?
bool says_something(const Meaning& meaning);

/// The parts of the folded text such that the fewest characters stay unexplained, then with the fewest words, then with
/// the longest word first: 济南市中区 is 济南 and 市中区, not 济南市 and an unknown 中区. Separators are left out, but
/// for an empty part that marks their place; so are unexplained parts that say nothing: fillers, and a single character
/// that hangs on a word that is understood (书 of 公证书).
std::vector<Part> parts_of(const std::u32string& folded);

}  // namespace lawhub
