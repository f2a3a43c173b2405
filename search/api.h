// The open part of the JSON API (docs/http-api.md).
#pragma once
#include "search/service.h"

namespace lawhub {

Response api_search(const Call& call);
Response api_suggest(const Call& call);
/// An alias answers with the institution it became; `id` then differs from the one asked for.
Response api_institution(const Call& call);
Response api_division(const Call& call);
Response api_sources(const Call& call);

}  // namespace lawhub
