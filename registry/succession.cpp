#include "registry/succession.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <tuple>

#include "registry/evidence.h"
#include "registry/judgement.h"

namespace lawhub {

namespace {

enum class Continuity { goes_on, doubtful, ends };

/// Nothing that tells institutions apart has changed; saves most of the work of a daily list.
bool says_the_same(const Record& before, const Record& now) {
  return before.type == now.type && before.name == now.name && before.division == now.division &&
         before.identifiers == now.identifiers;
}

/// Under one key of one source.
Continuity continuity(const Evidence& before, const Evidence& now) {
  const Judgement j = judge(before, now, {});
  if (j.comparison.verdict == Verdict::same || before.whole == now.whole) {
    return Continuity::goes_on;
  }
  return j.final ? Continuity::ends : Continuity::doubtful;
}

/// Two records of one source under different keys.
bool are_one(const Evidence& a, const Evidence& b) {
  const Judgement j = judge(a, b, {});
  return j.comparison.verdict == Verdict::same || (!j.final && a.whole == b.whole && a.county == b.county);
}

class Heirs {
 public:
  Heirs(const std::vector<Saying>& sayings, const std::unordered_set<std::string_view>& said, std::string_view source,
        ObservationRows& rows)
      : sayings_(sayings), said_(said), source_(source), rows_(rows) {}

  Succession run(bool any_lost) {
    std::vector<const Saying*> newcomers;
    for (const Saying& saying : sayings_) {
      if (saying.row != 0 && goes_on(saying)) {
        out_.replaced.emplace_back(saying.row, saying.said);
        continue;
      }
      newcomers.push_back(&saying);
      if (saying.row != 0) {
        displaced_.insert(saying.row);
      }
    }
    settle(newcomers, any_lost || !displaced_.empty());
    std::set_difference(displaced_.begin(), displaced_.end(), taken_.begin(), taken_.end(),
                        std::back_inserter(out_.displaced));
    std::sort(out_.added.begin(), out_.added.end(), [](const Observation* a, const Observation* b) {
      return std::tie(a->record.name, a->record.division, a->key) <
             std::tie(b->record.name, b->record.division, b->key);
    });
    return std::move(out_);
  }

 private:
  bool goes_on(const Saying& saying) {
    const Record before = rows_.get(saying.row).said.record;
    if (says_the_same(before, saying.said->record)) {
      return true;
    }
    const Evidence old = evidence_of(before), now = evidence_of(saying.said->record);
    const Continuity c = continuity(old, now);
    return c == Continuity::goes_on ||
           (c == Continuity::doubtful && !is_said_elsewhere(old, saying) && !was_elsewhere(now, saying));
  }

  /// Does the source say under another key now what it said under this one?
  bool is_said_elsewhere(const Evidence& old, const Saying& here) {
    if (by_key_.empty()) {
      for (const Saying& saying : sayings_) {
        for (const std::string& key : keys_of(evidence_of(saying.said->record))) {
          by_key_[key].push_back(&saying);
        }
      }
    }
    for (const std::string& key : keys_of(old)) {
      for (const Saying* saying : by_key_[key]) {
        if (saying != &here && are_one(old, evidence_of(saying->said->record))) {
          return true;
        }
      }
    }
    return false;
  }

  /// Did it say before under another key what it says under this one now?
  bool was_elsewhere(const Evidence& now, const Saying& here) {
    const std::vector<std::int64_t> others = bearers(now);
    return std::any_of(others.begin(), others.end(), [&](std::int64_t row) {
      return row != here.row && are_one(evidence_of(rows_.get(row).said.record), now);
    });
  }

  std::vector<std::int64_t> bearers(const Evidence& e) {
    const auto limit = static_cast<std::size_t>(identity_score("key-crowd"));
    std::vector<std::int64_t> out;
    for (const std::string& key : keys_of(e)) {
      const std::vector<std::int64_t> more = rows_.bearers_of_source(key, source_, limit);
      out.insert(out.end(), more.begin(), more.end());
    }
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
  }

  /// Gives the newcomers the rows that are theirs, the surest first.
  void settle(const std::vector<const Saying*>& newcomers, bool any_lost) {
    struct Claim {
      double score;
      const Observation* said;
      std::int64_t row;
    };
    std::vector<Claim> claims;
    for (const Saying* saying : newcomers) {
      if (!any_lost) {
        break;
      }
      const Evidence e = evidence_of(saying->said->record);
      for (std::int64_t row : bearers(e)) {
        const ObservationRow lost = rows_.get(row);
        if (said_.contains(lost.said.key) && !displaced_.contains(row)) {
          continue;
        }
        const Evidence old = evidence_of(lost.said.record);
        if (are_one(old, e)) {
          claims.push_back({judge(old, e, {}).comparison.score, saying->said, row});
        }
      }
    }
    std::sort(claims.begin(), claims.end(), [](const Claim& a, const Claim& b) {
      return std::tie(b.score, a.said->record.name, a.said->record.division, a.said->key, a.row) <
             std::tie(a.score, b.said->record.name, b.said->record.division, b.said->key, b.row);
    });
    std::set<const Observation*> settled;
    for (const Claim& claim : claims) {
      if (!settled.contains(claim.said) && taken_.insert(claim.row).second) {
        settled.insert(claim.said);
        out_.moved.emplace_back(claim.row, claim.said);
      }
    }
    for (const Saying* saying : newcomers) {
      if (!settled.contains(saying->said)) {
        out_.added.push_back(saying->said);
      }
    }
  }

  const std::vector<Saying>& sayings_;
  const std::unordered_set<std::string_view>& said_;
  std::set<std::int64_t> displaced_, taken_;  // rows that lost their key, those that found another
  std::string_view source_;
  ObservationRows& rows_;
  std::map<std::string, std::vector<const Saying*>> by_key_;
  Succession out_;
};

}  // namespace

Succession succession(const std::vector<Saying>& sayings, const std::unordered_set<std::string_view>& said,
                      std::string_view source, ObservationRows& rows, bool any_lost) {
  return Heirs(sayings, said, source, rows).run(any_lost);
}

}  // namespace lawhub
