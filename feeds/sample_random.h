// Chance that is the same on every machine: the standard's distributions are not.
#pragma once
#include <cstdint>
#include <string_view>

#include "base/hash.h"

namespace lawhub {

/// SplitMix64 (Steele, Lea, Flood 2014). A stream of its own for each subject, so that what one institution draws does
/// not move the others.
class SampleRandom {
 public:
  explicit SampleRandom(std::uint64_t seed) : state_(seed) {}
  SampleRandom(std::uint64_t seed, std::string_view subject) : state_(seed * 0x9E3779B97F4A7C15ULL ^ hash64(subject)) {
    next();
  }

  std::uint64_t next() {
    std::uint64_t z = (state_ += 0x9E3779B97F4A7C15ULL);
    z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27U)) * 0x94D049BB133111EBULL;
    return z ^ (z >> 31U);
  }
  /// 0 … n-1; n must not be 0.
  std::size_t below(std::size_t n) { return static_cast<std::size_t>(next() % n); }
  int between(int low, int high) {
    return low + static_cast<int>(below(static_cast<std::size_t>(high) - static_cast<std::size_t>(low) + 1));
  }
  bool chance(int percent) { return below(100) < static_cast<std::size_t>(percent); }
  /// 0 ≤ x < 1
  double fraction() { return static_cast<double>(next() >> 11U) * 0x1.0p-53; }
  template <class Container>
  const typename Container::value_type& pick(const Container& from) {
    return from[below(from.size())];
  }

 private:
  std::uint64_t state_;
};

}  // namespace lawhub
