// The faces of answers as JSON, by docs/http-api.md. Compact UTF-8; what is not valid UTF-8 becomes U+FFFD.
#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "registry/division.h"
#include "registry/institution.h"
#include "registry/journal.h"
#include "registry/relations.h"
#include "registry/source.h"
#include "search/answer.h"
#include "search/html.h"
#include "search/responsible.h"

namespace lawhub {

/// GET /api/v1/search.
std::string answer_json(const Answer& answer);
/// GET /api/v1/responsible.
std::string responsible_json(const Responsible& answer);
/// GET /api/v1/suggest.
std::string suggestions_json(std::string_view typed, const std::vector<Suggestion>& suggestions);
/// GET /api/v1/institutions/{id}: every field with its source, time, rule and losing values. `sources` by id;
/// `related`: whom its relations mean, by their place; `now` tells what is overdue.
std::string institution_json(const Institution& institution, const std::map<std::string, Source>& sources,
                             const std::vector<RelatedInstitution>& related, Instant now);
/// GET /api/v1/divisions/{code}; `by_type` counts the institutions of its subtree.
std::string division_json(const Division& division, const std::vector<Bucket>& by_type);
/// GET /api/v1/sources.
std::string sources_json(const std::vector<SourceStatus>& sources, Instant now);
/// GET /api/v1/admin/jobs/{id} and the events of a job.
std::string job_json(const Job& job, Instant now);
std::string jobs_json(const std::vector<Job>& jobs, Instant now);
/// GET /api/v1/admin/jobs/{id}/items
std::string job_items_json(const Job& job, const std::vector<ItemGroup>& groups, const std::vector<JobItem>& items,
                           Instant now);
std::string error_json(std::string_view code, std::string_view message, std::string_view parameter, int position);

}  // namespace lawhub
