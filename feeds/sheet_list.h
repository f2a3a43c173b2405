// Lists of institutions in spreadsheets, as bureaus keep them, to observations.
#pragma once
#include <vector>

#include "base/result.h"
#include "feeds/sheet.h"
#include "registry/observation.h"
#include "registry/source.h"

namespace lawhub {

struct ListReading {
  std::vector<Observation> said;
  bool complete = true;  ///< false when a row could not be read: then nothing is missing for sure
  Report report;         ///< every cell and row that could not be used, by its place
};

/// Every sheet with a header (feeds/table.h) is read; a Problem when there is none. What spreadsheets do to values is
/// undone, and said: a telephone number without its leading zero, a day as a serial number, a number with ".0". An
/// observation's key is that of assemble(); its date is the day in the title ("截至2026年3月") or else `as_of`.
Result<ListReading> read_list(const Workbook& book, const Source& source, Instant as_of);

}  // namespace lawhub
