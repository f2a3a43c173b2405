// Unified social credit codes (GB 32100-2015) and licence numbers.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace lawhub {

struct UsccReading {
  std::string value;    ///< normalised: NFKC, upper case, no white space or format characters
  bool valid = false;   ///< 18 characters of the alphabet, both check digits right, department and kind of the table,
                        ///< region in 37…/known
  std::string problem;  ///< Chinese, when not valid
  std::string repair;   ///< a likely intended code (O→0, I→1, …) that is valid; only a suggestion
};
UsccReading read_uscc(std::string_view text);
/// First character 3: issued by a justice department to the institution itself. Others identify a host or an organ.
bool is_justice_uscc(std::string_view uscc);
/// Computes both check characters: the code whose first 16 are given (8 of authority and region + 8 of subject body).
std::string complete_uscc(std::string_view first16);

/// A licence number in comparable form: NFKC, upper case, no white space; brackets and dashes unified. Empty when the
/// text holds none (无, -, 详见…).
std::string read_licence(std::string_view text);

}  // namespace lawhub
