// The encoding a page declares in its own head.
#pragma once
#include <string_view>

namespace lawhub {

/// The label of the first <meta> that names an encoding, as the HTML Standard's prescan finds it (§13.2.3.2), with or
/// without http-equiv; empty when there is none. `head` is the beginning of the page in lower case; what it ends in
/// the middle of does not count.
std::string_view html_charset(std::string_view head);

}  // namespace lawhub
