// A page as the lines a person reads, in order: what articles and label-value listings are read from.
#pragma once
#include <string>
#include <vector>

#include "crawler/html.h"

namespace lawhub {

/// A block, a table row, or a part of it between <br>.
struct Line {
  std::string text;  ///< white space squeezed; a tab where inline elements or cells meet, so labels stand apart
  int node = -1;     ///< the first text node of it
  std::size_t link_bytes = 0;  ///< how much of the text is links
  bool heading = false;        ///< inside <h1> … <h4>
};

/// The lines of the subtree of `from` without what nobody reads (Node::is_unread); none of them is empty.
std::vector<Line> lines(const Html& html, int from = 0);

/// The text with spaces for tabs.
std::string plain(const Line& line);

}  // namespace lawhub
