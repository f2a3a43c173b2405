// An institution as web search engines read it: schema.org in JSON-LD.
#pragma once
#include <string>

#include "base/clock.h"
#include "registry/institution.h"

namespace lawhub {

/// The text of a <script type="application/ld+json">: data that no browser runs. Nothing in it can end the element.
/// Seasons of the timetable are those of `now`'s year. `hub_url` without a slash at the end.
std::string json_ld(const Institution& institution, const std::string& hub_url, Instant now);

}  // namespace lawhub
