#include "crawler/revisit.h"

#include <algorithm>

#include "crawler/constants.h"
#include "crawler/step.h"

namespace lawhub {

bool may_rest(const Page& page, std::string_view kind, Instant lastmod, Instant now) {
  const bool is_text = page.findable && page.listings == 0 && !page.body.empty() && page.misses == 0;
  if (!is_text || kind == "list" || kind == "detail" || is_gathering(kind) || is_feed_kind(kind)) return false;
  if (lastmod > page.checked_at) return false;
  const Instant stayed = page.checked_at - page.changed_at;
  const Instant share = lastmod != 0 ? 100 : crawling("revisit_share_percent");
  const Instant rest = std::min(stayed * share / 100, crawling("revisit_most_days") * 86'400);
  return now - page.checked_at < rest;
}

}  // namespace lawhub
