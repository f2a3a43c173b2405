// Where something stands in a text, as a person's editor counts.
#pragma once
#include <cstddef>
#include <string_view>
#include <vector>

namespace lawhub {

/// A place in a text, 1-based; the column counts characters.
struct TextPlace {
  int line = 1, column = 1;
};

/// Moves `place` over a piece of text.
void advance(TextPlace& place, std::string_view over);

/// Lines and columns of a text that begins at `begin` of a larger one, for findings. The text must outlive it.
class TextPlaces {
 public:
  explicit TextPlaces(std::string_view utf8, TextPlace begin = {}) : text_(utf8), begin_(begin) {}
  TextPlace of(std::size_t offset) const;

 private:
  std::string_view text_;
  TextPlace begin_;
  mutable std::vector<TextPlace> marks_;  // one every so many bytes, from the first question behind them on
};

}  // namespace lawhub
