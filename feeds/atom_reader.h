// Atom feeds (RFC 4287) whose entries are institutions: bytes to observations. No sockets, no clock.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "feeds/reader.h"

namespace lawhub {

/// One document of an Atom feed. Keys are the entries' ids, or what follows "oai:…:" in them.
struct AtomPage {
  FeedPage page;             ///< what entries hold in their content, and deleted-entries (RFC 6721)
  std::string next;          ///< the document that goes on (RFC 5005: next, or prev-archive); empty after the last
  bool is_complete = false;  ///< fh:complete: the document is the whole feed
  bool is_archive = false;   ///< it is, or points to, an archive: then all documents together are the whole feed
  Instant oldest = 0;        ///< the oldest change in it; 0 when it is empty
  /// Entries whose content lies elsewhere.
  struct Linked {
    std::string key, url;
    Instant updated = 0;
  };
  std::vector<Linked> linked;
};
/// A Problem when it is no Atom feed. An entry that is no institution is a finding. Of an entry and a deleted-entry of
/// one id the later counts (RFC 6721 §2), of entries of one id the last updated. `host` is the division of the source.
Result<AtomPage> read_atom(std::string_view bytes, std::string_view http_charset, std::string_view host);

/// A document whose root is <organization>, said under that key.
Result<FeedPage> read_organization_document(std::string_view bytes, std::string_view http_charset,
                                            std::string_view host, const std::string& key, Instant asserted_at);

}  // namespace lawhub
