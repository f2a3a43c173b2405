// Administrative divisions of the province: GB/T 2260 counties, 9-digit towns and 12-digit villages of the statistical
// code list, zones, and units that were renamed or merged. Tables: registry/data/divisions.tsv, towns.tsv,
// villages.tsv.gz.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/coordinate.h"

namespace lawhub {

enum class DivisionLevel { province, city, county, zone, town, village };

/// "province", "city", …: for the API and for tables.
std::string_view code_of(DivisionLevel level);

struct Division {
  std::string code;        ///< 6 digits to county, 9 town, 12 village
  std::string name;        ///< 薛城区
  std::string short_name;  ///< 薛城; of a village village_stem(), folded
  std::string pinyin;      ///< "xue cheng"; empty for villages
  DivisionLevel level = DivisionLevel::county;
  std::string parent;  ///< code; empty for the province
  bool current = true;
  std::string successor;  ///< of a historic unit: the present code (or one on the way to it), empty when it was split
  int until = 0;          ///< of a historic unit: the last year it existed or was listed
  std::vector<std::string> former_names;  ///< also aliases
  std::string area_code;                  ///< telephone, 0632; inherited from the parent
  std::string seat_county;                ///< of a city: the county its government sits in
  std::optional<Point> seat;              ///< WGS-84
  int accuracy_m = 0;                     ///< how far from `seat` an address of the division may lie
};

/// The whole table, loaded once. Immutable, safe from any thread.
class Divisions {
 public:
  static const Divisions& get();
  /// Current or historic; null when there is no such code.
  const Division* find(std::string_view code) const;
  /// The present division of a code: itself, or its successor's. Null when unknown or split.
  const Division* present(std::string_view code) const;
  /// Divisions whose full, short or former name is exactly `name` (folded), present ones first and among them full
  /// names before other ones; villages only when `within` names a town, county or city, and then in any form of their
  /// name (张庄, 张庄村, 张庄村委会). `within` limits to that subtree; a historic one is where its successor is.
  std::vector<const Division*> named(std::string_view name, std::string_view within = {}) const;
  /// The chain from the province down to it, itself last.
  std::vector<const Division*> lineage(std::string_view code) const;
  /// 6-digit code of the county (or zone) a code lies in; for a city or province itself.
  std::string county_of(std::string_view code) const;
  /// Is `code` inside `ancestor` (or equal)? By the digits alone, so also for codes that no table holds; a zone is
  /// inside its city.
  bool contains(std::string_view ancestor, std::string_view code) const;
  /// The present divisions next below it, zones too, by code.
  std::vector<const Division*> children(std::string_view code) const;
  /// The villages of a town whose short names begin with the first character of `text`.
  const std::vector<const Division*>& villages_like(std::string_view town, std::string_view text) const;
  /// "枣庄市薛城区临城街道", without the province.
  std::string full_name(std::string_view code) const;
  /// All of province, city, county, zone and town level, historic ones too, by code.
  const std::vector<const Division*>& above_village() const;
  /// The nearest seat known for it or its ancestors, with its radius; for distance when an address has no point.
  std::optional<std::pair<Point, int>> seat_of(std::string_view code) const;

 private:
  Divisions();
  ~Divisions();
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// What stands before 村民委员会, 村委会, 社区居民委员会, 社区, 村 … in the folded name of a village unit:
/// 张庄村村民委员会, 张庄村委会 and 张庄 are all 张庄; never less than two characters, so 李村 stays.
std::string_view village_stem(std::string_view name);

}  // namespace lawhub
