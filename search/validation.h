// Validation of feeds for publishers: a page and an API, open to everybody and bounded.
#pragma once
#include "search/service.h"

namespace lawhub {

Response show_validation(const Call& call);
/// The form of the page: a file, or pasted text. The page again, with the result.
Response validate_form(const Call& call);
/// The feed as the body; the report as JSON, CSV, HTML or text, by `format` or Accept.
Response api_validate(const Call& call);

}  // namespace lawhub
