// Places outside the province (data/elsewhere.tsv), so that an address or a branch there is known as such.
#pragma once
#include <string>
#include <string_view>

namespace lawhub {

struct ElsewherePrefix {
  std::string code;     ///< six digits of the smallest place named; empty when `text` does not begin outside
  std::size_t end = 0;  ///< bytes read
};
/// The chain of province, city and county outside the province with which folded `text` begins: 贵州省贵阳市云岩区.
/// A county alone is never taken: 河东区 is also one of ours.
ElsewherePrefix elsewhere_at(std::string_view text);

/// Is folded `name` a province or city outside, in full or without its suffix (贵阳, 北京)?
bool is_elsewhere(std::string_view name);

}  // namespace lawhub
