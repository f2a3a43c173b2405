// The keys with which a source signs what it publishes.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"

namespace lawhub {

struct SourceKey {
  std::string id;                    ///< of the source's own choice: "2026-a"
  std::string public_key;            ///< Ed25519, base64 of 32 bytes
  std::string valid_from, valid_to;  ///< ISO dates in China, both inclusive; empty: no limit
  Instant revoked_at = 0;            ///< from then on nothing it signed is believed; 0: not revoked
  bool operator==(const SourceKey&) const = default;
};

/// Nothing when one of the keys that hold at `now` signed exactly these bytes; else why not, in Chinese. `signature` is
/// the file beside the feed: the 64 bytes, or their base64.
std::optional<std::string> signature_fault(const std::vector<SourceKey>& keys, std::string_view bytes,
                                           std::string_view signature, Instant now);

/// Nothing when a feed that its publisher made at `response_date` may follow one made at `newest`; else why not, in
/// Chinese: it is older, so somebody plays back an old one, or it is of the future, and every later one would be older.
std::optional<std::string> date_fault(Instant response_date, Instant newest, Instant now);

}  // namespace lawhub
