// The hub's changes as Atom (RFC 4287), in pages (RFC 5005 §3), with tombstones (RFC 6721).
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "feeds/publisher.h"
#include "registry/public_list.h"

namespace lawhub {

/// Which changes: the newest first, behind `before` when it is given.
struct AtomQuestion {
  Selection selection;  ///< only its sets count
  std::optional<ListPlace> before;
};

/// One page, UTF-8. An entry for each institution, its content the <organization> of the institutions feed, and a
/// deleted-entry with our <tombstone> for each id that is no longer listed. Every page but the last links the next; all
/// together they hold everything, each id once.
std::string write_atom(const PublicList& list, const Publisher& publisher, const AtomQuestion& question, Instant now);

/// The value of `before` in the links; opaque to clients.
std::string text_of(const ListPlace& place);
std::optional<ListPlace> place_of(std::string_view text);

}  // namespace lawhub
