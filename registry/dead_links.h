// Links of sources' sites that lead nowhere, for their bureaus.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"

namespace lawhub {

class Database;

struct DeadLink {
  std::string url;          ///< that cannot be read
  std::string linked_from;  ///< a page that links it; for each page an entry, up to kMostFinders (pages.h) of them
  std::string moved_to;     ///< where its content stands now, if that is known
  int http_status = 0;      ///< 0: no answer came
  std::string cause;        ///< code of its kind, as of JobItem
  std::string message;      ///< Chinese
  Instant first_seen = 0, last_seen = 0;
};

class DeadLinks {
 public:
  explicit DeadLinks(Database& db) : db_(db) {}
  /// What a harvest of the source saw at `now`, instead of what an earlier one saw; keeps since when.
  void put(std::string_view source, const std::vector<DeadLink>& links, Instant now);
  std::vector<DeadLink> of(std::string_view source) const;  ///< by url and page
  struct Count {
    std::string source;
    std::int64_t links = 0, targets = 0;
  };
  std::vector<Count> counts() const;  ///< of the sources that have any

 private:
  Database& db_;
};

}  // namespace lawhub
