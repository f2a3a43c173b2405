// The question of an OAI-PMH 2.0 harvester, checked by the protocol (§3.6, §4). Pure.
#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "base/result.h"

namespace lawhub {

/// What a harvester sent, decoded, in its order.
using OaiArguments = std::vector<std::pair<std::string, std::string>>;

/// §3.6: badVerb, badArgument, badResumptionToken, cannotDisseminateFormat, idDoesNotExist, noRecordsMatch.
struct OaiError {
  std::string code;
  std::string message;  ///< Chinese
};

struct OaiRequest {
  std::string verb;  ///< one of the six
  std::string identifier, metadata_prefix, set, resumption_token;
  Instant from = 0, until = 0;  ///< both inclusive, 0: not said; a day as `until` is its last second
};

/// badVerb for a verb that is missing, repeated or unknown; badArgument for arguments that are missing, repeated,
/// unknown, in bad form, or beside a resumptionToken.
tl::expected<OaiRequest, OaiError> read_oai_request(const OaiArguments& arguments);

}  // namespace lawhub
