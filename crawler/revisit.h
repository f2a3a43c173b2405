// When a page that was read before is asked for again. Pure.
#pragma once
#include <string_view>

#include "base/clock.h"
#include "registry/pages.h"

namespace lawhub {

/// May the page be taken as it is stored, without asking for it? Only a text worth finding that lists no institution;
/// all that lists or links them is asked for in every harvest. The longer it was seen to stay as it is, the longer it
/// rests: a part of that time (data/crawling.tsv), all of it when a sitemap says (`lastmod`, 0 unknown) that it has not
/// changed, and not at all when it says that it has.
bool may_rest(const Page& page, std::string_view kind, Instant lastmod, Instant now);

}  // namespace lawhub
