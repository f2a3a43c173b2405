// Cells with telephone numbers, cut into digits, words and marks.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace lawhub {

struct PhoneToken {
  enum class Kind { digits, word, dash, range, space, list, open, close, plus, colon, star, end };
  Kind kind = Kind::end;
  std::string text;
};

/// Runs of digits, of letters, of dashes and of white space are one token each; the last one is `end`. Words that part
/// or join numbers (至, 或, a 一 typed for a dash) are marks where they stand between digits.
std::vector<PhoneToken> phone_tokens(std::string_view text);

}  // namespace lawhub
