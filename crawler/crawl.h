// One job over one source: plan → fetch → extract → propose.
#pragma once
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "crawler/host_turns.h"
#include "crawler/manners.h"
#include "crawler/recipe.h"
#include "registry/dead_links.h"
#include "registry/journal.h"
#include "registry/observation.h"
#include "registry/pages.h"
#include "registry/source.h"

namespace lawhub {

/// Whether pages that were read before are asked for anew only if they changed.
enum class Revisit { conditional, unconditional };

/// What a crawl works with. `pages` keeps its frontier: a crawl of a job id that was killed goes on where it was.
struct CrawlTools {
  Pages& pages;
  HostTurns& turns;
  const Clock& clock;
  std::string user_agent;
  std::function<bool(const JobCounts&)> alive;  ///< told about once a second how far it is; false: stop
  Instant newest_response = 0;                  ///< of the feeds that were accepted; an older one is not believed
  Instant since = 0;  ///< of a feed: all changes up to then are known, only later ones are asked for; 0: everything is
  Allowance allowance = {};        ///< how much may be asked of the source now
  const Recipe* recipe = nullptr;  ///< instead of the source's own; for a preview
};

struct Harvest {
  enum class End { done, failed, stopped, put_off };
  End end = End::done;
  std::string read;     ///< what was read, Chinese; empty: the pages that `counts` tells
  std::string trouble;  ///< Chinese, without a full stop: why it failed or was put off, or which part could not be
                        ///< read; may be empty
  Instant until = 0;    ///< when put off: the job goes on then, from where it is
  Proposal proposal;    ///< only when done; `complete` is false when a part could not be read
  /// When the publisher of a feed began to answer, if it can be asked for what changed since then; else 0.
  Instant reached = 0;
  bool full = true;  ///< everything was asked for, not only changes
  JobCounts counts;
  std::vector<JobItem> items;
  std::map<std::string, std::size_t> findings;  ///< rule → how often, all of them
  /// Links that lead nowhere; nothing when so much was missing that it says nothing of the links.
  std::optional<std::vector<DeadLink>> dead_links;
};

/// Visits what the source links within its own site, or the pages of its feed, and reads everything again at the end:
/// changed pages as they came, unchanged ones as they are stored. The site is never asked for what its robots.txt
/// forbids; a robots.txt that cannot be reached ends the job. What failed for a reason that may pass is tried again at
/// the end of the job. A feed that is not whole, not signed as its source's keys
/// say, or older than what was accepted, and a site whose first page fails, propose nothing. A page is counted as
/// missing only when not too many are missing at once. Throws when the store fails.
Harvest crawl(const Source& source, const Job& job, Revisit revisit, const CrawlTools& tools);

}  // namespace lawhub
