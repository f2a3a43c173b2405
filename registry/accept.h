// guard → accept → resolve → merge → change log, one transaction.
#pragma once
#include <string>

#include "base/clock.h"
#include "registry/observation.h"
#include "registry/register.h"

namespace lawhub {

class Database;

struct Acceptance {
  enum class State { accepted, unchanged, held, rejected };
  State state = State::unchanged;
  std::string reason;                               ///< Chinese; why it is held or rejected
  std::int64_t snapshot = 0;                        ///< id; of a rejected one, that a person rejected; 0 when unchanged
  std::size_t added = 0, changed = 0, removed = 0;  ///< institutions
};

/// Judges and takes in what a job brought. A proposal that equals what is accepted changes nothing. One that drops or
/// re-identifies more than the source's limit, at once or bit by bit (guard.h), is stored as held and changes nothing
/// else; an empty one against a non-empty accepted snapshot is always held, and so is the first one that differs after
/// a rollback. One that the publisher made before the last accepted one, and one whose like a person rejected, are
/// rejected: nothing is changed or stored. Only institutions that share evidence with a changed observation are
/// resolved anew. Durable on return; on an exception nothing has changed. Throws std::runtime_error for a source that
/// is not registered.
///
/// Absence is not deletion: what a complete list misses stays, and when kAbsences (believe.h) complete lists of its
/// registering source in a row have missed it, its status is unknown since then. A withdrawal counts at once, as far as
/// its source is believed about the status: an association's tombstone does not outweigh the registering bureau that
/// still lists the firm.
Acceptance accept(Database& db, const Proposal& proposal, const Clock& clock);

/// The same judgement without writing anything: what would be added, changed, removed, held. Takes the writer's turn
/// while it runs.
Acceptance dry_run(Database& db, const Proposal& proposal, const Clock& clock);

/// A person's word on a held snapshot; a rejected one may still be approved until something else is taken in. Both
/// throw std::runtime_error when it does not wait (any more).
Acceptance approve(Database& db, std::int64_t snapshot, const Word& word, const Clock& clock);
void reject(Database& db, std::int64_t snapshot, const Word& word, const Clock& clock);
/// What such a snapshot brought, to be shown by difference.h.
Proposal waiting_proposal(Database& db, std::int64_t snapshot);

/// Makes every institution anew from what sources say; same ids, same content. Needed when rules, tables or a source's
/// standing changed. One transaction: no other program writes meanwhile (a province: some 20 s).
void rebuild(Database& db, const Clock& clock);

}  // namespace lawhub
