#include "feeds/text_places.h"

#include <algorithm>

namespace lawhub {
namespace {

constexpr std::size_t kMarkDistance = 512;  // bytes between two places that are remembered

}  // namespace

void advance(TextPlace& place, std::string_view over) {
  for (const char c : over) {
    if (c == '\n') {
      ++place.line;
      place.column = 1;
    } else if ((static_cast<unsigned char>(c) & 0xC0U) != 0x80) {  // not inside a character
      ++place.column;
    }
  }
}

TextPlace TextPlaces::of(std::size_t offset) const {
  offset = std::min(offset, text_.size());
  if (offset >= kMarkDistance && marks_.empty()) {
    marks_.push_back(begin_);
    for (std::size_t at = 0; at < text_.size(); at += kMarkDistance) {
      marks_.push_back(marks_.back());
      advance(marks_.back(), text_.substr(at, kMarkDistance));
    }
  }
  const std::size_t mark = offset / kMarkDistance;
  TextPlace place = mark == 0 ? begin_ : marks_[mark];
  advance(place, text_.substr(mark * kMarkDistance, offset - mark * kMarkDistance));
  return place;
}

}  // namespace lawhub
