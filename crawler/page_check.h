// Why was something taken from a page, or not: what a crawl makes of its bytes, as JSON.
#pragma once
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "base/url.h"

namespace lawhub {

/// What extract() makes of `bytes` under the generic recipe, had they come from `url` with that Content-Type (may be
/// empty) from a bureau's site. A document is read first. Throws what turn_into_page() throws.
nlohmann::ordered_json page_answer(std::string bytes, const Url& url, std::string_view content_type);

}  // namespace lawhub
