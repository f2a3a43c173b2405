// Who is in charge of a place: its judicial office, legal-aid centre and notary office. By jurisdiction, even where
// another one is nearer.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "search/answer.h"
#include "search/snapshot.h"

namespace lawhub {

/// One of these is given.
struct PlaceAsked {
  std::string division;       ///< a code of 6, 9 or 12 digits
  std::optional<Point> near;  ///< WGS-84
  std::string address;        ///< as people write it; may leave out the province
};

/// Who is in charge in one matter.
struct Charge {
  InstitutionType type = InstitutionType::judicial_office;  ///< whose charge it is; see `basis` when others stand in
  std::vector<Item> institutions;  ///< mostly one; several of equal standing by distance, or else in stable order
  std::string basis;               ///< a Chinese sentence: why these
};

struct Responsible {
  std::string division, division_name;  ///< the place that was answered for; the name from its city on
  std::string basis;                    ///< a Chinese sentence: how the place was found; empty when its code was given
  std::vector<Charge> charges;          ///< judicial office, legal-aid centre, notary office, in this order
  std::string generation;
};

/// Nothing when the place is not known: no such code, a point far from every known place, an address that names none.
/// A judicial office has a town: of a larger place none is named, and the basis says so. For a town or village each
/// charge names somebody as long as the index holds a bureau of its county, city or the province. Throws Xapian::Error.
std::optional<Responsible> responsible(const Snapshot& snapshot, const PlaceAsked& asked, Instant now);

}  // namespace lawhub
