// What <link> elements say of a page.
#pragma once
#include <string>
#include <vector>

#include "crawler/html.h"

namespace lawhub {

struct HeadLinks {
  std::string canonical;           ///< rel=canonical (RFC 6596), as written; empty when there is none or several differ
  std::vector<std::string> feeds;  ///< rel=alternate of type RSS or Atom, as written
};
HeadLinks head_links(const Html& html);

}  // namespace lawhub
