// A file that somebody hands in, whatever it is: the institutions feed, a spreadsheet, or delimited text.
#pragma once
#include <string_view>

#include "base/result.h"
#include "registry/observation.h"
#include "registry/report.h"
#include "registry/source.h"

namespace lawhub {

inline constexpr std::size_t kDeliveryBytes = std::size_t{16} << 20;  ///< larger sheets and uploads are refused

struct Delivery {
  Proposal proposal;  ///< without job and time
  Report report;      ///< places are cells or record ids
};

/// What kind of file it is, its bytes tell. `as_of` is when it was handed in: what it says holds then, unless it says
/// otherwise. A Problem when nothing of it can be used. Pure: the same bytes give the same delivery, so that what was
/// shown of a file before it is taken in is what is taken in.
Result<Delivery> read_delivery(std::string_view bytes, const Source& source, Instant as_of);

}  // namespace lawhub
