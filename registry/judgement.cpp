#include "registry/judgement.h"

#include <algorithm>

#include "base/text.h"
#include "registry/division.h"

namespace lawhub {

namespace {

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

void settle(Judgement& j, Verdict verdict, const char* reason, double score = 0) {
  j.comparison.verdict = verdict;
  j.comparison.score = score;
  j.comparison.reasons.emplace_back(reason);
  j.final = verdict == Verdict::different;
}

void add(Judgement& j, std::string_view evidence) {
  j.comparison.score += identity_score(evidence);
  j.comparison.reasons.emplace_back(evidence);
}

constexpr double kByCode = 100, kByLicence = 50, kByDivision = 20;  // above any sum of scores, in this order

/// Identifiers, type and place: true when they decide.
bool judge_facts(const Evidence& a, const Evidence& b, Judgement& j) {
  if (any_equal(a.codes, b.codes)) {
    a.type == b.type ? settle(j, Verdict::same, "uscc-equal", kByCode)
                     : settle(j, Verdict::ask, "uscc-equal-type-differs");
    return true;
  }
  const bool codes_differ = any_overlap(a.codes, b.codes);
  if (a.type == b.type && same_licence(a.licences, b.licences)) {
    codes_differ ? settle(j, Verdict::ask, "licence-equal-uscc-differs")
                 : settle(j, Verdict::same, "licence-equal", kByLicence);
    return true;
  }
  if (codes_differ) {
    settle(j, Verdict::different, "uscc-differs");
  } else if (a.type != b.type) {
    settle(j, Verdict::different, "type-differs");
  } else if (licences_differ(a.licences, b.licences)) {
    settle(j, Verdict::different, "licence-differs");
  } else if (a.branch_place != b.branch_place && !a.branch_place.empty() && !b.branch_place.empty()) {
    settle(j, Verdict::different, "branch-place-differs");
  } else if (!a.name_division.empty() && !b.name_division.empty() && !nested(a.name_division, b.name_division)) {
    settle(j, Verdict::different, "name-place-differs");
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
  const bool both_named = a.place != b.place && !a.name_division.empty() && !b.name_division.empty();
  if (a.place == b.place && a.unit == b.unit && !a.place.empty() && !ambiguous) {
    settle(j, Verdict::same, "division-equal", kByDivision);
  } else if (nested(a.place, b.place) && (ambiguous || (!both_named && units_near(a.unit, b.unit)))) {
    settle(j, Verdict::ask, ambiguous ? "division-ambiguous" : "unit-near");
  } else {
    settle(j, Verdict::different, a.place == b.place ? "unit-differs" : "division-differs");
  }
}

bool add_name(const Evidence& a, const Evidence& b, Judgement& j) {
  if (a.core == b.core) {
    add(j, "core-equal");
    if (a.whole == b.whole) {
      add(j, "whole-name-equal");
    }
    return true;
  }
  if (contains(a.former, b.core) || contains(b.former, a.core)) {
    add(j, "former-name");
    return true;
  }
  if (equal_but_unknown(a.core, b.core)) {
    add(j, "core-unknown");
    return true;
  }
  if (one_apart(a.core, b.core)) {
    add(j, "core-near");
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
    add(j, "county-equal");
    return;
  }
  // A zone's addresses lie in ordinary districts: only another city tells.
  const Division* x = divisions.find(a.county);
  const Division* y = divisions.find(b.county);
  const bool zone = (x && x->level == DivisionLevel::zone) || (y && y->level == DivisionLevel::zone);
  if (!zone || a.county.substr(0, 4) != b.county.substr(0, 4)) {
    add(j, "county-differs");
  }
}

void judge_score(const Evidence& a, const Evidence& b, const Crowd& crowd, Judgement& j) {
  const bool names_agree = add_name(a, b, j);
  if (share(a.land_lines, b.land_lines, crowd)) {
    add(j, "phone-equal");
  } else if (share(a.mobiles, b.mobiles, crowd)) {
    add(j, "mobile-equal");
  }
  const bool site = !a.site.empty() && a.site == b.site && !crowd.contains(a.site);
  if (site) {
    add(j, "site-equal");
  }
  if (!a.door.empty() && a.door == b.door) {
    add(j, "door-equal");
    if (!a.premise.empty() && !b.premise.empty() && a.premise != b.premise) {
      add(j, "premise-differs");
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

}  // namespace

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

}  // namespace lawhub
