// Words that are mistyped as they are spoken: other characters of one pinyin (继成 for 继承), and the confusions of
// data/confusions.tsv. Nothing is replaced silently: every repair is told, and says whether what was typed is a word of
// its own.
#pragma once
#include <string>
#include <vector>

#include "search/phrases.h"

namespace lawhub {

struct Repair {
  Span where;  ///< in the text that was repaired
  std::u32string written, meant;
  bool is_word = false;  ///< what is written may be meant: 公正, 调节, 工商
};

/// The confusions of the table in the folded text, longest first, from left to right. Safe from any thread.
std::vector<Repair> known_confusions(const std::u32string& folded);

/// Words of the hub that sound like a piece of a gap between words that are known: the same syllables without tones,
/// from three characters on also what Shandong's speech takes for one (zh z, ch c, sh s, -n -ng, n l, ü u), and as many
/// equal characters as unequal ones. `gaps` are spans of the folded text; one of more than twelve characters is a
/// title, not a slip. Safe from any thread.
std::vector<Repair> homophones(const std::u32string& folded, const std::vector<Span>& gaps);

/// Makes the tables for which the first question with a gap would wait.
void prepare_repair();

/// The text with all repairs made; they must not overlap and be in the order of the text.
std::u32string repaired(const std::u32string& text, const std::vector<Repair>& repairs);

}  // namespace lawhub
