// Divisions as numbers, so that a subtree is a range and a facet is a division of numbers.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace lawhub {

/// A division code filled up to 12 digits: "370403" → 370403000000. 0: none.
using AreaNumber = std::uint64_t;

/// 0 for anything but 6, 9 or 12 digits.
AreaNumber area_number(std::string_view code);
/// The shortest code of it: 370403000000 → "370403"; empty for 0.
std::string area_code(AreaNumber number);

/// All numbers inside a division, itself included.
struct AreaRange {
  AreaNumber first = 0, last = 0;
  bool contains(AreaNumber n) const { return n >= first && n <= last && n != 0; }
};
/// The subtree of a code: 370000 the province, 370400 a city, 370403 a county, then towns and villages. A code that is
/// none gives a range that holds nothing.
AreaRange area_range(std::string_view code);

/// How far apart the units one level below `range` are: of the province's range its cities, of a city's its counties …
AreaNumber child_unit(const AreaRange& range);
}  // namespace lawhub
