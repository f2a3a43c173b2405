// From everything seen on a site or in a list to what it says of each institution: rows joined with their detail pages,
// shared telephones and points thrown out, one observation with a stable key each. Pure.
#pragma once
#include <string>
#include <vector>

#include "registry/observation.h"
#include "registry/report.h"
#include "registry/source.h"

namespace lawhub {

/// An institution found on a page.
struct Sighting {
  Observation said;       ///< key is given later, when the whole site is known
  std::string link;       ///< canonical URL behind its name; empty when none
  bool labelled = false;  ///< see Listing
};

/// `sightings` in the order they were found. Observations of a feed keep the keys they have; others get the valid
/// credit code, else the licence, else the folded name with the county's code, and what bears the same key is united
/// when it can be one institution, told apart by its division or a number when it cannot. Notes go to `report`.
std::vector<Observation> assemble(std::vector<Sighting> sightings, const Source& source, Report& report);

}  // namespace lawhub
