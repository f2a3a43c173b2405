// What filters, facets and ranking need of each document: small, packed into one value, held in memory by the server.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/coordinate.h"
#include "indexer/area.h"
#include "registry/institution.h"

namespace lawhub {

struct InstitutionFacts {
  InstitutionType type = InstitutionType::law_firm;
  Status status = Status::unknown;
  AreaNumber belongs = 0;  ///< the division it belongs to
  AreaNumber place = 0;    ///< the smallest division known in which it lies; inside `belongs` when that is known
  std::optional<Point> point;
  std::uint8_t completeness = 0;      ///< 0..6: phone, address, hours, website, exact point, services
  std::uint64_t order = 0;            ///< from the id: a stable order among equals
  Instant confirmed_at = 0;           ///< 0: nobody dated what they said
  bool unlisted = false;              ///< its registering source lists it no more
  std::vector<unsigned char> offers;  ///< vocabulary_index() of services and matters it names, sorted
  bool operator==(const InstitutionFacts&) const = default;
};

struct PageFacts {
  std::int32_t day = 0;  ///< 20141104; 0 unknown
  AreaNumber area = 0;   ///< of its source
  std::uint64_t order = 0;
  bool operator==(const PageFacts&) const = default;
};

std::string pack(const InstitutionFacts& facts);
std::string pack(const PageFacts& facts);
/// Throws std::runtime_error when the bytes were not made by pack().
InstitutionFacts unpack_institution(std::string_view bytes);
PageFacts unpack_page(std::string_view bytes);

}  // namespace lawhub
