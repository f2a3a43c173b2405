#include "registry/coverage.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <numbers>
#include <stdexcept>

#include "base/file.h"
#include "base/text.h"
#include "base/tsv.h"
#include "registry/database.h"
#include "registry/division.h"
#include "registry/forensic_scope.h"
#include "registry/register.h"

namespace lawhub {
namespace {

using Json = nlohmann::ordered_json;

static_assert(static_cast<std::size_t>(InstitutionType::legal_service_team) + 1 == kInstitutionTypes);

constexpr std::size_t kTownDigits = 9;
constexpr std::int64_t kFar = 10'000, kVeryFar = 30'000;  // metres: an hour's walk; a day's errand by bus

/// On the unit sphere: the nearest has the largest dot product.
struct Unit {
  double x, y, z;
};

Unit unit_of(Point p) {
  const double longitude = p.longitude * std::numbers::pi / 180, latitude = p.latitude * std::numbers::pi / 180;
  return {std::cos(latitude) * std::cos(longitude), std::cos(latitude) * std::sin(longitude), std::sin(latitude)};
}

struct Places {
  std::vector<Unit> units;
  std::vector<Point> points;
  void add(Point p) {
    units.push_back(unit_of(p));
    points.push_back(p);
  }
  std::int64_t nearest(Point from) const {
    if (units.empty()) return -1;
    const Unit at = unit_of(from);
    std::size_t best = 0;
    double most = -2;
    for (std::size_t i = 0; i < units.size(); ++i) {
      const double dot = at.x * units[i].x + at.y * units[i].y + at.z * units[i].z;
      if (dot > most) {
        most = dot;
        best = i;
      }
    }
    return std::llround(distance_m(from, points[best]));
  }
};

bool counts(const Institution& one) {
  const auto status = one.record.status;
  return one.presence == Presence::listed && status != Status::closed && status != Status::cancelled &&
         status != Status::revoked && status != Status::merged;
}

/// The smallest division known in which it lies.
const std::string& division_of(const Record& record) {
  return record.address.division.size() > record.division.size() ? record.address.division : record.division;
}

/// What the register says, gathered in one pass.
struct Gathered {
  std::array<Places, kInstitutionTypes> places;
  std::map<std::string, ByType> by_county, by_town;
  std::vector<std::vector<std::string>> scopes;  // of each forensic institution
  std::int64_t institutions = 0, unplaced = 0;

  void add(const Record& record) {
    const auto type = static_cast<std::size_t>(record.type);
    const std::string& division = division_of(record);
    ++institutions;
    ++by_county[Divisions::get().county_of(division)][type];
    if (division.size() >= kTownDigits) ++by_town[division.substr(0, kTownDigits)][type];
    if (const auto point = place_of(record)) {
      places[type].add(*point);
    } else {
      ++unplaced;
    }
    if (record.type != InstitutionType::forensic_institution) return;
    auto& scope = scopes.emplace_back();
    for (const auto& service : record.services) scope.insert(scope.end(), service.scope.begin(), service.scope.end());
  }
};

TownCoverage town_coverage(const Division& town, const Gathered& gathered) {
  TownCoverage out;
  out.code = town.code;
  if (const auto found = gathered.by_town.find(town.code); found != gathered.by_town.end()) out.count = found->second;
  out.nearest_m.fill(-1);
  const auto seat = Divisions::get().seat_of(town.code);
  if (!seat) return out;
  for (std::size_t type = 0; type < kInstitutionTypes; ++type)
    out.nearest_m[type] = gathered.places[type].nearest(seat->first);
  return out;
}

void add_town(CountyCoverage& county, const TownCoverage& town) {
  for (std::size_t type = 0; type < kInstitutionTypes; ++type) {
    if (town.nearest_m[type] < 0 || town.nearest_m[type] > kFar) ++county.beyond_10km[type];
    if (town.nearest_m[type] < 0 || town.nearest_m[type] > kVeryFar) ++county.beyond_30km[type];
  }
}

/// A row of the report: what belongs to the province or a city alone stands under their own codes.
bool is_row(const Division& d) {
  return d.current && d.level != DivisionLevel::town && d.level != DivisionLevel::village;
}

Json to_json(const ByType& numbers) {
  Json out = Json::object();
  for (const auto type : all_institution_types())
    out[std::string(code_of(type))] = numbers[static_cast<std::size_t>(type)];
  return out;
}

ByType by_type(const Json& json) {
  ByType out{};
  for (const auto type : all_institution_types())
    out[static_cast<std::size_t>(type)] = json.at(std::string(code_of(type))).get<std::int64_t>();
  return out;
}

std::string to_json(const Coverage& c) {
  Json counties = Json::array(), towns = Json::array();
  for (const auto& county : c.counties) {
    counties.push_back({{"code", county.code},
                        {"count", to_json(county.count)},
                        {"beyond_10km", to_json(county.beyond_10km)},
                        {"beyond_30km", to_json(county.beyond_30km)},
                        {"population", county.population}});
  }
  for (const auto& town : c.towns)
    towns.push_back({{"code", town.code}, {"count", to_json(town.count)}, {"nearest_m", to_json(town.nearest_m)}});
  const Json out = {{"made_at", c.made_at},     {"institutions", c.institutions},  {"unplaced", c.unplaced},
                    {"unoffered", c.unoffered}, {"counties", std::move(counties)}, {"towns", std::move(towns)}};
  return out.dump();
}

Coverage coverage_of(const std::string& text) {
  const Json json = Json::parse(text);
  Coverage out;
  out.made_at = json.at("made_at").get<Instant>();
  out.institutions = json.at("institutions").get<std::int64_t>();
  out.unplaced = json.at("unplaced").get<std::int64_t>();
  out.unoffered = json.at("unoffered").get<std::vector<std::string>>();
  for (const auto& one : json.at("counties")) {
    out.counties.push_back({one.at("code").get<std::string>(), by_type(one.at("count")), by_type(one.at("beyond_10km")),
                            by_type(one.at("beyond_30km")), one.at("population").get<std::int64_t>()});
  }
  for (const auto& one : json.at("towns"))
    out.towns.push_back({one.at("code").get<std::string>(), by_type(one.at("count")), by_type(one.at("nearest_m"))});
  return out;
}

std::string file_of(Instant at) { return "coverage-" + iso_date(china_time(at).date).substr(0, 7) + ".json"; }

}  // namespace

std::optional<Point> place_of(const Record& record) {
  if (!record.position.method.empty()) return Point{record.position.longitude, record.position.latitude};
  const std::string& division = division_of(record);
  if (division.size() < kTownDigits) return std::nullopt;
  const auto* town = Divisions::get().find(std::string_view(division).substr(0, kTownDigits));
  return town != nullptr ? town->seat : std::nullopt;
}

Coverage coverage(Database& db, const std::map<std::string, std::int64_t>& population, Instant now) {
  Gathered gathered;
  Register(db).for_each([&](const Institution& one) {
    if (counts(one)) gathered.add(one.record);
  });
  Coverage out;
  out.made_at = now;
  out.institutions = gathered.institutions;
  out.unplaced = gathered.unplaced;
  std::map<std::string, std::vector<TownCoverage>> towns;
  for (const auto* division : Divisions::get().above_village()) {
    if (!division->current) continue;
    if (division->level == DivisionLevel::town) {
      out.towns.push_back(town_coverage(*division, gathered));
      towns[Divisions::get().county_of(division->code)].push_back(out.towns.back());
    }
  }
  for (const auto* division : Divisions::get().above_village()) {
    if (!is_row(*division)) continue;
    CountyCoverage county;
    county.code = division->code;
    const auto found = gathered.by_county.find(division->code);
    if (found != gathered.by_county.end()) county.count = found->second;
    for (const auto& town : towns[division->code]) add_town(county, town);
    const auto people = population.find(division->code);
    if (people != population.end()) county.population = people->second;
    out.counties.push_back(std::move(county));
  }
  for (const auto& item : forensic_items()) {
    const auto covered = [&](const std::vector<std::string>& scope) { return covers(scope, item.code); };
    if (std::none_of(gathered.scopes.begin(), gathered.scopes.end(), covered)) out.unoffered.push_back(item.code);
  }
  return out;
}

std::map<std::string, std::int64_t> read_population(const std::filesystem::path& file) {
  std::map<std::string, std::int64_t> out;
  if (!std::filesystem::exists(file)) return out;
  const std::string text = read_file(file);
  const Table table(text, file.string());
  const std::size_t code = table.column("code"), people = table.column("population");
  for (std::size_t row = 0; row < table.size(); ++row) {
    std::int64_t number = 0;
    if (!parse_number(table.cell(row, people), number) || number < 0)
      throw std::runtime_error(file.string() + ": no number of people for " + std::string(table.cell(row, code)));
    out.emplace(table.cell(row, code), number);
  }
  return out;
}

std::vector<std::filesystem::path> Coverages::files() const {
  std::vector<std::filesystem::path> out;
  if (!std::filesystem::exists(folder_)) return out;
  for (const auto& entry : std::filesystem::directory_iterator(folder_)) {
    const std::string name = entry.path().filename();
    if (name.starts_with("coverage-") && name.ends_with(".json")) out.push_back(entry.path());
  }
  std::sort(out.begin(), out.end());
  return out;
}

void Coverages::keep(const Coverage& coverage) const {
  std::filesystem::create_directories(folder_);
  write_file_atomically(folder_ / file_of(coverage.made_at), to_json(coverage));
}

std::optional<Coverage> Coverages::newest() const {
  const auto all = files();
  return all.empty() ? std::nullopt : std::optional(coverage_of(read_file(all.back())));
}

std::optional<Coverage> Coverages::before(const Coverage& coverage) const {
  auto all = files();
  std::erase_if(all, [&](const auto& file) { return file.filename().string() >= file_of(coverage.made_at); });
  return all.empty() ? std::nullopt : std::optional(coverage_of(read_file(all.back())));
}

}  // namespace lawhub
