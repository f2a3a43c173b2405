// What a crawl must remember from step to step; it stands in FrontierItem::context, so that a job that was killed goes
// on as it began.
#pragma once
#include <map>
#include <string>
#include <string_view>

#include "base/clock.h"

namespace lawhub {

struct StepContext {
  std::int64_t redirects = 0;                     ///< that led here, one after another
  Instant lastmod = 0;                            ///< of a page, as a sitemap says; 0 unknown
  std::string name;                               ///< of the institution whose page it is, as the link to it says
  std::map<std::string, std::string> dictionary;  ///< what the codes in a JSON list stand for
  // Of feeds:
  Instant since = 0;       ///< only changes from then on; 0: everything
  Instant began = 0;       ///< what the first page says of its time; 0 on the first page itself
  bool lap = false;        ///< once more at the end, for what changed while a long list was read
  bool by_day = false;     ///< datestamps of OAI are days
  std::string repository;  ///< of OAI identifiers
  std::string key;         ///< of the entry whose content lies here …
  Instant updated = 0;     ///< … and its time
  // Of attachments, as the linking page says it:
  std::string title, date, column;
};
/// {"since":…,…}, without what is 0 or empty; empty when all is.
std::string to_text(const StepContext& context);
/// Of anything else all is 0 and empty.
StepContext step_context_of(std::string_view text);

}  // namespace lawhub
