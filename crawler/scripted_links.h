// Links that a page's scripts would make, as far as they can be read without running anything.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/url.h"
#include "crawler/html.h"
#include "crawler/recipe.h"

namespace lawhub {

/// The links in the string literals of document.write(…), and what the recipe's <call> and <also> make of this page:
/// hrefs as written, each once. At most 1,000.
std::vector<std::string> scripted_links(const Html& html, const Url& url, const Recipe& recipe);

}  // namespace lawhub
