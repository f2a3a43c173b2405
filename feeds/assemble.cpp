#include "feeds/assemble.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "base/text.h"
#include "feeds/record_maker.h"
#include "registry/division.h"

namespace lawhub {
namespace {

constexpr std::size_t kMostWithOnePhone = 5;  // labelled records; more of them have it from a footer
constexpr std::size_t kMostAtOnePoint = 2;    // unrelated records; more of them have a site's default point

/// A row of a list and the detail page behind its link are about one institution: the page completes the row.
void join_details(std::vector<Sighting>& sightings) {
  std::map<std::string, std::size_t> only_on;  // URL → its one sighting; npos when it has several
  for (std::size_t i = 0; i < sightings.size(); ++i) {
    const auto [place, fresh] = only_on.emplace(sightings[i].said.url, i);
    if (!fresh) place->second = std::string::npos;
  }
  std::set<std::size_t> joined;
  for (std::size_t i = 0; i < sightings.size(); ++i) {
    const auto detail = sightings[i].link.empty() ? only_on.end() : only_on.find(sightings[i].link);
    if (detail == only_on.end() || detail->second == std::string::npos || detail->second == i) continue;
    auto& page = sightings[detail->second].said;
    complete(page.record, sightings[i].said.record);
    if (page.asserted_at == 0) page.asserted_at = sightings[i].said.asserted_at;
    joined.insert(i);
  }
  std::size_t at = 0;
  std::erase_if(sightings, [&](const Sighting&) { return joined.count(at++) != 0; });
}

void drop_footer_phones(std::vector<Sighting>& sightings, Report& report) {
  std::map<std::string, std::set<std::string>> bearers;  // number → names
  for (const auto& sighting : sightings) {
    if (!sighting.labelled) continue;
    for (const auto& phone : sighting.said.record.phones) {
      if (phone.kind != "hotline") bearers[phone.number].insert(sighting.said.record.name);
    }
  }
  for (const auto& [number, names] : bearers) {
    if (names.size() <= kMostWithOnePhone) continue;
    for (auto& sighting : sightings) {
      if (sighting.labelled)
        std::erase_if(sighting.said.record.phones, [&, n = number](const Phone& p) { return p.number == n; });
    }
    report.push_back(
        {Severity::warning,
         "shared-phone",
         {},
         0,
         0,
         "电话 " + number + " 出现在 " + std::to_string(names.size()) + " 家机构的页面上,应是页脚电话,未采用",
         "请在各机构页面写明各自的电话"});
  }
}

void drop_default_points(std::vector<Sighting>& sightings, Report& report) {
  const auto key = [](const Position& p) {
    return std::pair(std::llround(p.longitude * 1e6), std::llround(p.latitude * 1e6));
  };
  std::map<std::pair<long long, long long>, std::set<std::string>> bearers;
  for (const auto& sighting : sightings) {
    const auto& record = sighting.said.record;
    if (!record.position.method.empty()) bearers[key(record.position)].insert(record.name);
  }
  for (auto& sighting : sightings) {
    auto& position = sighting.said.record.position;
    if (!position.method.empty() && bearers[key(position)].size() > kMostAtOnePoint) position = {};
  }
  for (const auto& [point, names] : bearers) {
    if (names.size() > kMostAtOnePoint)
      report.push_back({Severity::warning,
                        "shared-point",
                        {},
                        0,
                        0,
                        std::to_string(names.size()) + " 家机构用了同一个坐标,应是默认点,未采用",
                        "请为各机构标注实际位置"});
  }
}

/// A site of an institution says one thing: its pages complete each other, the one that says most leads.
void unite_owner(std::vector<Sighting>& sightings) {
  if (sightings.size() < 2) return;
  const auto says = [](const Sighting& s) {
    return std::count_if(all_fields().begin(), all_fields().end(),
                         [&](Field f) { return !field_json(s.said.record, f).empty(); });
  };
  std::stable_sort(sightings.begin(), sightings.end(),
                   [&](const Sighting& a, const Sighting& b) { return says(a) > says(b); });
  for (std::size_t i = 1; i < sightings.size(); ++i) complete(sightings[0].said.record, sightings[i].said.record);
  sightings.resize(1);
}

std::string key_of(const Record& record) {
  for (const std::string_view scheme : {"uscc", "licence"}) {
    if (const auto value = identifier_of(record, scheme); !value.empty()) return std::string(value);
  }
  return fold(record.name) + "@" + Divisions::get().county_of(record.division);
}

/// Can two records of one site with the same name be one institution?
bool can_be_one(const Record& a, const Record& b) {
  if (a.type != b.type) return false;
  for (const auto& identifier : a.identifiers) {
    const auto other = identifier_of(b, identifier.scheme);
    if (identifier.scheme != "host-uscc" && !other.empty() && other != identifier.value) return false;
  }
  const auto& divisions = Divisions::get();
  return a.division.empty() || b.division.empty() || divisions.contains(a.division, b.division) ||
         divisions.contains(b.division, a.division);
}

/// Unites what a site says twice under one name. Several candidates mean that nothing is sure: then it stays apart.
std::vector<Observation> unite(std::vector<Sighting> sightings) {
  std::vector<Observation> united;
  std::map<std::string, std::vector<std::size_t>> by_name;
  for (auto& sighting : sightings) {
    auto& likely = by_name[fold(sighting.said.record.name)];
    std::vector<std::size_t> fits;
    for (const auto i : likely) {
      if (can_be_one(united[i].record, sighting.said.record)) fits.push_back(i);
    }
    if (fits.size() == 1) {
      complete(united[fits.front()].record, sighting.said.record);
      continue;
    }
    likely.push_back(united.size());
    united.push_back(std::move(sighting.said));
  }
  return united;
}

void give_keys(std::vector<Observation>& said) {
  std::map<std::string, std::size_t> bearers;
  for (auto& observation : said) {
    observation.key = key_of(observation.record);
    ++bearers[observation.key];
  }
  std::map<std::string, int> numbers;
  for (auto& observation : said) {
    if (bearers[observation.key] == 1) continue;
    observation.key += "@" + observation.record.division + "@" + fold(observation.record.name);
    if (const int number = ++numbers[observation.key]; number > 1) observation.key += "#" + std::to_string(number);
  }
}

std::vector<Observation> keep_first_of_each_key(std::vector<Sighting> sightings, Report& report) {
  std::vector<Observation> said;
  std::set<std::string> keys;
  for (auto& sighting : sightings) {
    if (keys.insert(sighting.said.key).second) {
      said.push_back(std::move(sighting.said));
    } else {
      report.push_back({Severity::warning, "repeated-id", sighting.said.key, 0, 0,
                        "记录 " + sighting.said.key + " 在数据接口中重复出现,只采用第一条",
                        "请为每条记录使用唯一的编号"});
    }
  }
  return said;
}

}  // namespace

std::vector<Observation> assemble(std::vector<Sighting> sightings, const Source& source, Report& report) {
  if (is_feed(source.kind)) return keep_first_of_each_key(std::move(sightings), report);
  join_details(sightings);
  drop_footer_phones(sightings, report);
  drop_default_points(sightings, report);
  if (source.standing == Standing::institution) unite_owner(sightings);
  auto said = unite(std::move(sightings));
  give_keys(said);
  return said;
}

}  // namespace lawhub
