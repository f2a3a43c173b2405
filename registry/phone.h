// Telephone numbers as Chinese lists write them.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "registry/record.h"

namespace lawhub {

struct PhoneReading {
  std::vector<Phone> phones;
  std::vector<std::string> problems;  ///< stable codes: "not-a-number", "wrong-length", "retired-area-code", …
};

/// Every number in `text`: full width, brackets, dashes of all sorts, repeated dashes, +86, lists by / 、 ， ; that
/// inherit the area code, ranges of a last digit, extensions (转, -801), labels before a number. `area_code` ("0632")
/// completes a bare local number. What cannot be a number gives no phone and a problem.
PhoneReading read_phones(std::string_view text, std::string_view area_code);

/// "0632-8690000;ext=801", the notation of phone_cases.tsv.
std::string to_text(const Phone& p);

}  // namespace lawhub
