// Report R1: how far people have it to each type of institution, town by town, and what no county offers.
#pragma once
#include <array>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/coordinate.h"
#include "registry/institution_type.h"

namespace lawhub {

class Database;
struct Record;

inline constexpr std::size_t kInstitutionTypes = 17;
/// A number for each type, in the order of all_institution_types().
using ByType = std::array<std::int64_t, kInstitutionTypes>;

struct TownCoverage {
  std::string code;
  ByType count{};      ///< inside it
  ByType nearest_m{};  ///< from its seat, metres; -1: there is none anywhere
};

struct CountyCoverage {
  std::string code;             ///< a county or zone; a city or the province for what belongs to it alone
  ByType count{};               ///< inside it, its towns included
  ByType beyond_10km{};         ///< of its towns, how many have it farther to the nearest one than that
  ByType beyond_30km{};         ///< the same
  std::int64_t population = 0;  ///< 0: not given
  bool operator==(const CountyCoverage&) const = default;
};

struct Coverage {
  Instant made_at = 0;
  std::int64_t institutions = 0;         ///< that count: listed, and neither closed, cancelled, revoked nor merged
  std::int64_t unplaced = 0;             ///< of them, without a point or a town: they are nobody's nearest
  std::vector<CountyCoverage> counties;  ///< by code
  std::vector<TownCoverage> towns;       ///< by code
  std::vector<std::string> unoffered;    ///< items of forensic licences (forensic_scope.h) that nobody's covers
};

/// Where an institution is for this report: the point that somebody published, else the seat of its town; nothing when
/// not even the town is known.
std::optional<Point> place_of(const Record& record);

/// Reads the whole register; `population` by division code may be empty. About ten seconds for a province.
Coverage coverage(Database& db, const std::map<std::string, std::int64_t>& population, Instant now);

/// "code<TAB>population" with that header line; empty when there is no such file. Throws std::runtime_error on a file
/// that cannot be read so.
std::map<std::string, std::int64_t> read_population(const std::filesystem::path& file);

/// The reports that were made: one file a month in `folder`, the last one of each.
class Coverages {
 public:
  explicit Coverages(std::filesystem::path folder) : folder_(std::move(folder)) {}
  /// In place of the month's earlier one. Durable on return.
  void keep(const Coverage& coverage) const;
  std::optional<Coverage> newest() const;
  /// The last one of the newest month before that of `coverage`.
  std::optional<Coverage> before(const Coverage& coverage) const;

 private:
  std::vector<std::filesystem::path> files() const;
  std::filesystem::path folder_;
};

}  // namespace lawhub
