// The passage of a text that shows why it was found.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace lawhub {

/// At most `limit` characters of `text` around the passage that holds most of the words, as HTML that is safe whatever
/// the text holds: everything is escaped, what matched stands in <em>, an ellipsis where something was left out.
/// Chinese matches by pairs of characters, other words whole; full width and upper case count as their plain forms.
/// Without a match: the beginning, or nothing when `otherwise` says so.
enum class Unmatched { beginning, nothing };
std::string snippet(std::string_view text, const std::vector<std::string>& words, std::size_t limit,
                    Unmatched otherwise);

/// Text as HTML text: & < > " ' escaped.
std::string escape_html(std::string_view text);

}  // namespace lawhub
