// What a fetched page holds: institutions, a text worth finding, links to follow. Pure: bytes in, values out.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "crawler/article.h"
#include "crawler/page_trap.h"
#include "crawler/recipe.h"
#include "feeds/assemble.h"
#include "registry/observation.h"
#include "registry/pages.h"
#include "registry/report.h"
#include "registry/source.h"

namespace lawhub {

struct Extract {
  std::vector<Sighting> sightings;
  std::vector<Withdrawal> withdrawn;     ///< of feeds
  Instant response_date = 0;             ///< of a feed: when its publisher made it
  std::vector<FrontierItem> links;       ///< within the site, canonical, each once
  std::vector<std::string> passed_over;  ///< links within the site that no rule of the recipe fits, some of many
  std::optional<Article> article;        ///< when it is worth finding
  bool incremental = false;              ///< of a feed: its publisher can be asked for what changed since
  bool partial = false;                  ///< of a feed: it is not all that its publisher lists
  bool whole = true;                     ///< false: an HTML page that ends before </html>
  FoundTrap trap;                        ///< then nothing else was read from the page
  std::vector<Line> lines;               ///< of an HTML page, with its footer
  std::string canonical;  ///< URL within the site that the page says is its own; empty: none, or this one
  Report report;
};

/// Reads `page.body` (bytes as sent), fetched from `page.url`, as `kind` (of step.h or of the recipe). A feed or a
/// sitemap that is broken is a Problem and nothing of it is used; an HTML page always gives something. `context`: of
/// the step that brought it.
Result<Extract> extract(const Page& page, std::string_view kind, const Source& source, const Recipe& recipe,
                        std::string_view context = {});

/// Are both URLs of one site: same host, and same port or the two default ones?
bool same_site(const Url& a, const Url& b);

/// Of a page: is there anything in it for the proposal?
inline bool is_quiet(const Extract& extract) {
  return extract.sightings.empty() && extract.withdrawn.empty() && extract.report.empty();
}

}  // namespace lawhub
