// The pages people see, rendered on the server from the templates of web/ (mustache: every {{value}} is escaped, the
// one place where that happens). Complete without JavaScript. Pure functions of their arguments; safe from any thread.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "registry/accounts.h"
#include "registry/institution.h"
#include "registry/journal.h"
#include "registry/relations.h"
#include "registry/source.h"
#include "search/answer.h"
#include "search/engine.h"
#include "search/local_bodies.h"
#include "search/parameters.h"

namespace lawhub {

/// What stands on every page.
struct Site {
  std::string name;    ///< Config::hub_name
  std::string notice;  ///< Config::notice
  std::string url;     ///< public address without a slash at the end
  // The footer's, as configured; an empty one is not shown.
  std::string sponsor{}, icp{}, police_record{}, site_code{};
  std::string division{"370000"};  ///< Config::division
};

/// A source and how it is doing.
struct SourceStatus {
  Source source;
  std::optional<Job> last;       ///< the newest job, ended or not
  Instant last_success = 0;      ///< 0: never
  std::size_t observations = 0;  ///< in its accepted snapshot
  std::string held;              ///< why its newest snapshot is held, Chinese; empty when none is
};

std::string home_page(const Site& site, const Engine::Size& size);
std::string result_page(const Site& site, const Parameters& parameters, const Answer& answer);
/// `sources` by id, for the names behind "why this value"; `related`: whom its relations mean, by their place. `now`
/// decides "open now"; `pages`: some of its own website.
std::string institution_page(const Site& site, const Institution& institution,
                             const std::map<std::string, Source>& sources,
                             const std::vector<RelatedInstitution>& related, const std::vector<Item>& pages,
                             Instant now);
/// A division: whom its people turn to, what lies inside it, and, in `counts`, how many institutions by type and child.
/// Printed it fits one sheet.
std::string division_page(const Site& site, const Division& division, const std::vector<LocalBody>& bodies,
                          const Answer& counts, Instant now);
std::string sources_page(const Site& site, const std::vector<SourceStatus>& sources);
std::string source_page(const Site& site, const SourceStatus& status, const std::vector<Job>& jobs);
/// Who crawls, how often, how to reach us (`email`): the page the crawler's User-Agent names.
std::string crawler_page(const Site& site, std::string_view email);
/// For publishers: a form for a feed, all rules (HTML), and what was found in the last one (HTML, may be empty).
std::string validation_page(const Site& site, std::string_view result, std::string_view rules);
/// Every way in which the hub's data can be had.
std::string open_data_page(const Site& site);
/// Any refusal: 400, 404, 429, 500, 503. `message` is Chinese.
std::string problem_page(const Site& site, int status, std::string_view message);

std::string sign_in_page(const Site& site, std::string_view message);
/// The administrator's desk: every source with its last job and the buttons that order a crawl.
std::string desk_page(const Site& site, const Session& session, const std::vector<SourceStatus>& sources,
                      const std::vector<Job>& latest, Instant now);
/// One job with its counts (followed live through /admin/jobs/ID/events), what failed by cause, and its first items.
std::string job_page(const Site& site, const Session& session, const Job& job, const std::vector<ItemGroup>& groups,
                     const std::vector<JobItem>& items, Instant now);
/// What an outcome of an item is called: 已抓取, 未变 …
std::string outcome_in_words(const std::string& outcome);

}  // namespace lawhub
