// Names by the rules: trade names of firms and notary offices, villages without their committee's suffix.
#pragma once
#include <cstdint>
#include <string>
#include <unordered_set>
#include <vector>

#include "feeds/sample_random.h"

namespace lawhub {

/// Trade names, each once: two characters, three once the pairs run out; never the name of a division.
class TradeNames {
 public:
  explicit TradeNames(std::uint64_t seed);
  std::string next();
  /// A free name that sounds like `name`; empty when there is none.
  std::string sounding_like(const std::string& name);
  /// A free name that begins with `name`; empty when there is none.
  std::string beginning_with(const std::string& name);

 private:
  bool take(const std::string& name);
  std::vector<std::string> pool_;
  std::unordered_set<std::string> used_;
  std::size_t at_ = 0;
};

/// 解放桥社区居民委员会 → 解放桥社区, 张庄村民委员会 → 张庄村
std::string village_short_name(std::string_view name);

/// Shuffles in a way of our own, the same on every machine.
template <class T>
void sample_shuffle(std::vector<T>& items, SampleRandom random) {
  for (std::size_t i = items.size(); i > 1; --i) std::swap(items[i - 1], items[random.below(i)]);
}

}  // namespace lawhub
