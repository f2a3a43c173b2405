// lawhub-feeds validate: files to reports on standard output.
#pragma once
#include "base/program.h"

namespace lawhub {

/// FILE… [--format text|json|csv|html]; negative when a file has an error.
Exit validate_files(const Arguments& arguments);

}  // namespace lawhub
