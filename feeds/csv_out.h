// Institutions as a table for spreadsheets.
#pragma once
#include <string>

#include "feeds/publisher.h"
#include "registry/public_list.h"

namespace lawhub {

/// The listed institutions of the sets of `selection` (its period does not count) as CSV (RFC 4180): UTF-8 with a BOM,
/// by which Excel knows it, one line of Chinese headers, one institution a line. A cell that a spreadsheet would take
/// for a formula begins with an apostrophe.
std::string write_csv(const PublicList& list, const Publisher& publisher, Selection selection);

/// A cell as it stands between two commas.
std::string csv_cell(std::string_view text);

}  // namespace lawhub
