#include "registry/plan.h"

#include <algorithm>
#include <set>
#include <string>
#include <unordered_map>
#include <unordered_set>

#include "base/text.h"
#include "registry/believe.h"
#include "registry/contradiction.h"
#include "registry/identity.h"

namespace lawhub {

namespace {

using Heads = std::unordered_map<std::string, ObservationHead>;
using Keys = std::unordered_set<std::string_view>;  // of the proposal

/// Under one key, are these two of different institutions?
bool is_other(const Record& before, const Record& now) { return compare(before, now).verdict == Verdict::different; }

/// One more absence would matter.
bool can_go_missing(const ObservationHead& row) { return row.withdrawn.empty() && row.absences < kAbsences; }

/// Does it say nothing new?
bool is_same(Withdrawal before, const Withdrawal& now) {
  before.withdrawn_at = now.withdrawn_at;
  before.version = now.version;
  return before == now;
}

void count_change(const Record& before, const Record& now, Tally& tally) {
  if (is_other(before, now)) {
    ++tally.reidentified;
    return;
  }
  tally.renamed += without_space(fold(before.name)) != without_space(fold(now.name));
  tally.rephoned += contradict(Field::phones, before, now);
}

std::vector<Saying> plan_said(const Proposal& proposal, const Heads& heads, ObservationRows& rows, Keys& said,
                              Plan& plan) {
  std::vector<Saying> sayings;
  for (const Observation& o : proposal.said) {
    if (!said.insert(o.key).second) {
      continue;  // a key that comes twice: the first stands
    }
    const auto known = heads.find(o.key);
    if (known == heads.end()) {
      sayings.push_back({&o, 0});
      continue;
    }
    const ObservationHead& row = known->second;
    if (row.hash != content_hash(o) || !is_present(row)) {
      sayings.push_back({&o, row.id});
      if (is_present(row)) {
        count_change(rows.get(row.id).said.record, o.record, plan.tally);
      } else {
        ++plan.tally.after;  // it is said again
      }
    } else if (row.evidence != o.evidence || row.version != o.version) {
      plan.shifted.emplace_back(row.id, &o);
    }
  }
  plan.tally.said = said.size();
  return sayings;
}

/// The keys that the proposal takes back.
Keys plan_withdrawn(const Proposal& proposal, const Heads& heads, const Keys& said, ObservationRows& rows, Plan& plan) {
  Keys withdrawn;
  for (const Withdrawal& w : proposal.withdrawn) {
    const auto known = heads.find(w.key);
    if (known == heads.end() || said.contains(w.key) || !withdrawn.insert(w.key).second) {
      continue;
    }
    const ObservationHead& row = known->second;
    if (w.reason == "moved-to-another-publisher") {  // it lives on: it only may be missed until the other one says it
      if (can_go_missing(row)) {
        plan.missing.push_back(row.id);
        plan.tally.withdrawn += is_present(row);
      }
    } else if (row.withdrawn.empty() || !is_same(rows.get(row.id).withdrawal, w)) {
      plan.withdrawn.emplace_back(row.id, &w);
      plan.tally.withdrawn += is_present(row);
    }
  }
  return withdrawn;
}

/// The rows of the keys that a part of a list names.
Heads heads_named(const Proposal& proposal, ObservationRows& rows) {
  Heads out;
  const auto note = [&](const std::string& key) {
    if (auto row = rows.head_of(proposal.source, key)) {
      out.emplace(key, std::move(*row));
    }
  };
  for (const Observation& o : proposal.said) {
    note(o.key);
  }
  for (const Withdrawal& w : proposal.withdrawn) {
    note(w.key);
  }
  return out;
}

/// Rows that go on under another key are neither missing nor withdrawn.
void spare_moved(Plan& plan) {
  std::set<std::int64_t> moved;
  for (const auto& [id, o] : plan.next.moved) {
    moved.insert(id);
  }
  std::erase_if(plan.missing, [&](std::int64_t id) { return moved.contains(id); });
  std::erase_if(plan.withdrawn, [&](const auto& step) { return moved.contains(step.first); });
}

}  // namespace

Plan plan_of(const Proposal& proposal, ObservationRows& rows) {
  const Heads heads = proposal.complete ? rows.heads_of_source(proposal.source) : heads_named(proposal, rows);
  Plan plan;
  Keys said;
  const std::vector<Saying> sayings = plan_said(proposal, heads, rows, said, plan);
  const Keys withdrawn = plan_withdrawn(proposal, heads, said, rows, plan);
  plan.tally.before = rows.count_present(proposal.source);
  bool any_lost = !proposal.complete && plan.tally.before > 0;
  for (const auto& [key, row] : heads) {
    any_lost = any_lost || !said.contains(key);
    if (proposal.complete && can_go_missing(row) && !said.contains(key) && !withdrawn.contains(key)) {
      plan.missing.push_back(row.id);
      plan.tally.missing += is_present(row);
    }
  }
  std::sort(plan.missing.begin(), plan.missing.end());
  plan.next = succession(sayings, said, proposal.source, rows, any_lost);
  spare_moved(plan);
  plan.tally.after = proposal.complete
                         ? plan.tally.said
                         : plan.tally.after + plan.tally.before + plan.next.added.size() - plan.tally.withdrawn;
  return plan;
}

}  // namespace lawhub
