// What only the feed as a whole tells: its head, and what records say of each other.
#pragma once
#include <pugixml.hpp>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "base/clock.h"
#include "feeds/reader.h"
#include "feeds/rules_record.h"

namespace lawhub {

class FeedRules {
 public:
  /// `now` is 0 when the time is not known.
  explicit FeedRules(Instant now) : now_(now) {}

  /// The root's start tag.
  void see_root(const JudgedRecord& feed);
  /// A child of the root that is no record; `page` is what was read so far.
  void see_head(const JudgedRecord& feed, const FeedPage& page);
  /// A record: says what it repeats of an earlier one, and remembers what the end asks for.
  void see_record(const JudgedRecord& r);
  /// Once the last record was seen. Their places are those of records, in no order.
  std::vector<Finding> end(const FeedPage& page);

 private:
  struct Mention {
    std::string id, target;
    TextPlace at;
  };
  void see_identity(const JudgedRecord& r);
  void see_position(const JudgedRecord& r);
  void see_targets(const JudgedRecord& r);

  Instant now_;
  std::size_t records_ = 0;
  std::string earliest_;
  std::unordered_set<std::string> ids_;
  std::unordered_map<std::string, std::string> first_with_;  // identifier or name in its place → record id
  std::vector<Mention> targets_;                             // of records that had not come yet
  struct Shared {
    std::unordered_set<std::string> addresses;
    std::vector<Mention> at;
  };
  std::unordered_map<std::string, Shared> points_;
  TextPlace root_, paging_;
};

}  // namespace lawhub
