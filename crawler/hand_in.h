// A file that was handed in, as a harvest: what a crawl is for a site.
#pragma once
#include <string>
#include <string_view>

#include "crawler/crawl.h"

namespace lawhub {

struct HandedIn {
  std::string name;  ///< of the file, as its sender called it
  std::string_view bytes;
  Instant handed_in_at = 0;
};

/// Fails, with the reason, when nothing of the file can be used. Findings are its items.
Harvest hand_in(const HandedIn& file, const Source& source, std::int64_t job, Instant now);

}  // namespace lawhub
