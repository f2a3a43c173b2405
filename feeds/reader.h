// The institutions feed (urn:legal-service-feed:1, feeds/institutions.xsd): bytes to observations. No sockets, no
// clock.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "registry/observation.h"
#include "registry/report.h"

namespace lawhub {

/// One page of a feed.
struct FeedPage {
  std::string bureau_id, publisher_name, division, base_url;
  Instant response_date = 0;
  std::string deleted_record;        ///< persistent, transient, no
  std::vector<Observation> records;  ///< source is left empty; asserted_at is the record's datestamp
  std::vector<Withdrawal> withdrawals;
  std::string resumption_token;  ///< empty on the last page
  std::optional<std::int64_t> complete_list_size;
  Report report;  ///< rejected records and warnings; a bad record never spoils the others
};

/// Hard limits, refused before a tree is built: 16 MiB, depth 32, 1,000 records a page, no DTD.
/// Any encoding that base/charset.h knows. A feed that is not well-formed to its last byte, or not of our namespace, is
/// a Problem and nothing of it is used. Unknown elements are warnings, unknown codes reject their record.
Result<FeedPage> read_feed(std::string_view bytes, std::string_view http_charset = {});

}  // namespace lawhub
