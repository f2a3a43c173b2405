// A made-up institution as one careful source would list it, for tests and measurements that need many.
#pragma once
#include <string_view>

#include "feeds/sample_institutions.h"
#include "registry/observation.h"

namespace lawhub {

Observation sample_listing(const SampleInstitution& it, std::string_view source);

}  // namespace lawhub
