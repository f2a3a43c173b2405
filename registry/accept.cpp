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
std::vector<std::int64_t> apply(Database& db, const Plan& plan, Instant taken_at, ObservationRows& rows) {
  std::vector<std::int64_t> touched;
  const auto replace = [&](std::int64_t id, const Observation& o) {
    // Whom it met before must be looked at again: a number that three shared may be one that two share now.
    const std::vector<std::int64_t> met = rows.neighbours_of(id);
    touched.insert(touched.end(), met.begin(), met.end());
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
    db.look();
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
    db.look();
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

/// What the proposal must wait for or is refused for; nothing when it may be taken in.
std::optional<Acceptance> judge(const Proposal& proposal, const Tally& tally, const Source& source,
                                SnapshotRows& snapshots, Instant now) {
  Acceptance out;
  const Past past = snapshots.past_of(proposal.source, now);
  if (const auto reason = reason_to_refuse(proposal, past, now)) {
    out.state = Acceptance::State::rejected;
    out.reason = *reason;
    return out;
  }
  const auto alike = snapshots.alike(proposal);
  if (alike && alike->state == "rejected") {
    out.state = Acceptance::State::rejected;
    out.reason = "同样的内容已于 " + iso_date(china_time(alike->decided_at).date) + " 由 " + alike->decided.by +
                 " 退回(" + alike->decided.reason + "),不再采用;如确实无误,请在管理页面采用快照 " +
                 std::to_string(alike->id) + "。";
    out.snapshot = alike->id;
    return out;
  }
  if (const auto reason = reason_to_hold(tally, source, past)) {
    if (!alike) {
      snapshots.replace_held(proposal.source);
    }
    out.state = Acceptance::State::held;
    out.reason = *reason;
    out.snapshot = alike ? alike->id : snapshots.add_held(proposal, *reason);
    return out;
  }
  return std::nullopt;
}

/// What taking the plan in does to the institutions.
Acceptance carry_out(Database& db, const Plan& plan, ObservationRows& rows, const Proposal& proposal, Instant now) {
  begin_touching(db);
  const Touched touched = reassess(db, apply(db, plan, proposal.taken_at, rows), now);
  Acceptance out;
  out.state = Acceptance::State::accepted;
  out.added = touched.added;
  out.changed = touched.changed;
  out.removed = touched.removed;
  return out;
}

Acceptance accept_within(Database& db, const Proposal& proposal, const Clock& clock) {
  const Source source = source_of(db, proposal);
  const Instant now = clock.now();
  ObservationRows rows(db);
  SnapshotRows snapshots(db);
  const Plan plan = plan_of(proposal, rows);
  if (plan.empty()) {
    return {};
  }
  if (const auto judged = judge(proposal, plan.tally, source, snapshots, now)) {
    return *judged;
  }
  Acceptance out = carry_out(db, plan, rows, proposal, now);
  out.snapshot = snapshots.add_accepted(proposal, plan.tally);
  return out;
}

/// Leaves a transaction without its changes.
struct Abandon {};

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
      throw Abandon{};
    });
  } catch (const Abandon&) {
    out.snapshot = 0;
  }
  return out;
}

Acceptance approve(Database& db, std::int64_t snapshot, const Word& word, const Clock& clock) {
  Acceptance out;
  db.transaction([&] {
    SnapshotRows snapshots(db);
    ObservationRows rows(db);
    const Proposal proposal = snapshots.proposal_of(snapshot);
    const Plan plan = plan_of(proposal, rows);
    out = carry_out(db, plan, rows, proposal, clock.now());
    out.snapshot = snapshot;
    snapshots.approve(snapshot, plan.tally, word, clock.now());
  });
  return out;
}

void reject(Database& db, std::int64_t snapshot, const Word& word, const Clock& clock) {
  db.transaction([&] { SnapshotRows(db).reject(snapshot, word, clock.now()); });
}

Proposal waiting_proposal(Database& db, std::int64_t snapshot) { return SnapshotRows(db).proposal_of(snapshot); }

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
