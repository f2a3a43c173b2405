// An institution's own pages stand under it, not beside it.
#pragma once
#include <vector>

#include "search/answer.h"

namespace lawhub {

/// Takes the pages out of `items` that lie on the website of an institution among them, and puts them under it, in
/// their order.
void fold_pages(std::vector<Item>& items);

}  // namespace lawhub
