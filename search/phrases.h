// How citizens say what the vocabulary calls otherwise: 工地不给钱 is 拖欠工资. The rules are data/phrases.tsv.
#pragma once
#include <string>
#include <utility>
#include <vector>

#include "registry/services.h"

namespace lawhub {

/// Where words stand in a text: [first, second), in characters.
using Span = std::pair<std::size_t, std::size_t>;

struct Phrase {
  std::vector<const Term*> terms;      ///< what is meant
  std::vector<InstitutionType> types;  ///< who is asked, first who should be; empty: as the vocabulary has it
  std::vector<Span> words;             ///< what said so, in the order of the text
};

/// Every rule whose words all stand in the folded text, in the order of the table; each word is explained once. A span
/// of `names` (words that name a type or a place) is not cut: 鉴定 is not looked for inside 司法鉴定所. Safe from any
/// thread.
std::vector<Phrase> phrases_in(const std::u32string& folded, const std::vector<Span>& names);

/// Every word that the rules speak of, folded.
std::vector<std::string> phrase_words();

}  // namespace lawhub
