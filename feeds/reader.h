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

inline constexpr std::string_view kFeedNamespace = "urn:legal-service-feed:1";
inline constexpr std::size_t kFeedRecords = 1000;  ///< most records on a page

/// One page of a feed.
struct FeedPage {
  std::string bureau_id, publisher_name, division, base_url;
  Instant response_date = 0;
  std::string deleted_record;        ///< persistent, transient, no
  std::vector<Observation> records;  ///< source and url are left empty; asserted_at is the record's datestamp
  std::vector<Withdrawal> withdrawals;
  std::string resumption_token;  ///< empty on the last page
  std::optional<std::int64_t> complete_list_size;
  Report report;  ///< rejected records and warnings; a bad record never spoils the others
};

/// Hard limits: 16 MiB, depth 32, 500,000 elements and attributes, no DTD (all refused before a tree is built); 1,000
/// records a page. Any encoding that base/charset.h knows. A feed that is not well-formed to its last byte, or not of
/// our namespace (with any prefix), is a Problem and nothing of it is used. Unknown elements are warnings, unknown
/// codes reject their record. What an organization says of itself beyond Record (penalties, inspections, honours,
/// transportation, a second location) is read over.
///
/// Values are taken as the publisher wrote them but for: a name's width (NFKC), a USCC or licence number's spelling,
/// positions (WGS-84, to the seventh decimal), a telephone number that is not in national form (registry/phone.h), an
/// <address> without the attribute `text` (registry/address.h), hours without the attribute `notation`
/// (feeds/schedule.h, registry/hours.h).
Result<FeedPage> read_feed(std::string_view bytes, std::string_view http_charset = {});

/// For publishers: everything that is wrong with a feed, in the order of its lines. A feed that read_feed refuses gives
/// one finding, an error of the place "feed".
Report check_feed(std::string_view bytes, std::string_view http_charset = {});

}  // namespace lawhub
