// Addresses as they are written, to division, street and premise.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "registry/record.h"

namespace lawhub {

struct AddressReading {
  Address address;                      ///< division is empty when it cannot be told
  double confidence = 0;                ///< 0..1
  std::vector<std::string> candidates;  ///< codes when the division is ambiguous
  std::vector<std::string> evidence;    ///< stable codes: "named", "former-name", "host-context", "zone", …
};

/// `host` is the division of the publisher ("370400" for a city's portal), empty when unknown: it completes what the
/// text leaves out and never overrules what it says. A bare name that two counties bear, without context, is ambiguous.
AddressReading read_address(std::string_view text, std::string_view host);

}  // namespace lawhub
