// A listing as written to a record in the registry's own spelling.
#pragma once
#include <functional>
#include <optional>
#include <string>

#include "base/coordinate.h"
#include "feeds/listing.h"
#include "registry/record.h"
#include "registry/report.h"

namespace lawhub {

/// What holds for a whole page.
struct PageContext {
  std::string url;
  std::string division;        ///< of the source: completes addresses and names
  std::string title;           ///< of the page; with a listing's heading it says the type when names do not
  std::optional<Datum> datum;  ///< of coordinates
  /// Where a cell of that number is, for findings; unset: the page is the place.
  std::function<std::string(int)> place = {};
};

/// Nothing when it cannot be an institution: no name, or no type that the name, a cell or a heading tells. Values that
/// cannot be read are left out and noted in `report`.
std::optional<Record> make_record(const Listing& listing, const PageContext& page, Report& report);

/// A published point as WGS-84; with an unknown datum it is kept as it is, 1,500 m wide.
Position position_of(Point published, std::optional<Datum> datum);

/// Fills what `record` does not say from `more`, which is about the same institution. Identifiers and telephones are
/// united.
void complete(Record& record, const Record& more);

}  // namespace lawhub
