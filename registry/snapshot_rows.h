// The table snapshots. For the registry's own sources; call inside a transaction to write.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "registry/guard.h"
#include "registry/observation.h"
#include "registry/register.h"
#include "registry/undo.h"

namespace lawhub {

class SnapshotRows {
 public:
  explicit SnapshotRows(Database& db) : db_(db) {}

  std::optional<SnapshotInfo> find(std::int64_t id) const;
  std::vector<SnapshotInfo> of_source(std::string_view source) const;  ///< newest first
  std::vector<SnapshotInfo> held() const;                              ///< of all sources, oldest first
  /// What the source's own past makes of a proposal: the most it said lately, when the publisher made the last one, and
  /// whether it was rolled back.
  Past past_of(std::string_view source, Instant now) const;

  /// A proposal was taken in and changed what take_touched() tells; older ones than are kept can no longer be rolled
  /// back to.
  std::int64_t add_accepted(const Proposal& proposal, const Tally& tally);
  /// The source was rolled back.
  std::int64_t add_restored(const SnapshotInfo& to, std::size_t observations, const Word& word, Instant now);
  /// Keeps the proposal until it is decided and something newer is taken in.
  std::int64_t add_held(const Proposal& proposal, std::string_view reason);
  /// The held or rejected snapshot of the source that brought the same, if there is one.
  std::optional<SnapshotInfo> alike(const Proposal& proposal) const;
  /// What a held or rejected snapshot brought. Throws std::runtime_error when it is neither, or when something newer
  /// was taken in.
  Proposal proposal_of(std::int64_t id) const;
  /// A person approved it, and it was taken in as add_accepted() says.
  void approve(std::int64_t id, const Tally& tally, const Word& word, Instant now);
  /// Throws std::runtime_error when it is not held.
  void reject(std::int64_t id, const Word& word, Instant now);
  /// A newer proposal came: what is held is past. What was rejected stays known until something is taken in.
  void replace_held(std::string_view source);

  /// What to put back so that the source says again what it said when `to` had been taken in. Throws
  /// std::runtime_error when that is no longer known, or is what it says now.
  Undo undo_to(const SnapshotInfo& to) const;

 private:
  void keep_undo(std::int64_t id, std::string_view source);

  Database& db_;
};

}  // namespace lawhub
