// The pages for citizens.
#pragma once
#include "search/service.h"

namespace lawhub {

Response show_home(const Call& call);
Response show_results(const Call& call);
/// An alias answers 301 to its institution; a withdrawn one 410 with what was known.
Response show_institution(const Call& call);
/// A renamed or merged division answers 301 to its successor.
Response show_division(const Call& call);
Response show_sources(const Call& call);
Response show_source(const Call& call);
Response show_crawler(const Call& call);

/// The institutions inside a division, counted by type and by the divisions next below it.
Answer count_institutions(const Service& service, const std::string& division);

}  // namespace lawhub
