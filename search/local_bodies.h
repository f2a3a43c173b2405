// Whom the people of a division turn to (data/local_bodies.tsv): 我村的调解员, 司法所, 法律援助 …
#pragma once
#include <string>
#include <vector>

#include "registry/division.h"
#include "search/engine.h"

namespace lawhub {

struct LocalBody {
  std::string call;         ///< 我村的调解员
  std::vector<Item> items;  ///< at most two; empty when nobody is known
  std::string note;         ///< a Chinese sentence: why these; empty when they are the division's own
};

/// One for each row of the division's level. Judicial office, legal aid and notary office are who is in charge
/// (responsible.h); of all else the division's own, or that of the nearest division above it up to its city. Never
/// what merely lies inside a division above: that is another village's. Throws Xapian::Error.
std::vector<LocalBody> local_bodies(const Engine& engine, const Division& division);

}  // namespace lawhub
