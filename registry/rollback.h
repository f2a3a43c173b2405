// Takes back what a source said: it says again what it said when one of its last accepted snapshots had been taken in.
#pragma once
#include "registry/accept.h"

namespace lawhub {

/// Rolls the snapshot's source back to it, forwards too when it was undone itself; what other sources say stays. The
/// same institutions, ids and answers come back; revision and as_of (institution.h) with them, while changed_at and
/// version go on so that harvesters hear of it. What only the undone snapshots said stays as a tombstone. The next
/// proposal of the source that differs is held (guard.h), and its next harvest asks for everything, so that what was
/// undone comes before a person at once and not bit by bit. One transaction, durable on return. Throws
/// std::runtime_error when the snapshot is not kept any more, or is what the source says now.
Acceptance roll_back(Database& db, std::int64_t snapshot, const Word& word, const Clock& clock);

}  // namespace lawhub
