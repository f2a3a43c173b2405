// Answers of an OAI-PMH 2.0 data provider that offers our format: bytes to observations. No sockets, no clock.
#pragma once
#include <string>
#include <string_view>

#include "feeds/reader.h"

namespace lawhub {

/// What Identify says.
struct OaiIdentity {
  std::string repository;      ///< the middle of its identifiers oai:REPOSITORY:ID; empty when it does not say
  std::string deleted_record;  ///< persistent, transient, no
  bool by_second = true;       ///< its datestamps; else they are days
};
/// A Problem when it is no such answer.
Result<OaiIdentity> read_oai_identity(std::string_view bytes, std::string_view http_charset = {});

/// ListRecords in our format. Keys are the identifiers, without "oai:REPOSITORY:" when they begin with it. That nothing
/// matches is an empty page; any other error of the protocol is a Problem. A record without an <organization> is a
/// finding. `host` is the division of the source.
Result<FeedPage> read_oai_records(std::string_view bytes, std::string_view http_charset, std::string_view repository,
                                  std::string_view host);

/// A datestamp as OAI-PMH writes it: a second, or a day of UTC.
Instant read_oai_datestamp(std::string_view text);

}  // namespace lawhub
