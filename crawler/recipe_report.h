// What a recipe made of a site, for the person who writes it.
#pragma once
#include <string>

#include "crawler/recipe.h"
#include "registry/pages.h"
#include "registry/source.h"

namespace lawhub {

/// Reads the pages that a job fetched once more and tells in plain Chinese lines: the institutions on each page with
/// the place they stand at, how many links each rule took, links within the site that no rule fits, and pages that gave
/// nothing.
std::string recipe_report(const Source& source, const Recipe& recipe, const Pages& pages, std::int64_t job);

}  // namespace lawhub
