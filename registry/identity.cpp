#include "registry/identity.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <tuple>

#include "registry/evidence.h"
#include "registry/judgement.h"

namespace lawhub {

namespace {

/// The groups in the making: each item knows its group, each group its items.
class Groups {
 public:
  explicit Groups(std::size_t size) : group_of_(size), items_(size) {
    std::iota(group_of_.begin(), group_of_.end(), std::size_t{0});
    for (std::size_t i = 0; i < size; ++i) {
      items_[i] = {i};
    }
  }
  std::size_t of(std::size_t item) const { return group_of_[item]; }
  const std::vector<std::size_t>& items(std::size_t group) const { return items_[group]; }
  bool any_pair(std::size_t group, std::size_t other, const auto& says) const {
    return std::any_of(items_[group].begin(), items_[group].end(), [&](std::size_t x) {
      return std::any_of(items_[other].begin(), items_[other].end(), [&](std::size_t y) { return says(x, y); });
    });
  }
  void join(std::size_t a, std::size_t b) {
    const std::size_t into = group_of_[a], from = group_of_[b];
    if (into == from) {
      return;
    }
    for (std::size_t y : items_[from]) {
      group_of_[y] = into;
      items_[into].push_back(y);
    }
    items_[from].clear();
  }
  std::vector<std::vector<std::size_t>> sorted() const {
    std::vector<std::vector<std::size_t>> out;
    for (const std::vector<std::size_t>& items : items_) {
      if (!items.empty()) {
        out.push_back(items);
        std::sort(out.back().begin(), out.back().end());
      }
    }
    std::sort(out.begin(), out.end());
    return out;
  }

 private:
  std::vector<std::size_t> group_of_;
  std::vector<std::vector<std::size_t>> items_;
};

using Blocks = std::map<std::string, std::vector<std::size_t>>;

Blocks blocks_of(const std::vector<Evidence>& evidence, const std::set<std::string>& crowded) {
  const auto limit = static_cast<std::size_t>(identity_score("key-crowd"));
  Blocks blocks;
  for (std::size_t i = 0; i < evidence.size(); ++i) {
    for (std::string& key : keys_of(evidence[i])) {
      if (!crowded.contains(key)) {
        blocks[std::move(key)].push_back(i);
      }
    }
  }
  std::erase_if(blocks, [&](const auto& block) { return block.second.size() < 2 || block.second.size() > limit; });
  return blocks;
}

/// What follows the last space of a key: the number or the site.
std::string value_of(const std::string& key) { return key.substr(key.rfind(' ') + 1); }

Crowd crowd_of(const Blocks& blocks, const std::vector<Evidence>& evidence, const Circumstances& circumstances) {
  Crowd crowd;
  for (const std::string& key : circumstances.crowded) {
    crowd.insert(value_of(key));
  }
  for (const auto& [key, members] : blocks) {
    if (!key.starts_with("phone ") && !key.starts_with("site ")) {
      continue;
    }
    std::set<std::string> names;
    for (std::size_t i : members) {
      if (!circumstances.silent.contains(i)) {
        names.insert(evidence[i].core);
      }
    }
    if (static_cast<double>(names.size()) > identity_score("phone-crowd")) {
      crowd.insert(value_of(key));
    }
  }
  return crowd;
}

/// Places in the order of what the observations say, so that the order of the input cannot matter.
std::vector<std::size_t> ranks_of(const std::vector<const Observation*>& records) {
  std::vector<std::size_t> order(records.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  const auto said = [&](std::size_t i) {
    const Observation& o = *records[i];
    return std::tie(o.record.name, o.record.division, o.source, o.key);
  };
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return said(a) < said(b); });
  std::vector<std::size_t> ranks(records.size());
  for (std::size_t place = 0; place < order.size(); ++place) {
    ranks[order[place]] = place;
  }
  return ranks;
}

struct Likeness {
  Comparison comparison;
  std::size_t first, second;  // ranks
  std::size_t a, b;
};

class Resolver {
 public:
  Resolver(const std::vector<const Observation*>& records, const Circumstances& circumstances)
      : records_(records), known_(circumstances), groups_(records.size()) {
    evidence_.reserve(records.size());
    for (const Observation* o : records) {
      evidence_.push_back(evidence_of(o->record));
    }
  }

  Resolution run() {
    compare_all();
    for (const auto& [a, b] : known_.same) {
      groups_.join(a, b);
    }
    for (const Likeness& l : alike_) {
      if (!is_silent(l.a) && !is_silent(l.b)) {
        join(l);
      }
    }
    for (const Likeness& l : alike_) {
      if ((is_silent(l.a) || is_silent(l.b)) && !(has_speaker(l.a) && has_speaker(l.b))) {
        join(l);
      }
    }
    Resolution out;
    out.groups = groups_.sorted();
    out.doubts = doubts(out.groups);
    return out;
  }

 private:
  void compare_all() {
    const Blocks blocks = blocks_of(evidence_, known_.crowded);
    crowd_ = crowd_of(blocks, evidence_, known_);
    const std::vector<std::size_t> ranks = ranks_of(records_);
    std::set<std::pair<std::size_t, std::size_t>> seen;
    for (const auto& [key, members] : blocks) {
      for (std::size_t x = 0; x < members.size(); ++x) {
        for (std::size_t y = x + 1; y < members.size(); ++y) {
          const auto [a, b] = std::minmax(members[x], members[y]);
          if (seen.emplace(a, b).second) {
            note(a, b, ranks);
          }
        }
      }
    }
    // The surest first; a group that holds them may then refuse a doubtful one.
    const auto surer = [](const Likeness& x, const Likeness& y) {
      return std::tie(y.comparison.score, x.first, x.second) < std::tie(x.comparison.score, y.first, y.second);
    };
    std::sort(alike_.begin(), alike_.end(), surer);
    std::sort(doubtful_.begin(), doubtful_.end(), surer);
  }

  void note(std::size_t a, std::size_t b, const std::vector<std::size_t>& ranks) {
    Judgement j = judge(evidence_[a], evidence_[b], crowd_);
    if (j.comparison.verdict == Verdict::different) {
      return;
    }
    const auto [first, second] = std::minmax(ranks[a], ranks[b]);
    std::vector<Likeness>& to = j.comparison.verdict == Verdict::same ? alike_ : doubtful_;
    to.push_back({std::move(j.comparison), first, second, a, b});
  }

  bool is_silent(std::size_t i) const { return known_.silent.contains(i); }
  bool has_speaker(std::size_t i) const {
    const std::vector<std::size_t>& items = groups_.items(groups_.of(i));
    return std::any_of(items.begin(), items.end(), [&](std::size_t x) { return !is_silent(x); });
  }

  bool are_same(std::size_t x, std::size_t y) const {
    return judge(evidence_[x], evidence_[y], crowd_).comparison.verdict == Verdict::same;
  }
  /// People joined one of the two with a record that the other is the same as: what speaks against them was known.
  bool is_excused(std::size_t x, std::size_t y) const {
    return std::any_of(known_.same.begin(), known_.same.end(), [&](const auto& pair) {
      const auto [a, b] = pair;
      return (a == x && (b == y || are_same(b, y))) || (b == x && (a == y || are_same(a, y))) ||
             (a == y && are_same(b, x)) || (b == y && are_same(a, x));
    });
  }
  bool are_apart(std::size_t x, std::size_t y) const {
    if (known_.different.contains(std::minmax(x, y))) {
      return true;
    }
    return judge(evidence_[x], evidence_[y], crowd_).final && !is_excused(x, y);
  }

  void join(const Likeness& l) {
    const std::size_t x = groups_.of(l.a), y = groups_.of(l.b);
    if (x != y && !groups_.any_pair(x, y, [&](std::size_t i, std::size_t k) { return are_apart(i, k); })) {
      groups_.join(l.a, l.b);
    }
  }

  /// What no identifier, place or person has answered yet.
  std::vector<Doubt> doubts(const std::vector<std::vector<std::size_t>>& sorted) const {
    std::vector<std::size_t> place(records_.size());
    for (std::size_t group = 0; group < sorted.size(); ++group) {
      for (std::size_t i : sorted[group]) {
        place[i] = group;
      }
    }
    std::set<std::pair<std::size_t, std::size_t>> asked;
    std::vector<Doubt> out;
    for (const Likeness& l : doubtful_) {
      const auto [a, b] = std::minmax(place[l.a], place[l.b]);
      if (a == b || is_silent(l.a) || is_silent(l.b) || !asked.emplace(a, b).second) {
        continue;
      }
      const auto apart = [&](std::size_t x, std::size_t y) { return are_apart(x, y); };
      if (!groups_.any_pair(groups_.of(l.a), groups_.of(l.b), apart)) {
        out.push_back({a, b, l.comparison});
      }
    }
    return out;
  }

  const std::vector<const Observation*>& records_;
  const Circumstances& known_;
  Groups groups_;
  std::vector<Evidence> evidence_;
  Crowd crowd_;
  std::vector<Likeness> alike_, doubtful_;
};

}  // namespace

Comparison compare(const Record& a, const Record& b) { return judge(evidence_of(a), evidence_of(b), {}).comparison; }

std::vector<std::string> blocking_keys(const Record& r) { return keys_of(evidence_of(r)); }

Resolution resolve(const std::vector<const Observation*>& records, const Circumstances& circumstances) {
  return Resolver(records, circumstances).run();
}

}  // namespace lawhub
