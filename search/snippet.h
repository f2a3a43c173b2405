// The passage of a text that shows why it was found.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace lawhub {

/// What a text may match.
struct SnippetWords {
  std::vector<std::string> words;    ///< of the question: Chinese matches by pairs of characters, other words whole
  std::vector<std::string> phrases;  ///< of the vocabulary: match only whole
};

enum class Unmatched { beginning, nothing };

/// At most `limit` characters of `text` around the passage that holds most of the words, as HTML that is safe whatever
/// the text holds: everything is escaped, what matched stands in <em>, an ellipsis where something was left out. Full
/// width and upper case count as their plain forms. Without a match: the beginning, or nothing.
std::string snippet(std::string_view text, const SnippetWords& words, std::size_t limit, Unmatched otherwise);

/// Text as HTML text: & < > " ' escaped.
std::string escape_html(std::string_view text);

}  // namespace lawhub
