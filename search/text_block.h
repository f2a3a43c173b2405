// Many short texts in one block of memory, by document id: walking them in order costs no cache misses, and a copy is
// one memcpy.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace lawhub {

/// Up to 4 GB of text.
class TextBlock {
 public:
  /// Sets the text of `id`. What was there becomes waste; the block is packed when half of it is.
  void set(std::uint32_t id, std::string_view text);
  /// Empty when none was set. Valid until the next set().
  std::string_view operator[](std::uint32_t id) const {
    if (id >= places_.size()) return {};
    return std::string_view(block_).substr(places_[id].offset, places_[id].length);
  }

 private:
  struct Place {
    std::uint32_t offset = 0, length = 0;
  };
  void pack();

  std::string block_;
  std::vector<Place> places_;
  std::size_t waste_ = 0;
};

}  // namespace lawhub
