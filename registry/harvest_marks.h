// How far each source that can be asked for its changes is known.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"

namespace lawhub {

class Database;

struct HarvestMark {
  std::string url;      ///< of the source then; another one is another list
  Instant reached = 0;  ///< all changes up to then were taken in; 0: it cannot be asked for changes
  Instant full_at = 0;  ///< when everything was asked for the last time
};

class HarvestMarks {
 public:
  explicit HarvestMarks(Database& db) : db_(db) {}
  std::optional<HarvestMark> find(std::string_view source) const;
  void put(std::string_view source, const HarvestMark& mark);
  /// The next harvest asks for everything.
  void forget(std::string_view source);

 private:
  Database& db_;
};

}  // namespace lawhub
