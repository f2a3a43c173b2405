#include "registry/plan.h"

#include <map>
#include <set>
#include <string>

#include "registry/believe.h"
#include "registry/identity.h"

namespace lawhub {

namespace {

using Heads = std::map<std::string, ObservationRow>;

/// One more absence would matter.
bool can_go_missing(const ObservationRow& row) { return row.withdrawn.empty() && row.absences < kAbsences; }

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

}  // namespace

bool is_other(const Record& before, const Record& now) { return compare(before, now).verdict == Verdict::different; }

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

}  // namespace lawhub
