// The escapes of tables of cases.
#pragma once
#include <string>
#include <string_view>

namespace lawhub {

/// \n \r \t \\ and \xHH are undone; a cell of two quotes is empty.
std::string unescaped(std::string_view cell);
/// "{a*3}" → "aaa", as long lines are written.
std::string widened(std::string text);

}  // namespace lawhub
