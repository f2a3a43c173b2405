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
  /// Joins the groups of `a` and `b` unless `apart` forbids a pair of their items.
  template <class Apart>
  void join(std::size_t a, std::size_t b, Apart apart) {
    const std::size_t into = group_of_[a], from = group_of_[b];
    if (into == from) {
      return;
    }
    for (std::size_t x : items_[into]) {
      for (std::size_t y : items_[from]) {
        if (apart(x, y)) {
          return;
        }
      }
    }
    for (std::size_t y : items_[from]) {
      group_of_[y] = into;
      items_[into].push_back(y);
    }
    items_[from].clear();
  }
  std::vector<std::vector<std::size_t>> take() {
    std::vector<std::vector<std::size_t>> out;
    for (std::vector<std::size_t>& items : items_) {
      if (!items.empty()) {
        std::sort(items.begin(), items.end());
        out.push_back(std::move(items));
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

Crowd crowd_of(const Blocks& blocks, const std::vector<Evidence>& evidence, const std::set<std::string>& crowded) {
  Crowd crowd;
  for (const std::string& key : crowded) {
    crowd.insert(value_of(key));
  }
  for (const auto& [key, members] : blocks) {
    if (!key.starts_with("phone ") && !key.starts_with("site ")) {
      continue;
    }
    std::set<std::string> names;
    for (std::size_t i : members) {
      names.insert(evidence[i].core);
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
  double score;
  std::size_t first, second;  // ranks
  std::size_t a, b;
};

}  // namespace

Comparison compare(const Record& a, const Record& b) { return judge(evidence_of(a), evidence_of(b), {}).comparison; }

std::vector<std::string> blocking_keys(const Record& r) { return keys_of(evidence_of(r)); }

std::vector<std::vector<std::size_t>> resolve(const std::vector<const Observation*>& records,
                                              const std::set<std::string>& crowded) {
  std::vector<Evidence> evidence;
  evidence.reserve(records.size());
  for (const Observation* o : records) {
    evidence.push_back(evidence_of(o->record));
  }
  const Blocks blocks = blocks_of(evidence, crowded);
  const Crowd crowd = crowd_of(blocks, evidence, crowded);
  const std::vector<std::size_t> ranks = ranks_of(records);

  std::set<std::pair<std::size_t, std::size_t>> seen;
  std::vector<Likeness> likenesses;
  for (const auto& [key, members] : blocks) {
    for (std::size_t x = 0; x < members.size(); ++x) {
      for (std::size_t y = x + 1; y < members.size(); ++y) {
        const auto [a, b] = std::minmax(members[x], members[y]);
        if (!seen.emplace(a, b).second) {
          continue;
        }
        const Judgement j = judge(evidence[a], evidence[b], crowd);
        if (j.comparison.verdict == Verdict::same) {
          const auto [first, second] = std::minmax(ranks[a], ranks[b]);
          likenesses.push_back({j.comparison.score, first, second, a, b});
        }
      }
    }
  }
  // The surest first; a group that holds them may then refuse a doubtful one.
  std::sort(likenesses.begin(), likenesses.end(), [](const Likeness& x, const Likeness& y) {
    return std::tie(y.score, x.first, x.second) < std::tie(x.score, y.first, y.second);
  });
  Groups groups(records.size());
  for (const Likeness& l : likenesses) {
    groups.join(l.a, l.b, [&](std::size_t a, std::size_t b) { return judge(evidence[a], evidence[b], crowd).final; });
  }
  return groups.take();
}

}  // namespace lawhub
