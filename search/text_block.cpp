#include "search/text_block.h"

namespace lawhub {
namespace {

constexpr std::size_t kLeastWaste = 65536;  // below it packing is not worth while

}  // namespace

void TextBlock::set(std::uint32_t id, std::string_view text) {
  if (id >= places_.size()) places_.resize(id + 1);
  waste_ += places_[id].length;
  places_[id] = {static_cast<std::uint32_t>(block_.size()), static_cast<std::uint32_t>(text.size())};
  block_ += text;
  if (waste_ > kLeastWaste && waste_ > block_.size() / 2) pack();
}

void TextBlock::pack() {
  std::string packed;
  for (Place& place : places_) {
    auto offset = static_cast<std::uint32_t>(packed.size());
    packed.append(block_, place.offset, place.length);
    place.offset = offset;
  }
  block_ = std::move(packed);
  waste_ = 0;
}

}  // namespace lawhub
