// Which village, town, county or city a public body serves, and what it is there. For the registry's own sources.
#pragma once
#include <string>

#include "registry/name.h"
#include "registry/record.h"

namespace lawhub {

struct ServedPlace {
  std::string place;       ///< code
  std::string unit;        ///< what it is besides the only one of its type: 医疗; empty for the only one
  bool ambiguous = false;  ///< several villages of the place bear its name
};

/// The division that the name says, else the record; the record's own code when that is the historic one of the same.
std::string stated_division(const Record& r, const NameReading& name);

/// `core` is what the name says beyond place and type, `said` the whole folded name without the words of its type. The
/// name speaks first: a city's centre may stand in any of its districts. A village is told by the name or, among its
/// namesakes, by the record's code.
ServedPlace served_place(const Record& r, const NameReading& name, const std::string& core, const std::string& said);

}  // namespace lawhub
