// The register of institutions as it is kept: reading what was resolved, and the change log the index follows.
#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "registry/institution.h"
#include "registry/observation.h"

namespace lawhub {

class Database;

/// One step of the change log. Sequences grow and are never reused.
struct Change {
  std::int64_t sequence = 0;
  std::string institution;  ///< id; its state now is what the register says now
};

/// What a person decided, and why.
struct Word {
  std::string by;
  std::string reason;
};

struct SnapshotInfo {
  std::int64_t id = 0;
  std::string source;
  std::int64_t job = 0;
  std::string state;  ///< accepted, undone (by a rollback), held, rejected, replaced (by a newer one)
  Instant taken_at = 0;
  std::size_t observations = 0;  ///< held: records it brought; else records the source said when it was accepted
  std::string reason;            ///< Chinese; why it is held
  Word decided;                  ///< who approved, rejected or rolled back; empty when nobody had to
  Instant decided_at = 0;
  std::int64_t restores = 0;  ///< of a rollback: the snapshot that was rolled back to
  std::int64_t position = 0;  ///< in the order of acceptance; 0: never accepted
  bool waiting = false;       ///< held, or rejected and nothing newer taken in: it may be approved
  bool kept = false;          ///< the source can be rolled back to it
};

/// Reads; accept.h writes.
class Register {
 public:
  explicit Register(Database& db) : db_(db) {}
  /// By id or by an alias of it (then `id` differs from the one asked for); withdrawn ones too.
  std::optional<Institution> find(std::string_view id) const;
  /// Every institution, withdrawn ones too, by id. `each` must not write.
  void for_each(const std::function<void(const Institution&)>& each) const;
  std::size_t count() const;  ///< listed ones
  /// At most `limit` listed institutions by id, behind the first `offset`.
  std::vector<Institution> listed(std::size_t offset, std::size_t limit) const;
  std::int64_t last_sequence() const;
  /// The ids touched after `sequence`, each once, with its highest sequence; ordered by sequence.
  std::vector<Change> changes_after(std::int64_t sequence, std::size_t limit) const;
  /// What the accepted snapshot of a source says now, by key.
  std::vector<Observation> observations_of(std::string_view source) const;
  /// The observations behind an institution, by source and key; also those that their list misses for now.
  std::vector<Observation> members_of(std::string_view institution) const;
  std::vector<SnapshotInfo> snapshots_of(std::string_view source) const;  ///< newest first
  std::optional<SnapshotInfo> snapshot(std::int64_t id) const;
  /// The snapshots of all sources that wait for a person, oldest first.
  std::vector<SnapshotInfo> held_snapshots() const;
  /// When the publisher made the newest of what was accepted from it, also when it was rolled back; 0 unknown.
  Instant newest_response(std::string_view source) const;

 private:
  Database& db_;
};

}  // namespace lawhub
