// Tells a source's owner that it failed again and again: a mail for the local MTA to take up, or a webhook.
#pragma once
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/config.h"
#include "registry/journal.h"
#include "registry/source.h"

namespace lawhub {

class Database;

/// When the source's last jobs failed three times in a row (data/crawling.tsv), tells its contact, once until it ends
/// well again: a mail address gets a file in data/outbox/, written atomically; an http(s) URL gets a POST of JSON,
/// which goes where the source's own pages may be fetched from and nowhere else. What could not be delivered is tried
/// again after the next failure.
void tell_contact(Database& db, const Config& config, const Source& source, const Clock& clock);

/// The mail, RFC 5322 with MIME (RFC 2045, 2047), CRLF line ends. `failures`: newest first, one at least.
std::string notice_mail(const Config& config, const Source& source, const std::vector<Job>& failures, Instant now);
/// {"source":…,"name":…,"url":…,"failures":[{"job":…,"at":…,"message":…},…],"report":…}; the hub's addresses when it
/// has a public one.
std::string notice_json(const Config& config, const Source& source, const std::vector<Job>& failures);

}  // namespace lawhub
