#include "registry/reassess.h"

#include <algorithm>
#include <deque>
#include <map>
#include <set>
#include <string>
#include <unordered_set>

#include "registry/believe.h"
#include "registry/database.h"
#include "registry/evidence.h"
#include "registry/identity.h"
#include "registry/ids.h"
#include "registry/institution_rows.h"
#include "registry/observation_rows.h"
#include "registry/source.h"

namespace lawhub {

namespace {

using Cluster = std::vector<const ObservationRow*>;

/// Observations that are joined by keys, directly or through others, and the keys that join nothing.
struct Component {
  std::vector<std::int64_t> observations;
  std::set<std::string> crowded;
};

class Reassessment {
 public:
  Reassessment(Database& db, Instant now) : observations_(db), institutions_(db), now_(now) {
    for (Source& source : Sources(db).all()) {
      sources_.emplace(source.id, source);
    }
  }

  void run(const std::vector<std::int64_t>& seeds) {
    for (std::int64_t seed : seeds) {
      if (!seen_.contains(seed)) {
        settle(component_of(seed));
      }
    }
  }
  Touched touched() const { return touched_; }

 private:
  Component component_of(std::int64_t seed) {
    const auto limit = static_cast<std::size_t>(identity_score("key-crowd"));
    Component out;
    std::unordered_set<std::string> walked;
    std::deque<std::int64_t> queue = {seed};
    seen_.insert(seed);
    const auto meet = [&](const std::vector<std::int64_t>& others) {
      for (std::int64_t other : others) {
        if (seen_.insert(other).second) {
          queue.push_back(other);
        }
      }
    };
    while (!queue.empty()) {
      const std::int64_t id = queue.front();
      queue.pop_front();
      out.observations.push_back(id);
      for (const std::string& key : observations_.keys_of(id)) {
        if (!walked.insert(key).second) {
          continue;
        }
        const std::vector<std::int64_t> bearers = observations_.bearers_of(key, limit + 1);
        if (bearers.size() > limit) {
          out.crowded.insert(key);
        } else {
          meet(bearers);
        }
      }
      if (const std::string institution = observations_.institution_of(id); !institution.empty()) {
        meet(observations_.ids_of_institution(institution));
      }
    }
    return out;
  }

  void settle(const Component& component) {
    std::vector<ObservationRow> rows;
    for (std::int64_t id : component.observations) {
      rows.push_back(observations_.get(id));
    }
    std::vector<Cluster> clusters = clusters_of(rows, component.crowded);
    while (remove_spent(clusters, rows)) {  // without them others may fall apart
      clusters = clusters_of(rows, component.crowded);
    }
    give_ids(clusters);
  }

  /// In the order of what they say, so that ids do not depend on the order of arrival.
  static std::vector<Cluster> clusters_of(const std::vector<ObservationRow>& rows,
                                          const std::set<std::string>& crowded) {
    std::vector<const Observation*> said;
    said.reserve(rows.size());
    for (const ObservationRow& row : rows) {
      said.push_back(&row.said);
    }
    std::vector<Cluster> out;
    for (const std::vector<std::size_t>& group : resolve(said, crowded)) {
      Cluster& cluster = out.emplace_back();
      for (std::size_t i : group) {
        cluster.push_back(&rows[i]);
      }
      std::sort(cluster.begin(), cluster.end(), [](const ObservationRow* a, const ObservationRow* b) {
        return std::tie(a->said.source, a->said.key) < std::tie(b->said.source, b->said.key);
      });
    }
    std::sort(out.begin(), out.end(), [](const Cluster& a, const Cluster& b) {
      return std::tie(a[0]->said.record.name, a[0]->said.source, a[0]->said.key) <
             std::tie(b[0]->said.record.name, b[0]->said.source, b[0]->said.key);
    });
    return out;
  }

  bool remove_spent(const std::vector<Cluster>& clusters, std::vector<ObservationRow>& rows) {
    std::set<std::int64_t> spent;
    for (const Cluster& cluster : clusters) {
      for (std::int64_t id : spent_rows(cluster, sources_)) {
        spent.insert(id);
        observations_.remove(id);
      }
    }
    std::erase_if(rows, [&](const ObservationRow& row) { return spent.contains(row.id); });
    return !spent.empty();
  }

  /// Is any observation of the institution outside of these clusters?
  bool lives_elsewhere(const std::string& institution, const std::set<std::int64_t>& here) {
    const std::vector<std::int64_t> ids = observations_.ids_of_institution(institution);
    return std::any_of(ids.begin(), ids.end(), [&](std::int64_t id) { return !here.contains(id); });
  }

  Ledger ledger_of(const std::vector<Claim>& claims, const std::set<std::int64_t>& here) {
    Ledger out;
    const auto note = [&](const std::string& id) {
      const auto issued = institutions_.issued(id);
      if (!issued || lives_elsewhere(issued->institution, here)) {
        return false;
      }
      out.born[id] = issued->number;
      return true;
    };
    for (const Claim& claim : claims) {
      for (const std::string& anchor : claim.anchors) {
        if (const auto id = institutions_.anchored(anchor); id && note(*id)) {
          out.ids[anchor] = *id;
        }
      }
      for (const auto& [id, count] : claim.members) {
        note(id);
      }
    }
    return out;
  }

  static Claim claim_of(const Cluster& cluster) {
    Claim claim;
    std::set<std::string> anchors;
    for (const ObservationRow* row : cluster) {
      for (std::string& anchor : anchors_of(evidence_of(row->said.record))) {
        if (anchors.insert(anchor).second) {
          claim.anchors.push_back(std::move(anchor));
        }
      }
      if (!row->institution.empty()) {
        ++claim.members[row->institution];
      }
    }
    return claim;
  }

  void give_ids(const std::vector<Cluster>& clusters) {
    std::vector<Claim> claims;
    std::set<std::int64_t> here;
    for (const Cluster& cluster : clusters) {
      claims.push_back(claim_of(cluster));
      for (const ObservationRow* row : cluster) {
        here.insert(row->id);
      }
    }
    const Ledger ledger = ledger_of(claims, here);
    std::vector<Grant> grants = grant_ids(claims, ledger);
    for (std::size_t i = 0; i < clusters.size(); ++i) {
      Grant& grant = grants[i];
      if (grant.id.empty()) {
        grant.id = institutions_.issue(seed_of(claims[i]));
      } else {
        institutions_.revive(grant.id);
      }
      for (const std::string& alias : grant.aliases) {
        count(institutions_.redirect(alias, grant.id));
      }
    }
    for (std::size_t i = 0; i < clusters.size(); ++i) {
      remember(claims[i], grants[i], ledger);
      write(clusters[i], grants[i].id);
    }
  }

  /// A new id is made from the name and its place: every source says those, in whatever order they come.
  static std::string seed_of(const Claim& claim) {
    std::string seed;
    for (const std::string& anchor : claim.anchors) {
      if (anchor.starts_with("name ") && (seed.empty() || anchor < seed)) {
        seed = anchor;
      }
    }
    return seed;
  }

  /// An identifier leads to whoever bears it now; a name, which several may bear, to the first.
  void remember(const Claim& claim, const Grant& grant, const Ledger& ledger) {
    for (const std::string& anchor : claim.anchors) {
      const auto known = ledger.ids.find(anchor);
      const bool ours = known != ledger.ids.end() &&
                        (known->second == grant.id ||
                         std::find(grant.aliases.begin(), grant.aliases.end(), known->second) != grant.aliases.end());
      const bool taken = anchor.starts_with("name ") && institutions_.anchored(anchor);
      if (!ours && !taken) {
        institutions_.anchor(anchor, grant.id);
      }
    }
  }

  void write(const Cluster& cluster, const std::string& id) {
    for (const ObservationRow* row : cluster) {
      if (row->institution != id) {
        observations_.set_institution(row->id, id);
      }
    }
    Institution institution = believe(cluster, sources_);
    institution.id = id;
    count(institutions_.put(institution, now_));
  }

  void count(InstitutionRows::Step step) {
    touched_.added += step == InstitutionRows::Step::added;
    touched_.changed += step == InstitutionRows::Step::changed;
    touched_.removed += step == InstitutionRows::Step::removed;
  }

  ObservationRows observations_;
  InstitutionRows institutions_;
  std::map<std::string, Source> sources_;
  Instant now_;
  Touched touched_;
  std::unordered_set<std::int64_t> seen_;
};

}  // namespace

Touched reassess(Database& db, const std::vector<std::int64_t>& observations, Instant now) {
  Reassessment reassessment(db, now);
  reassessment.run(observations);
  return reassessment.touched();
}

}  // namespace lawhub
