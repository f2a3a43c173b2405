// The institutions feed (urn:legal-service-feed:1, feeds/institutions.xsd): bytes to observations. No sockets, no
// clock.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "feeds/xml_guard.h"
#include "registry/observation.h"
#include "registry/report.h"

namespace lawhub {

inline constexpr std::string_view kFeedNamespace = "urn:legal-service-feed:1";
inline constexpr std::string_view kFeedSchemaVersion = "1.1";  ///< of what is written; a minor step only adds
/// Most records on a page of a feed that has several. A static file with all of it may have more.
inline constexpr std::size_t kFeedRecords = 1000;
/// Most records in a feed: twelve provinces of 75,000 institutions; their ids are remembered while it is read.
inline constexpr std::size_t kMostRecords = 1000000;
/// A feed of 1 GiB is a province ten times over. A record needs some 3 KiB and 100 elements and attributes; a hundred
/// times as much is no institution any more.
inline constexpr XmlLimits kFeedLimits = {1U << 30U, 32, 1U << 30U, 1U << 20U, 10000};

/// One page of a feed.
struct FeedPage {
  std::string bureau_id, publisher_name, division, base_url;
  std::string contact, site_id_code;  ///< of the publisher, may be empty
  Instant response_date = 0;
  Instant earliest_datestamp = 0;  ///< 0 not said
  std::string vocabulary_version;
  std::string deleted_record;        ///< persistent, transient, no
  std::vector<Observation> records;  ///< source and url are left empty; asserted_at is the record's datestamp
  std::vector<Withdrawal> withdrawals;
  std::string resumption_token;  ///< empty on the last page
  std::optional<std::int64_t> complete_list_size;
  std::optional<std::int64_t> list_cursor;  ///< entries of the list on the pages before
  Instant token_expires = 0;                ///< 0: not said
  Report report;                            ///< rejected records and warnings; a bad record never spoils the others
};

/// Hard limits: kFeedLimits, kMostRecords, no DTD (all refused before a tree is built, which is never larger than one
/// record). Any encoding that base/charset.h knows. A feed that is not well-formed to its last byte, or not of our
/// namespace (with any prefix), is a Problem and nothing of it is used. Unknown elements are warnings, unknown
/// codes reject their record. The first physical <location> is the record's own, its telephones are the institution's.
///
/// Values are taken as the publisher wrote them but for: a name's width (NFKC), a USCC or licence number's spelling,
/// positions (WGS-84, to the seventh decimal), a telephone number that is not in national form (registry/phone.h), an
/// <address> without the attribute `text` (registry/address.h), hours without the attribute `notation`
/// (feeds/schedule.h, registry/hours.h), a word of an open list that a code means (registry/codes.h), a field's date
/// that lies behind the response's.
Result<FeedPage> read_feed(std::string_view bytes, std::string_view http_charset = {});

}  // namespace lawhub
