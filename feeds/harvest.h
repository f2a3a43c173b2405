// What a harvester asks of the hub and the pages in which it gets it: the common part of the feed and of OAI-PMH.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "registry/public_list.h"

namespace lawhub {

/// Which page of which list.
struct HarvestCursor {
  Selection selection;  ///< its until is never later than `began`
  Instant began = 0;    ///< when the first page was answered
  ListPlace after;      ///< the last entry of the page before
  std::size_t limit = 200;
  std::size_t passed = 0;  ///< entries on the pages before
  std::size_t size = 0;    ///< entries of the whole list when it began
  std::string form;        ///< what else the pages have in common: words of letters, digits, "_" and "-"
};

/// The first page. `selection.until` 0: everything up to now.
HarvestCursor begin_harvest(const PublicList& list, Selection selection, std::size_t limit, Instant now);

/// Resumption tokens are opaque to clients, may be used again, and end with expiry_of().
std::string token_of(const HarvestCursor& cursor);
/// Nothing for what is no token of ours or has expired.
std::optional<HarvestCursor> cursor_of(std::string_view token, Instant now);
Instant expiry_of(const HarvestCursor& cursor);

/// "type:NOT", "division:3704" (also division:370400), or both with a comma between, into the selection. False when it
/// is anything else.
bool read_set(std::string_view text, Selection& selection);

struct HarvestPage {
  std::vector<PublicEntry> entries;
  std::optional<HarvestCursor> next;  ///< absent after the last page
};
/// Up to `cursor.limit` entries, fewer when they are large; at least one while there are any.
HarvestPage read_harvest_page(const PublicList& list, const HarvestCursor& cursor);

}  // namespace lawhub
