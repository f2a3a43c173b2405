// The pages of sources that publish for machines: the institutions feed, OAI-PMH, Atom. Pure.
#pragma once
#include <string_view>

#include "crawler/extract.h"

namespace lawhub {

/// Reads `page` as `kind` (kKindFeed, kKindIdentify, kKindRecords, kKindAtom, kKindEntry) in the step that `context`
/// tells; the links are the steps that follow.
Result<Extract> extract_feed(const Page& page, std::string_view kind, std::string_view context, const Source& source);

/// Where a harvest of the source begins: everything, or what changed since an instant.
FrontierItem first_feed_step(const Source& source, Instant since);

}  // namespace lawhub
