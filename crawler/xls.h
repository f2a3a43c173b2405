// Reading XLS, the binary workbooks of Excel 97-2003 (BIFF8) and before.
#pragma once
#include <string>

#include "base/result.h"
#include "feeds/sheet.h"

namespace lawhub {

/// The sheets with something in them. Numbers are written without exponent or a needless point, dates as ISO dates.
/// libfreexl reads files only, so it is given a path. To be called in a child with limits (child.h).
Result<Workbook> read_xls(const std::string& path);

}  // namespace lawhub
