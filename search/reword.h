// The question as it is looked at: what stands in quotes is set aside, pinyin is spelled out, slips are mended. Each
// change is told with the question that takes the words as they were typed.
#pragma once
#include <string>
#include <vector>

#include "search/answer.h"
#include "search/repair.h"

namespace lawhub {

struct Reworded {
  std::u32string text;              ///< folded; quoted phrases are blanked
  std::vector<std::string> quoted;  ///< folded; to be found exactly and in order
  std::vector<Rewording> made;
};

/// Pure; safe from any thread.
Reworded reword(const std::u32string& folded);

/// How a repair is told. `folded`: the whole question.
Rewording told(const Repair& repair, const std::u32string& folded);

}  // namespace lawhub
