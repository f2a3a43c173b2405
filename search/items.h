// What is shown of each result, from the documents.
#pragma once
#include <vector>

#include "base/clock.h"
#include "search/answer.h"
#include "search/question.h"
#include "search/snapshot.h"

namespace lawhub {

struct ItemKey {
  Item::Kind kind = Item::Kind::institution;
  Xapian::docid id = 0;
};

/// In the order of `keys`. Throws Xapian::Error.
std::vector<Item> items(const Snapshot& snapshot, const Question& q, const std::vector<ItemKey>& keys, Instant now);

}  // namespace lawhub
