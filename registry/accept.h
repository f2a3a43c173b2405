// guard → accept → resolve → merge → change log, one transaction.
#pragma once
#include <string>

#include "base/clock.h"
#include "registry/observation.h"

namespace lawhub {

class Database;

struct Acceptance {
  enum class State { accepted, unchanged, held, rejected };
  State state = State::unchanged;
  std::string reason;                               ///< Chinese; why it is held or rejected
  std::int64_t snapshot = 0;                        ///< id; 0 when unchanged
  std::size_t added = 0, changed = 0, removed = 0;  ///< institutions
};

/// Judges and takes in what a job brought. A proposal that equals what is accepted changes nothing. One that drops or
/// re-identifies more than the source's limit is stored as held and changes nothing else; an empty one against a
/// non-empty accepted snapshot is always held. Only institutions that share evidence with a changed observation are
/// resolved anew. Durable on return; on an exception nothing has changed. Throws std::runtime_error for a source that
/// is not registered.
///
/// Absence is not deletion: what a complete list misses stays, until kAbsences (believe.h) complete lists in a row have
/// missed it; an institution that nobody says any more is then withdrawn with status unknown, and comes back under its
/// id when it is said again. A withdrawal counts at once, as far as its source is believed about the status: an
/// association's tombstone does not outweigh the registering bureau that still lists the firm.
Acceptance accept(Database& db, const Proposal& proposal, const Clock& clock);

/// The same judgement without writing anything: what would be added, changed, removed, held. Takes the writer's turn
/// while it runs.
Acceptance dry_run(Database& db, const Proposal& proposal, const Clock& clock);

/// A person's word on a held snapshot. Throws std::runtime_error when it is not held.
Acceptance approve(Database& db, std::int64_t snapshot, const Clock& clock);
void reject(Database& db, std::int64_t snapshot, std::string_view reason, const Clock& clock);

/// Makes every institution anew from what sources say; same ids, same content. Needed when rules, tables or a source's
/// standing changed. One transaction: no other program writes meanwhile (a province: some 20 s).
void rebuild(Database& db, const Clock& clock);

}  // namespace lawhub
