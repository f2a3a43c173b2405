// Administrative divisions of the province: GB/T 2260 counties, 9-digit towns and 12-digit villages of the statistical
// code list, zones, and units that were renamed or merged. Tables: registry/data/divisions.tsv, towns.tsv,
// villages.tsv.gz.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/coordinate.h"

namespace lawhub {

enum class DivisionLevel { province, city, county, zone, town, village };

struct Division {
  std::string code;        ///< 6 digits to county, 9 town, 12 village
  std::string name;        ///< 薛城区
  std::string short_name;  ///< 薛城
  std::string pinyin;      ///< "xue cheng"; empty for villages
  DivisionLevel level = DivisionLevel::county;
  std::string parent;  ///< code; empty for the province
  bool current = true;
  std::string successor;                  ///< of a historic unit: the present code, empty when it was split
  std::vector<std::string> former_names;  ///< also aliases
  std::string area_code;                  ///< telephone, 0632; inherited from the parent
  std::optional<Point> seat;              ///< WGS-84
  int accuracy_m = 0;
};

/// The whole table, loaded once. Immutable, safe from any thread.
class Divisions {
 public:
  static const Divisions& get();
  /// Current or historic; null when there is no such code.
  const Division* find(std::string_view code) const;
  /// The present division of a code: itself, or its successor's. Null when unknown or split.
  const Division* present(std::string_view code) const;
  /// Divisions whose full, short or former name is exactly `name` (folded), present ones first; villages only when
  /// `within` names a town, county or city. `within` limits to that subtree.
  std::vector<const Division*> named(std::string_view name, std::string_view within = {}) const;
  /// The chain from the province down to it, itself last.
  std::vector<const Division*> lineage(std::string_view code) const;
  /// 6-digit code of the county (or zone) a code lies in; for a city or province itself.
  std::string county_of(std::string_view code) const;
  /// Is `code` inside `ancestor` (or equal)? "3704" prefixes are codes "370400".
  bool contains(std::string_view ancestor, std::string_view code) const;
  std::vector<const Division*> children(std::string_view code) const;
  /// "枣庄市薛城区临城街道", without the province.
  std::string full_name(std::string_view code) const;
  /// All of province, city, county, zone and town level, historic ones too, by code.
  const std::vector<const Division*>& above_village() const;
  /// The nearest seat known for it or its ancestors, with its accuracy; for distance when an address has no point.
  std::optional<std::pair<Point, int>> seat_of(std::string_view code) const;

 private:
  Divisions();
  ~Divisions();
  struct Impl;
  Impl* impl_;
};

}  // namespace lawhub
