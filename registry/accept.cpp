#include "registry/accept.h"

#include <map>
#include <set>
#include <stdexcept>

#include "registry/believe.h"
#include "registry/database.h"
#include "registry/evidence.h"
#include "registry/guard.h"
#include "registry/identity.h"
#include "registry/observation_rows.h"
#include "registry/reassess.h"
#include "registry/snapshot_rows.h"
#include "registry/source.h"

namespace lawhub {

namespace {

/// The steps that turn what a source said into what it says now.
struct Plan {
  std::vector<const Observation*> added;
  std::vector<std::pair<std::int64_t, const Observation*>> replaced;
  std::vector<std::pair<std::int64_t, const Observation*>> shifted;  // another place in the page, nothing else
  std::vector<std::int64_t> missing;
  std::vector<std::pair<std::int64_t, const Withdrawal*>> withdrawn;
  Tally tally;

  bool empty() const {
    return added.empty() && replaced.empty() && shifted.empty() && missing.empty() && withdrawn.empty();
  }
};

using Heads = std::map<std::string, ObservationRow>;

bool is_present(const ObservationRow& row) { return row.absences == 0 && row.withdrawn.empty(); }
/// One more absence would matter.
bool can_go_missing(const ObservationRow& row) { return row.withdrawn.empty() && row.absences < kAbsences; }

/// Are these two of different institutions?
bool is_other(const Record& before, const Record& now) { return compare(before, now).verdict == Verdict::different; }

void plan_said(const Proposal& proposal, const Heads& heads, ObservationRows& rows, std::set<std::string>& said,
               Plan& plan) {
  for (const Observation& o : proposal.said) {
    if (!said.insert(o.key).second) {
      continue;  // a key that comes twice: the first stands
    }
    const auto known = heads.find(o.key);
    if (known == heads.end()) {
      plan.added.push_back(&o);
      continue;
    }
    const ObservationRow& row = known->second;
    if (row.hash != content_hash(o) || !is_present(row)) {
      plan.replaced.emplace_back(row.id, &o);
      plan.tally.reidentified += is_present(row) && is_other(rows.get(row.id).said.record, o.record);
    } else if (row.said.evidence != o.evidence) {
      plan.shifted.emplace_back(row.id, &o);
    }
  }
  plan.tally.said = said.size();
}

void plan_withdrawn(const Proposal& proposal, const Heads& heads, std::set<std::string>& said, Plan& plan) {
  for (const Withdrawal& w : proposal.withdrawn) {
    const auto known = heads.find(w.key);
    if (known == heads.end() || !said.insert(w.key).second) {
      continue;
    }
    const ObservationRow& row = known->second;
    if (w.reason == "moved-to-another-publisher") {  // it lives on: it only may be missed until the other one says it
      if (can_go_missing(row)) {
        plan.missing.push_back(row.id);
        plan.tally.withdrawn += is_present(row);
      }
    } else if (row.withdrawn != w.reason || row.withdrawn_since != w.effective_date) {
      plan.withdrawn.emplace_back(row.id, &w);
      plan.tally.withdrawn += is_present(row);
    }
  }
}

Plan plan_of(const Proposal& proposal, ObservationRows& rows) {
  const Heads heads = rows.heads_of_source(proposal.source);
  Plan plan;
  std::set<std::string> said;
  plan_said(proposal, heads, rows, said, plan);
  plan_withdrawn(proposal, heads, said, plan);
  for (const auto& [key, row] : heads) {
    plan.tally.before += is_present(row);
    if (proposal.complete && can_go_missing(row) && !said.contains(key)) {
      plan.missing.push_back(row.id);
      plan.tally.missing += is_present(row);
    }
  }
  return plan;
}

/// Carries the plan out; the observations whose institutions may have changed.
std::vector<std::int64_t> apply(const Plan& plan, Instant taken_at, ObservationRows& rows) {
  const auto most = static_cast<std::size_t>(identity_score("key-crowd"));
  std::vector<std::int64_t> touched;
  for (const auto& [id, o] : plan.replaced) {
    // Whom it met before must be looked at again: a number that three shared may be one that two share now.
    for (const std::string& key : rows.keys_of(id)) {
      const std::vector<std::int64_t> others = rows.bearers_of(key, most);
      touched.insert(touched.end(), others.begin(), others.end());
    }
    rows.replace(id, *o);
    touched.push_back(id);
  }
  for (const auto& [id, o] : plan.shifted) {
    rows.set_evidence(id, o->evidence);
  }
  for (std::int64_t id : plan.missing) {
    rows.mark_absent(id, taken_at);
    touched.push_back(id);
  }
  for (const auto& [id, w] : plan.withdrawn) {
    rows.mark_withdrawn(id, *w);
    touched.push_back(id);
  }
  for (const Observation* o : plan.added) {
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
