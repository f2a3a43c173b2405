// Whom the people of a division turn to (data/local_bodies.tsv): 我村的调解员, 司法所, 法律援助 …
#pragma once
#include <string>
#include <vector>

#include "registry/division.h"
#include "search/engine.h"

namespace lawhub {

struct LocalBody {
  std::string call;         ///< 我村的调解员
  std::string place;        ///< code of the division whose body it is: the one asked, or one above it
  std::vector<Item> items;  ///< at most two; empty when nobody up to the city is known
};

/// For each row of the division's level the body of the division itself, else of the nearest division above it, up to
/// its city. Throws Xapian::Error.
std::vector<LocalBody> local_bodies(const Engine& engine, const Division& division);

}  // namespace lawhub
