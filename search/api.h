// The open part of the JSON API (docs/http-api.md).
#pragma once
#include "search/service.h"

namespace lawhub {

Response api_search(const Call& call);
Response api_suggest(const Call& call);
/// An alias answers with the institution it became; `id` then differs from the one asked for.
Response api_institution(const Call& call);
/// The code lists, matters, services, audiences and forensic items, as JSON or CSV.
Response api_vocabulary(const Call& call);
/// HSDS 3.0: a page of organizations, one organization, one service.
Response api_hsds_organizations(const Call& call);
Response api_hsds_organization(const Call& call);
Response api_hsds_service(const Call& call);
/// Who is in charge of a place.
Response api_responsible(const Call& call);
Response api_division(const Call& call);
Response api_sources(const Call& call);

}  // namespace lawhub
