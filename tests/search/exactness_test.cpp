// Any piece of a name finds the institution; filters and distances take what brute force takes.
#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <random>

#include "base/text.h"
#include "feeds/sample_institutions.h"
#include "registry/division.h"
#include "tests/support/hub.h"
#include "tests/support/sample_listing.h"

using lawhub::Answer;
using lawhub::Hub;
using lawhub::Parameters;
using lawhub::SampleInstitution;

namespace {

struct Province {
  Hub hub;
  std::vector<SampleInstitution> truth;
};

Province& province() {
  static Province made;
  static const bool built = [] {
    lawhub::SampleOptions options;
    options.institutions = 2500;
    made.truth = lawhub::make_institutions(options);
    lawhub::Proposal proposal;
    for (const auto& it : made.truth) proposal.said.push_back(lawhub::sample_listing(it, "sample"));
    made.hub.take("sample", std::move(proposal));
    made.hub.build();
    return true;
  }();
  REQUIRE(built);
  return made;
}

bool shows(const Answer& answer, const std::string& name) {
  return std::any_of(answer.items.begin(), answer.items.end(), [&](const auto& item) { return item.name == name; });
}

/// Strict filters leave few enough of the matches to look through.
bool found_by(const std::string& words, const SampleInstitution& it) {
  Parameters p;
  p.q = words;
  p.types = {it.type};
  p.division = it.division;
  p.size = 50;
  for (p.page = 1; p.page <= 20; ++p.page) {
    const Answer answer = province().hub.search(p);
    if (shows(answer, it.name)) return true;
    if (answer.items.size() < 50) return false;
  }
  return false;
}

/// What an institution is to filters and distances, from its own answer.
struct Known {
  lawhub::InstitutionType type;
  std::string division;
  std::optional<lawhub::Point> point;
};

std::vector<std::pair<double, std::string>> brute_force(const std::map<std::string, Known>& all, const Parameters& p) {
  std::vector<std::pair<double, std::string>> near;
  for (const auto& [id, it] : all) {
    if (!it.point || (!p.types.empty() && p.types[0] != it.type)) continue;
    if (!p.division.empty() && !lawhub::Divisions::get().contains(p.division, it.division)) continue;
    const double metres = lawhub::distance_m(*p.near, *it.point);
    if (!p.radius_m || metres <= *p.radius_m) near.emplace_back(metres, id);
  }
  std::sort(near.begin(), near.end());
  return near;
}

std::map<std::string, Known> everybody() {
  std::map<std::string, Known> all;
  Parameters p;
  p.size = 5000;
  for (const auto& item : province().hub.search(p).items) {
    Known known{item.type, item.division_code, {}};
    if (!item.position.method.empty()) known.point = {item.position.longitude, item.position.latitude};
    all[item.id] = known;
  }
  return all;
}

}  // namespace

TEST_CASE("every piece of a name finds its institution, and the whole name finds it first") {
  std::mt19937 random(3);
  const auto& truth = province().truth;
  std::size_t lost = 0;
  for (int i = 0; i < 2000; ++i) {
    const SampleInstitution& it = truth[random() % truth.size()];
    const std::u32string name = lawhub::to_code_points(it.name);
    const std::size_t length = 2 + random() % (name.size() - 1);
    const std::string piece = lawhub::to_utf8(name.substr(random() % (name.size() - length + 1), length));
    if (found_by(piece, it)) continue;
    ++lost;
    UNSCOPED_INFO(piece << " does not find " << it.name);
  }
  CHECK(lost == 0);
  std::size_t first = 0;
  for (std::size_t i = 0; i < truth.size(); i += 5) {
    const Answer answer = province().hub.search(truth[i].name);
    const bool is_first = !answer.items.empty() && answer.items[0].name == truth[i].name;
    if (!is_first) UNSCOPED_INFO(truth[i].name << " is not first");
    first += is_first;
  }
  CHECK(first == truth.size() / 5);
}

TEST_CASE("nearest and within a circle, with filters, are what brute force finds") {
  const auto all = everybody();
  REQUIRE(all.size() == province().truth.size());
  std::mt19937 random(5);
  std::uniform_real_distribution<double> longitude(115, 122.5), latitude(34.5, 38);
  const auto& truth = province().truth;
  for (int i = 0; i < 400; ++i) {
    const SampleInstitution& it = truth[random() % truth.size()];
    Parameters p;
    p.near = i % 3 == 0 ? lawhub::Point{longitude(random), latitude(random)} : it.point;
    if (i % 2 == 0) p.types = {it.type};
    if (i % 5 == 0) p.division = lawhub::Divisions::get().county_of(it.division).substr(0, i % 2 == 0 ? 4 : 6);
    if (p.division.size() == 4) p.division += "00";
    if (i % 4 == 1) p.radius_m = 500 + 40 * i;
    const auto expected = brute_force(all, p);
    const Answer answer = province().hub.search(p);
    INFO(lawhub::to_query(p));
    REQUIRE(answer.items.size() == std::min<std::size_t>(10, expected.size()));
    for (std::size_t k = 0; k < answer.items.size(); ++k) {
      REQUIRE(*answer.items[k].distance_m == Approx(expected[k].first).margin(1e-6));
    }
    if (p.radius_m) CHECK(answer.total == expected.size());
    std::size_t of_type = 0;
    for (const auto& bucket : answer.by_type) {
      if (p.types.empty() || bucket.code == code_of(p.types[0])) of_type += bucket.count;
    }
    CHECK(of_type == answer.total);
  }
}
