#include "registry/reassess.h"

#include <algorithm>
#include <deque>
#include <map>
#include <set>
#include <string>
#include <unordered_set>

#include "registry/believe.h"
#include "registry/database.h"
#include "registry/decision_rows.h"
#include "registry/evidence.h"
#include "registry/identity.h"
#include "registry/ids.h"
#include "registry/institution_rows.h"
#include "registry/observation_rows.h"
#include "registry/source.h"
#include "registry/tickets.h"

namespace lawhub {

namespace {

using Cluster = std::vector<const ObservationRow*>;
using Pair = std::pair<std::size_t, std::size_t>;

/// Observations that are joined by keys, births, decisions or a common institution, directly or through others, and the
/// keys that join nothing.
struct Component {
  std::vector<std::int64_t> observations;
  std::set<std::string> crowded;
};

/// Finds all that one observation may concern.
class Neighbourhood {
 public:
  Neighbourhood(ObservationRows& observations, DecisionRows& decisions, const std::vector<std::int64_t>& seeds)
      : observations_(observations), decisions_(decisions), seeds_(seeds.begin(), seeds.end()) {}

  bool is_seen(std::int64_t id) const { return seen_.contains(id); }

  Component of(std::int64_t seed) {
    Component out;
    walked_.clear();
    meet({seed});
    while (!queue_.empty()) {
      const std::int64_t id = queue_.front();
      queue_.pop_front();
      out.observations.push_back(id);
      for (const std::string& key : observations_.keys_of(id)) {
        if (walked_.insert(key).second) {
          meet_bearers(key, out);
        }
      }
      const ObservationHead head = observations_.head(id);
      meet(observations_.born_as(head.birth));
      if (!head.institution.empty()) {
        meet(observations_.ids_of_institution(head.institution));
      }
      meet_decided({head.source, head.birth});
    }
    return out;
  }

 private:
  void meet(const std::vector<std::int64_t>& others) {
    for (std::int64_t other : others) {
      if (seen_.insert(other).second) {
        queue_.push_back(other);
      }
    }
  }

  void meet_bearers(const std::string& key, Component& out) {
    const auto limit = static_cast<std::size_t>(identity_score("key-crowd"));
    if (crowded_.contains(key)) {
      out.crowded.insert(key);
      return;
    }
    std::vector<std::int64_t> bearers = observations_.bearers_of(key, limit + 1);
    if (bearers.size() <= limit) {
      return meet(bearers);
    }
    out.crowded.insert(key);
    crowded_.insert(key);
    // Those whom it joined until these came must be looked at again.
    bearers = observations_.bearers_of(key, limit + 1 + seeds_.size());
    const auto before = std::count_if(bearers.begin(), bearers.end(), [&](auto id) { return !seeds_.contains(id); });
    if (static_cast<std::size_t>(before) <= limit) {
      meet(bearers);
    }
  }

  void meet_decided(const ListingId& listing) {
    for (std::int64_t decision : decisions_.naming(listing)) {
      const Decision d = *decisions_.find(decision);
      for (const auto* side : {&d.a, &d.b}) {
        for (const ListingId& other : *side) {
          if (const auto row = observations_.born_in(other.source, other.birth)) {
            meet({*row});
          }
        }
      }
    }
  }

  ObservationRows& observations_;
  DecisionRows& decisions_;
  std::unordered_set<std::int64_t> seeds_, seen_;
  std::unordered_set<std::string> walked_, crowded_;
  std::deque<std::int64_t> queue_;
};

class Reassessment {
 public:
  Reassessment(Database& db, Instant now)
      : db_(db),
        observations_(db),
        institutions_(db),
        decisions_(db),
        questions_(db),
        tickets_(db),
        sources_(sources_by_id(db)),
        now_(now) {}

  void run(const std::vector<std::int64_t>& seeds) {
    Neighbourhood neighbourhood(observations_, decisions_, seeds);
    for (std::int64_t seed : seeds) {
      if (!neighbourhood.is_seen(seed)) {
        db_.look();
        settle(neighbourhood.of(seed));
      }
    }
  }
  Touched touched() const { return touched_; }

 private:
  void settle(const Component& component) {
    std::vector<ObservationRow> rows;
    std::set<std::string> before;
    for (std::int64_t id : component.observations) {
      rows.push_back(observations_.get(id));
      before.insert(rows.back().institution);
    }
    std::vector<const Observation*> said;
    said.reserve(rows.size());
    for (const ObservationRow& row : rows) {
      said.push_back(&row.said);
    }
    const Resolution resolution = resolve(said, circumstances_of(rows, component));
    std::vector<Cluster> clusters;
    for (const std::vector<std::size_t>& group : resolution.groups) {
      Cluster& cluster = clusters.emplace_back();
      for (std::size_t i : group) {
        cluster.push_back(&rows[i]);
      }
    }
    const std::vector<Grant> grants = give_ids(clusters);
    for (const Grant& grant : grants) {
      before.erase(grant.id);
    }
    for (const std::string& id : before) {
      count(institutions_.remove(id, now_));
      tickets_.close_of(id, now_);
      questions_.forget(id);
    }
    for (std::size_t i = 0; i < clusters.size(); ++i) {
      write(clusters[i], grants[i]);
    }
    for (const Doubt& doubt : resolution.doubts) {
      questions_.ask(grants[doubt.a].id, grants[doubt.b].id, doubt.comparison, now_);
    }
  }

  Circumstances circumstances_of(const std::vector<ObservationRow>& rows, const Component& component) {
    Circumstances out;
    out.crowded = component.crowded;
    std::map<ListingId, std::size_t> places;
    std::set<std::int64_t> decisions;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const ListingId listing{rows[i].said.source, rows[i].birth};
      const std::vector<std::int64_t> naming = decisions_.naming(listing);
      decisions.insert(naming.begin(), naming.end());
      places.emplace(listing, i);
      if (is_silent(rows[i])) {
        out.silent.insert(i);
      }
    }
    for (std::int64_t id : decisions) {  // the later ones overrule
      apply(*decisions_.find(id), places, out);
    }
    return out;
  }

  static void apply(const Decision& decision, const std::map<ListingId, std::size_t>& places, Circumstances& out) {
    for (const ListingId& a : decision.a) {
      for (const ListingId& b : decision.b) {
        const auto x = places.find(a), y = places.find(b);
        if (x == places.end() || y == places.end() || x == y) {
          continue;
        }
        const Pair pair = std::minmax(x->second, y->second);
        out.same.erase(pair);
        out.different.erase(pair);
        if (decision.ruling == Ruling::same) {
          out.same.insert(pair);
        } else if (decision.ruling == Ruling::different) {
          out.different.insert(pair);
        }
      }
    }
  }

  /// Every id that any of these listings was born with, or was ever given, stands for an institution again.
  std::vector<Grant> give_ids(const std::vector<Cluster>& clusters) {
    std::vector<std::vector<Claim>> claims;
    for (const Cluster& cluster : clusters) {
      std::vector<Claim>& of_one = claims.emplace_back();
      of_one.reserve(cluster.size());
      for (const ObservationRow* row : cluster) {
        of_one.push_back({row->birth, row->birth_number, sources_.at(row->said.source).standing, row->said.source});
      }
    }
    const std::vector<Grant> grants = grant_ids(claims);
    for (std::size_t i = 0; i < clusters.size(); ++i) {
      const Grant& grant = grants[i];
      institutions_.stand_for(grant.id, grant.id,
                              grant.spare ? InstitutionRows::IdKind::spare : InstitutionRows::IdKind::birth);
      for (const std::string& alias : grant.aliases) {
        institutions_.stand_for(alias, grant.id, InstitutionRows::IdKind::birth);
      }
      for (const ObservationRow* row : clusters[i]) {
        if (const std::string spare = spare_id(row->said.source, row->birth); institutions_.is_issued(spare)) {
          institutions_.stand_for(spare, grant.id, InstitutionRows::IdKind::spare);
        }
      }
    }
    return grants;
  }

  void write(const Cluster& cluster, const Grant& grant) {
    for (const ObservationRow* row : cluster) {
      if (row->institution != grant.id) {
        observations_.set_institution(row->id, grant.id);
      }
    }
    std::vector<std::string> ids = grant.aliases;
    ids.push_back(grant.id);
    for (const ObservationRow* row : cluster) {
      ids.push_back(spare_id(row->said.source, row->birth));
    }
    Institution institution = believe(cluster, sources_, decisions_.fields_of(ids));
    institution.id = grant.id;
    const InstitutionRows::Step step = institutions_.put(institution, now_);
    count(step);
    if (step != InstitutionRows::Step::none) {
      tickets_.review(institution, sources_, now_);
    }
    questions_.forget(grant.id);
  }

  void count(InstitutionRows::Step step) {
    touched_.added += step == InstitutionRows::Step::added;
    touched_.changed += step == InstitutionRows::Step::changed;
    touched_.removed += step == InstitutionRows::Step::removed;
  }

  Database& db_;
  ObservationRows observations_;
  InstitutionRows institutions_;
  DecisionRows decisions_;
  QuestionRows questions_;
  Tickets tickets_;
  std::map<std::string, Source> sources_;
  Instant now_;
  Touched touched_;
};

}  // namespace

Touched reassess(Database& db, const std::vector<std::int64_t>& observations, Instant now) {
  Reassessment reassessment(db, now);
  reassessment.run(observations);
  return reassessment.touched();
}

}  // namespace lawhub
