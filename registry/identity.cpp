#include "registry/identity.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <tuple>

#include "base/text.h"
#include "registry/division.h"
#include "registry/evidence.h"

namespace lawhub {

namespace {

/// Numbers and sites that many differently named institutions bear.
using Crowd = std::set<std::string>;

bool overlap(const Identifier& a, const Identifier& b) {
  const auto before = [](const std::string& end, const std::string& start) {
    return !end.empty() && !start.empty() && end < start;
  };
  return !before(a.valid_to, b.valid_from) && !before(b.valid_to, a.valid_from);
}

bool any_equal(const std::vector<Identifier>& a, const std::vector<Identifier>& b) {
  return std::any_of(a.begin(), a.end(), [&](const Identifier& x) {
    return std::any_of(b.begin(), b.end(), [&](const Identifier& y) { return x.value == y.value; });
  });
}

bool any_overlap(const std::vector<Identifier>& a, const std::vector<Identifier>& b) {
  return std::any_of(a.begin(), a.end(), [&](const Identifier& x) {
    return std::any_of(b.begin(), b.end(), [&](const Identifier& y) { return overlap(x, y); });
  });
}

bool is_digits(const std::string& text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// Numbers of one series: old and new licences have different shapes and say nothing of each other.
bool same_series(const Identifier& a, const Identifier& b) {
  return a.scheme == b.scheme && a.value.size() == b.value.size() && is_digits(a.value) == is_digits(b.value) &&
         overlap(a, b);
}

bool licences_differ(const std::vector<Identifier>& a, const std::vector<Identifier>& b) {
  return std::any_of(a.begin(), a.end(), [&](const Identifier& x) {
    return std::any_of(b.begin(), b.end(), [&](const Identifier& y) { return same_series(x, y); });
  });
}

bool same_licence(const std::vector<Identifier>& a, const std::vector<Identifier>& b) {
  return std::any_of(a.begin(), a.end(), [&](const Identifier& x) {
    return std::any_of(b.begin(), b.end(),
                       [&](const Identifier& y) { return x.scheme == y.scheme && x.value == y.value; });
  });
}

bool nested(const std::string& a, const std::string& b) {
  const Divisions& divisions = Divisions::get();
  return divisions.contains(a, b) || divisions.contains(b, a);
}

/// At most one character changed, put in or left out; texts of two characters are too short to tell.
bool one_apart(const std::string& a, const std::string& b) {
  const std::u32string x = to_code_points(a), y = to_code_points(b);
  const std::u32string& shorter = x.size() < y.size() ? x : y;
  const std::u32string& longer = x.size() < y.size() ? y : x;
  if (shorter.size() < 3 || longer.size() - shorter.size() > 1) {
    return false;
  }
  const auto head = std::mismatch(shorter.begin(), shorter.end(), longer.begin());
  const auto rest = std::distance(head.first, shorter.end());
  const std::size_t skip = longer.size() == shorter.size() && rest > 0 ? 1 : 0;
  return std::equal(head.first + static_cast<std::ptrdiff_t>(skip), shorter.end(),
                    head.second + (rest > 0 || longer.size() > shorter.size() ? 1 : 0), longer.end());
}

/// Equal but for characters that somebody could not type: 山东□信 and 山东喆信.
bool equal_but_unknown(const std::string& a, const std::string& b) {
  const std::u32string x = to_code_points(a), y = to_code_points(b);
  const auto unknown = [](char32_t c) { return c == U'?' || c == U'□' || c == U'〓' || c == 0xFFFD; };
  std::size_t known = 0;
  for (std::size_t i = 0; x.size() == y.size() && i < x.size(); ++i) {
    if (x[i] == y[i]) {
      ++known;
    } else if (!unknown(x[i]) && !unknown(y[i])) {
      return false;
    }
  }
  return known > 0 && x.size() == y.size();
}

/// A text in both lists that no crowd shares.
bool share(const std::vector<std::string>& a, const std::vector<std::string>& b, const Crowd& crowd) {
  return std::any_of(a.begin(), a.end(), [&](const std::string& x) {
    return !crowd.contains(x) && std::find(b.begin(), b.end(), x) != b.end();
  });
}

bool contains(const std::vector<std::string>& list, const std::string& text) {
  return std::find(list.begin(), list.end(), text) != list.end();
}

/// One comparison in the making.
struct Judgement {
  Comparison comparison;
  bool final = false;  ///< different for good: no chain of likenesses may join the two

  void settle(Verdict verdict, const char* reason, double score = 0) {
    comparison.verdict = verdict;
    comparison.score = score;
    comparison.reasons.emplace_back(reason);
    final = verdict == Verdict::different;
  }
  void add(std::string_view evidence) {
    comparison.score += identity_score(evidence);
    comparison.reasons.emplace_back(evidence);
  }
};

constexpr double kByCode = 100, kByLicence = 50, kByDivision = 20;  // above any sum of scores, in this order

/// Identifiers, type and place: true when they decide.
bool judge_facts(const Evidence& a, const Evidence& b, Judgement& j) {
  if (any_equal(a.codes, b.codes)) {
    a.type == b.type ? j.settle(Verdict::same, "uscc-equal", kByCode)
                     : j.settle(Verdict::ask, "uscc-equal-type-differs");
    return true;
  }
  const bool codes_differ = any_overlap(a.codes, b.codes);
  if (a.type == b.type && same_licence(a.licences, b.licences)) {
    codes_differ ? j.settle(Verdict::ask, "licence-equal-uscc-differs")
                 : j.settle(Verdict::same, "licence-equal", kByLicence);
    return true;
  }
  if (codes_differ) {
    j.settle(Verdict::different, "uscc-differs");
  } else if (a.type != b.type) {
    j.settle(Verdict::different, "type-differs");
  } else if (licences_differ(a.licences, b.licences)) {
    j.settle(Verdict::different, "licence-differs");
  } else if (a.branch_place != b.branch_place && !a.branch_place.empty() && !b.branch_place.empty()) {
    j.settle(Verdict::different, "branch-place-differs");
  } else if (!a.name_division.empty() && !b.name_division.empty() && !nested(a.name_division, b.name_division)) {
    j.settle(Verdict::different, "name-place-differs");
  }
  return j.final;
}

/// 工会 and 总工会, or the same sector in a city and in its district: only a person can tell.
bool units_near(const std::string& a, const std::string& b) {
  return !a.empty() && !b.empty() && (a.find(b) != std::string::npos || b.find(a) != std::string::npos);
}

/// Types that a division has one of.
void judge_division(const Evidence& a, const Evidence& b, Judgement& j) {
  const bool ambiguous = a.ambiguous || b.ambiguous;
  if (a.place == b.place && a.unit == b.unit && !a.place.empty() && !ambiguous) {
    j.settle(Verdict::same, "division-equal", kByDivision);
  } else if (nested(a.place, b.place) && (ambiguous || units_near(a.unit, b.unit))) {
    j.settle(Verdict::ask, ambiguous ? "division-ambiguous" : "unit-near");
  } else {
    j.settle(Verdict::different, a.place == b.place ? "unit-differs" : "division-differs");
  }
}

bool add_name(const Evidence& a, const Evidence& b, Judgement& j) {
  if (a.core == b.core) {
    j.add("core-equal");
    if (a.whole == b.whole) {
      j.add("whole-name-equal");
    }
    return true;
  }
  if (contains(a.former, b.core) || contains(b.former, a.core)) {
    j.add("former-name");
    return true;
  }
  if (equal_but_unknown(a.core, b.core)) {
    j.add("core-unknown");
    return true;
  }
  if (one_apart(a.core, b.core)) {
    j.add("core-near");
    return true;
  }
  return false;
}

/// One and the same county, or within one city when one of them names only the city.
void add_county(const Evidence& a, const Evidence& b, Judgement& j) {
  constexpr std::string_view kProvince = "370000";
  const Divisions& divisions = Divisions::get();
  if (a.county.empty() || b.county.empty() || a.county == kProvince || b.county == kProvince) {
    return;
  }
  if (nested(a.county, b.county)) {
    j.add("county-equal");
    return;
  }
  // A zone's addresses lie in ordinary districts: only another city tells.
  const Division* x = divisions.find(a.county);
  const Division* y = divisions.find(b.county);
  const bool zone = (x && x->level == DivisionLevel::zone) || (y && y->level == DivisionLevel::zone);
  if (!zone || a.county.substr(0, 4) != b.county.substr(0, 4)) {
    j.add("county-differs");
  }
}

void judge_score(const Evidence& a, const Evidence& b, const Crowd& crowd, Judgement& j) {
  const bool names_agree = add_name(a, b, j);
  if (share(a.land_lines, b.land_lines, crowd)) {
    j.add("phone-equal");
  } else if (share(a.mobiles, b.mobiles, crowd)) {
    j.add("mobile-equal");
  }
  const bool site = !a.site.empty() && a.site == b.site && !crowd.contains(a.site);
  if (site) {
    j.add("site-equal");
  }
  if (!a.door.empty() && a.door == b.door) {
    j.add("door-equal");
    if (!a.premise.empty() && !b.premise.empty() && a.premise != b.premise) {
      j.add("premise-differs");
    }
  }
  add_county(a, b, j);
  // Firms of one building with one switchboard share door and phone: without a word in common only a person can tell.
  if (j.comparison.score >= identity_score("merge") && (names_agree || site)) {
    j.comparison.verdict = Verdict::same;
  } else if (j.comparison.score >= identity_score("ask")) {
    j.comparison.verdict = Verdict::ask;
  }
}

Judgement judge(const Evidence& a, const Evidence& b, const Crowd& crowd) {
  Judgement j;
  if (judge_facts(a, b, j)) {
    return j;
  }
  if (decided_by_division(a.type)) {
    judge_division(a, b, j);
  } else {
    judge_score(a, b, crowd, j);
  }
  return j;
}

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
