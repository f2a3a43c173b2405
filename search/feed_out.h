// The hub's own institutions feed, in the format in which bureaus publish: a hub can harvest a hub.
#pragma once
#include "search/service.h"

namespace lawhub {

/// GET /feeds/institutions.xml?from=&until=&set=&limit=&token=. `from` and `until` (both inclusive) are RFC 3339
/// instants or ISO days of China; `set` is type:CODE, division:CODE or both; records come by (datestamp, id). A page
/// that is not the last carries a token for the next, which holds the period, is good for seven days and may be used
/// again. Institutions that are no longer listed, and ids that were merged into another, come as tombstones.
Response send_feed(const Call& call);
/// GET and POST /oai: OAI-PMH 2.0, see feeds/oai.h. A POST's arguments are its form.
Response send_oai(const Call& call);
/// GET /feeds/institutions.xsd
Response send_schema(const Call& call);

/// What the answers of all feeds have in common: ETag and Last-Modified of the register's state.
void add_validators(const Service& service, Database& db, const NamedValues& query, Response& response);

}  // namespace lawhub
