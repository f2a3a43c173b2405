// The register as harvesters see it: every public id with the instant of its last change, in that order.
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "registry/observation.h"

namespace lawhub {

class Database;

/// The ids changed in a period (both ends inclusive) that are in a set.
struct Selection {
  Instant from = 0, until = 0;
  std::string type;      ///< code; empty: every type
  std::string division;  ///< first digits of a code, see division_prefix_of(); empty: everywhere
};

/// A place in the list, which is ordered by (changed_at, id).
struct ListPlace {
  Instant changed_at = 0;
  std::string id;
};

/// One public id. A withdrawn institution, and an id that was merged into another, stay for ever, as withdrawals.
struct PublicEntry {
  std::string id;
  Instant changed_at = 0;
  std::string type, division;       ///< codes; of what was withdrawn or merged its last ones
  std::int64_t version = 0;         ///< grows with each change; 0: not known any more
  std::optional<Record> record;     ///< as record_for_feed() says; absent when it is no longer listed …
  std::optional<Withdrawal> ended;  ///< … then why, since when, and which public ids stand for it
  std::size_t bytes = 0;            ///< of its record as it is kept
  ListPlace place() const { return {changed_at, id}; }
};

/// The digits that codes of everything inside a division begin with: 370000 → 37, 370400 → 3704, 370403 → 370403. Also
/// takes 37 and 3704. Nothing when it is no code.
std::optional<std::string> division_prefix_of(std::string_view code);

/// Reads; a page is a consistent look, the next one sees what changed meanwhile: what changed left its place for one
/// behind `until`.
class PublicList {
 public:
  /// `now`: what may not be shown any more on its day is left out.
  PublicList(Database& db, Instant now) : db_(db), now_(now) {}

  /// The first `limit` entries behind `after`, oldest first.
  std::vector<PublicEntry> after(const Selection& selection, const ListPlace& after, std::size_t limit) const;
  /// The first `limit` entries, newest first; behind a place when one is given.
  std::vector<PublicEntry> newest(const Selection& selection, const std::optional<ListPlace>& before,
                                  std::size_t limit) const;
  std::size_t size(const Selection& selection) const;
  std::optional<PublicEntry> find(std::string_view id) const;
  /// The listed institutions by county, as far as the first six digits of their division say it.
  struct Chapter {
    std::string county;  ///< six digits; empty: no division is said
    std::size_t size = 0;
    Instant latest = 0;  ///< the last change among them
  };
  std::vector<Chapter> chapters() const;
  /// `limit` places of a chapter by id, after the first `skip`.
  std::vector<ListPlace> chapter(std::string_view county, std::size_t skip, std::size_t limit) const;
  Instant earliest() const;  ///< 0 when the list is empty
  Instant latest() const;

 private:
  Database& db_;
  Instant now_;
};

}  // namespace lawhub
