// From everything seen on a site to what the site says of each institution: rows joined with their detail pages,
// shared telephones and points thrown out, one observation with a stable key each. Pure.
#pragma once
#include <vector>

#include "crawler/extract.h"
#include "registry/observation.h"
#include "registry/report.h"
#include "registry/source.h"

namespace lawhub {

/// `sightings` in the order they were found. Observations of a feed keep the keys they have; others get the valid
/// credit code, else the licence, else the folded name with the county's code, and what bears the same key is united
/// when it can be one institution, told apart by its division or a number when it cannot. Notes go to `report`.
std::vector<Observation> assemble(std::vector<Sighting> sightings, const Source& source, Report& report);

}  // namespace lawhub
