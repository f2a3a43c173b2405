// What one source says of one institution, and all that one job brought. Observations are never edited.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "registry/record.h"

namespace lawhub {

struct Observation {
  std::string source;  ///< Source::id
  std::string
      key;  ///< the source's own name for it: record id of a feed, else made by the extractor; unique in a snapshot
  std::string url;          ///< page or feed where it was found
  std::string evidence;     ///< line, selector or row inside it, for "why this value"
  Instant asserted_at = 0;  ///< when the source says it held: datestamp or page date; 0 unknown
  Record record;
  std::int64_t version = 0;  ///< of a feed's record, grows with each of its changes; 0 none
};

/// A record the source withdrew on purpose.
struct Withdrawal {
  std::string key;
  std::string reason;  ///< cancelled, revoked, merged, duplicate, published-in-error, moved-to-another-publisher
  std::string effective_date;
  std::vector<std::string> successors;  ///< keys
  Instant withdrawn_at = 0;             ///< when the source said so: the datestamp; 0 unknown
  std::string name{};
  Document document{};  ///< the decision
  std::int64_t version = 0;
  bool operator==(const Withdrawal&) const = default;
};

/// Lossless, for the registry's own tables. withdrawal_from_json throws std::runtime_error on anything else.
std::string to_json(const Withdrawal& w);
Withdrawal withdrawal_from_json(std::string_view json);

/// All that one job over one source brought.
struct Proposal {
  std::string source;
  std::int64_t job = 0;
  Instant taken_at = 0;
  Instant response_date = 0;  ///< when the publisher made it, as it says; 0 unknown
  bool complete = true;       ///< false when a part could not be read: then what is missing means nothing and stays
  std::vector<Observation> said;
  std::vector<Withdrawal> withdrawn;
};

}  // namespace lawhub
