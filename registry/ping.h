// "There is something new": a source asks to be read soon. The hub trusts nothing in a ping but that it comes from the
// source, by a secret that both keep.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "base/clock.h"

namespace lawhub {

class Database;

/// HMAC-SHA256 under the secret over "SOURCE\nTIMESTAMP", in lower-case hexadecimal.
std::string ping_signature(std::string_view secret, std::string_view source, std::string_view timestamp);

struct PingAnswer {
  enum class Outcome {
    ordered,   ///< a job was ordered, or one that waits already will do
    repeated,  ///< a ping that was taken before, or older than that: nothing new
    unknown,   ///< no such source, no secret, or not signed with it
    stale,     ///< its time is too far from now
    too_soon,  ///< the source was pinged a moment ago
  };
  Outcome outcome = Outcome::unknown;
  std::int64_t job = 0;     ///< ordered, repeated
  Instant retry_after = 0;  ///< too_soon: seconds
};

class Pings {
 public:
  Pings(Database& db, const Clock& clock) : db_(db), clock_(clock) {}

  /// Gives the source a new secret, of 32 characters; the old one is no good from then on. Throws std::runtime_error
  /// when there is no such source.
  std::string new_secret(std::string_view source);
  /// Is the ping to be refused, whatever the journal says? Reads only. Nothing but `unknown`, `stale` or `ordered`.
  PingAnswer::Outcome check(std::string_view source, std::string_view timestamp, std::string_view signature) const;
  /// Takes a ping: checks it, and orders a job. Durable on return. `timestamp` is RFC 3339, at most five minutes from
  /// now; at most one order a minute.
  PingAnswer take(std::string_view source, std::string_view timestamp, std::string_view signature);

 private:
  Database& db_;
  const Clock& clock_;
};

}  // namespace lawhub
