// The hub as a data provider of OAI-PMH 2.0 (http://www.openarchives.org/OAI/openarchivesprotocol.html).
#pragma once
#include <string>
#include <string_view>

#include "feeds/oai_request.h"
#include "feeds/publisher.h"
#include "registry/public_list.h"

namespace lawhub {

/// The metadata format of the institutions feed: <organization> of institutions.xsd.
inline constexpr std::string_view kOaiPrefix = "lsfeed";

/// The answer to any request, also to a bad one (then it holds <error>): XML, UTF-8. Formats oai_dc and lsfeed; sets
/// type:CODE and division:DIGITS (the first digits of all codes inside); deletions are kept for ever; datestamps to the
/// second. Lists come by (datestamp, identifier) with tokens of harvest.h.
std::string oai_answer(const PublicList& list, const Publisher& publisher, const OaiArguments& arguments, Instant now);

}  // namespace lawhub
