#include "registry/accept.h"

#include <stdexcept>

#include "registry/believe.h"
#include "registry/database.h"
#include "registry/evidence.h"
#include "registry/guard.h"
#include "registry/identity.h"
#include "registry/observation_rows.h"
#include "registry/plan.h"
#include "registry/reassess.h"
#include "registry/snapshot_rows.h"
#include "registry/source.h"

namespace lawhub {

namespace {

/// Carries the plan out; the observations whose institutions may have changed.
std::vector<std::int64_t> apply(const Plan& plan, Instant taken_at, ObservationRows& rows) {
  const auto most = static_cast<std::size_t>(identity_score("key-crowd")) + 1;
  std::vector<std::int64_t> touched;
  const auto replace = [&](std::int64_t id, const Observation& o) {
    // Whom it met before must be looked at again: a number that three shared may be one that two share now.
    for (const std::string& key : rows.keys_of(id)) {
      const std::vector<std::int64_t> others = rows.bearers_of(key, most);
      touched.insert(touched.end(), others.begin(), others.end());
    }
    rows.replace(id, o);
    touched.push_back(id);
  };
  for (const auto& [id, o] : plan.next.moved) {  // all keys first: they may change places
    rows.retire_key(id);
  }
  for (std::int64_t id : plan.next.displaced) {
    rows.retire_key(id);
    rows.mark_absent(id, taken_at);
    touched.push_back(id);
  }
  for (const auto& [id, o] : plan.next.moved) {
    rows.set_key(id, o->key);
    replace(id, *o);
  }
  for (const auto& [id, o] : plan.next.replaced) {
    replace(id, *o);
  }
  for (const auto& [id, o] : plan.shifted) {
    rows.set_evidence(id, *o);
  }
  for (std::int64_t id : plan.missing) {
    rows.mark_absent(id, taken_at);
    touched.push_back(id);
  }
  for (const auto& [id, w] : plan.withdrawn) {
    rows.mark_withdrawn(id, *w);
    touched.push_back(id);
  }
  for (const Observation* o : plan.next.added) {
    touched.push_back(rows.add(*o));
  }
  return touched;
}

Source source_of(Database& db, const Proposal& proposal) {
  if (auto source = Sources(db).find(proposal.source)) {
    return *source;
  }
  throw std::runtime_error("there is no source " + proposal.source);
}

enum class Guard { on, off };

Acceptance take_in(Database& db, const Proposal& proposal, Guard guard, Instant now) {
  const Source source = source_of(db, proposal);
  ObservationRows rows(db);
  SnapshotRows snapshots(db);
  const Plan plan = plan_of(proposal, rows);
  Acceptance out;
  if (plan.empty()) {
    return out;
  }
  if (const auto reason = reason_to_hold(plan.tally, source); reason && guard == Guard::on) {
    const auto alike = snapshots.held_alike(proposal);
    if (!alike) {
      snapshots.replace_held(proposal.source);
    }
    out.state = Acceptance::State::held;
    out.reason = *reason;
    out.snapshot = alike ? alike->id : snapshots.add_held(proposal, *reason);
    return out;
  }
  const Touched touched = reassess(db, apply(plan, proposal.taken_at, rows), now);
  out.state = Acceptance::State::accepted;
  out.added = touched.added;
  out.changed = touched.changed;
  out.removed = touched.removed;
  return out;
}

Acceptance accept_within(Database& db, const Proposal& proposal, const Clock& clock) {
  Acceptance out = take_in(db, proposal, Guard::on, clock.now());
  if (out.state == Acceptance::State::accepted) {
    SnapshotRows snapshots(db);
    snapshots.replace_held(proposal.source);
    out.snapshot = snapshots.add_accepted(proposal);
  }
  return out;
}

/// Leaves a transaction without its changes.
struct Undo {};

}  // namespace

Acceptance accept(Database& db, const Proposal& proposal, const Clock& clock) {
  Acceptance out;
  db.transaction([&] { out = accept_within(db, proposal, clock); });
  return out;
}

Acceptance dry_run(Database& db, const Proposal& proposal, const Clock& clock) {
  Acceptance out;
  try {
    db.transaction([&] {
      out = accept_within(db, proposal, clock);
      throw Undo{};
    });
  } catch (const Undo&) {
    out.snapshot = 0;
  }
  return out;
}

Acceptance approve(Database& db, std::int64_t snapshot, const Clock& clock) {
  Acceptance out;
  db.transaction([&] {
    SnapshotRows snapshots(db);
    out = take_in(db, snapshots.held(snapshot), Guard::off, clock.now());
    snapshots.decide(snapshot, "accepted", "");
    out.state = Acceptance::State::accepted;
    out.snapshot = snapshot;
  });
  return out;
}

void reject(Database& db, std::int64_t snapshot, std::string_view reason, const Clock&) {
  db.transaction([&] { SnapshotRows(db).decide(snapshot, "rejected", reason); });
}

void rebuild(Database& db, const Clock& clock) {
  db.transaction([&] {
    ObservationRows rows(db);
    const std::vector<std::int64_t> all = rows.all_ids();
    for (std::int64_t id : all) {
      rows.set_keys(id, rows.get(id).said.record);  // the rules that make them may be new
    }
    reassess(db, all, clock.now());
  });
}

}  // namespace lawhub
