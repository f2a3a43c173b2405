// The table snapshots. For the registry's own sources; call inside a transaction to write.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "registry/observation.h"
#include "registry/register.h"

namespace lawhub {

class SnapshotRows {
 public:
  explicit SnapshotRows(Database& db) : db_(db) {}

  std::vector<SnapshotInfo> of_source(std::string_view source) const;  ///< newest first
  std::int64_t add_accepted(const Proposal& proposal);
  /// Keeps the proposal until it is decided.
  std::int64_t add_held(const Proposal& proposal, std::string_view reason);
  /// The held snapshot of the source that brought the same, if there is one.
  std::optional<SnapshotInfo> held_alike(const Proposal& proposal) const;
  /// A newer proposal came: what is held is past.
  void replace_held(std::string_view source);
  /// What a held snapshot brought. Throws std::runtime_error when it is not held.
  Proposal held(std::int64_t id) const;
  /// Decides a held one. Throws std::runtime_error when it is not held.
  void decide(std::int64_t id, std::string_view state, std::string_view reason);

 private:
  Database& db_;
};

}  // namespace lawhub
