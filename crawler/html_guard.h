// What must not reach the HTML parser.
#pragma once
#include <string>
#include <string_view>

namespace lawhub {

/// The page without the attributes of a tag past the first 256: libxml2 compares each with all before it, 100,000 of
/// them took 16 s of CPU. Linear, and everything else stays as it is.
std::string without_attribute_floods(std::string_view utf8);

}  // namespace lawhub
