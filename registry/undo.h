// What a snapshot changed, kept with it so that it can be taken back: the rows that stood there before, as the triggers
// of schema.sql collect them. A snapshot costs as much as it changed, not as much as it says. For the registry's own
// sources; call inside a transaction.
#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "registry/observation_rows.h"

namespace lawhub {

/// Forgets what was touched so far.
void begin_touching(Database& db);
/// What was touched since begin_touching(), compressed.
std::string take_touched(Database& db);

/// What has to be put back to get behind one or several snapshots.
struct Undo {
  struct Stamps {
    std::int64_t content = 0;  ///< of what they are the stamps
    Instant as_of = 0;
    std::int64_t revision = 0;
  };
  /// By source and birth (ids.h); nothing: there was no such row.
  std::map<std::pair<std::string, std::string>, std::optional<ObservationRow>> observations;
  std::map<std::string, Stamps> institutions;  ///< by id
  std::map<std::string, std::string> ids;      ///< id → the institution it stood for

  /// Adds what was before an earlier snapshot: the older word counts. Throws std::runtime_error on anything but what
  /// take_touched() gave.
  void add(std::string_view packed);
};

}  // namespace lawhub
