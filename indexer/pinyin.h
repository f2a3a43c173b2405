// How Chinese text is typed in pinyin: readings of Unihan (kMandarin, then kTGHZ2013), with the right ones for places
// (registry/division.h) and for words of data/pinyin_words.tsv.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace lawhub {

struct Pinyin {
  std::string full;      ///< "gongzhengchu"
  std::string initials;  ///< "gzc"
  bool operator==(const Pinyin&) const = default;
};

/// The ways a folded text may be typed, without tones and spaces, likeliest first and at most `limit`: a character
/// outside the known words brings all its readings; ü is v, and u in a second way. ASCII letters and digits stand for
/// themselves, everything else is left out.
std::vector<Pinyin> pinyin_of(std::string_view folded, std::size_t limit);

}  // namespace lawhub
