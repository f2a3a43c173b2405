// The end of a crawl: everything its steps brought, read again and put together.
#pragma once
#include <functional>

#include "crawler/crawl.h"
#include "crawler/recipe.h"

namespace lawhub {

/// Fills the proposal of `harvest`, what part of the source stayed unread, and the findings among its items. Looks at
/// nothing but the stored steps and pages, so that a job that was killed on its way ends as any other. Fails the
/// harvest when nothing was read. Stops early when `beat` says no. Pages that are gone get their miss, unless so many
/// are gone at once that the site is broken.
void propose(const Source& source, const Job& job, const Recipe& recipe, const CrawlTools& tools,
             const std::function<bool()>& beat, Harvest& harvest);

/// Counts the steps and lists them as items, in front of those that are there.
void report_steps(const Job& job, const Pages& pages, Harvest& harvest);

}  // namespace lawhub
