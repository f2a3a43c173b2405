// Street, number and premise: what an address says below its divisions.
#pragma once
#include <string>
#include <string_view>

namespace lawhub {

struct StreetReading {
  std::string street;  ///< 武夷山路
  std::string
      premise;  ///< "1号 泰和大厦 1801室": number, building, room (a floor only where no room is), parted by spaces
};

/// `text` is folded. Remarks in brackets are left out, digits without any word around them are dropped as debris.
StreetReading read_street(std::string_view text);

}  // namespace lawhub
