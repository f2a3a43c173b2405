// Fixture pages of tests/data/sites, in the shapes of real portals; every name and number in them is invented.
#pragma once
#include <string>

#include "base/file.h"
#include "generated/test_paths.h"

namespace lawhub {

inline std::string fixture(const std::string& name) { return read_file(std::string(TEST_DATA) + "/sites/" + name); }

}  // namespace lawhub
