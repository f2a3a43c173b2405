// The facts of every document of one state of the index, in memory by document id: filters, facets, ranking and
// distances never touch the disk.
#pragma once
#include <xapian.h>

#include <algorithm>
#include <array>
#include <bitset>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "indexer/facts.h"
#include "indexer/points.h"
#include "search/common_terms.h"
#include "search/text_block.h"

namespace lawhub {

/// A set of institution types; empty means any.
class TypeSet {
 public:
  void add(InstitutionType type) { bits_ |= 1U << static_cast<unsigned>(type); }
  bool empty() const { return bits_ == 0; }
  bool holds(InstitutionType type) const { return bits_ == 0 || (bits_ >> static_cast<unsigned>(type) & 1U) != 0; }

 private:
  std::uint32_t bits_ = 0;
};

struct InstitutionTable {
  /// What every question looks at; kept small.
  struct Row {
    AreaNumber belongs = 0, place = 0;
    InstitutionType type = InstitutionType::law_firm;
    bool present = false;   ///< false: no such document
    bool living = true;     ///< neither closed, cancelled, revoked nor merged
    bool unlisted = false;  ///< its registering source lists it no more
    std::uint8_t completeness = 0;
    std::int32_t confirmed = 0;       ///< days since 1970; 0: nobody dated what they said
    std::uint16_t hours = 0;          ///< place in `hours`; 0 also when there are more than 65,535 notations
    std::uint16_t shortest_name = 0;  ///< bytes of the shortest of its names' keys
    std::uint32_t place_in_order =
        0;  ///< among equals: by division, then by a digest of the id; the same after rebuilds
  };
  std::vector<Row> rows;
  std::vector<std::bitset<256>> offers;  ///< by vocabulary_index()
  std::vector<std::uint64_t> order;      ///< InstitutionFacts::order
  Points points;
  CommonTerms common;
  TextBlock names;                     ///< value slot kNames: id, shown name, keys
  std::vector<std::string> hours{""};  ///< each notation once
  std::map<std::string, std::uint16_t> hours_places{{"", 0}};

  void load(const Xapian::Database& db);
  /// Reads these documents anew; some may have gone.
  void load(const Xapian::Database& db, const std::vector<Xapian::docid>& changed);

  /// Every document of these types in these places is among the ids answered, by rising id; nothing when looking at
  /// all rows costs no more. Empty types or places mean any.
  std::optional<std::vector<Xapian::docid>> narrowed(const TypeSet& types, const std::vector<AreaRange>& places) const;
  /// By rising id.
  std::span<const Xapian::docid> of_type(InstitutionType type) const;
  /// How many documents of that type lie there. Quick: no row is looked at.
  std::size_t count(InstitutionType type, const AreaRange& range) const;
  /// Calls each(child, how many) for every unit one level below `range` that holds documents of that type, with the
  /// unit's first number; documents that are known no closer than `range` are left out.
  template <class Each>
  void for_each_child(InstitutionType type, const AreaRange& range, Each&& each) const {
    const std::vector<AreaNumber>& places = places_of_type_[static_cast<std::size_t>(type)];
    const AreaNumber unit = child_unit(range);
    auto at = std::lower_bound(places.begin(), places.end(), range.first + unit);
    while (at != places.end() && *at <= range.last) {
      const AreaNumber child = *at - (*at - range.first) % unit;
      const auto end = std::lower_bound(at, places.end(), child + unit);
      each(child, static_cast<std::size_t>(end - at));
      at = end;
    }
  }

 private:
  void set(Xapian::docid id, const std::string& facts, const std::string& notation, std::string_view lines);
  void reload(const Xapian::Database& db, Xapian::docid id);
  void sort();
  std::span<const Xapian::docid> in_place(const AreaRange& range) const;
  std::uint16_t hours_place(const std::string& notation);

  std::array<std::vector<Xapian::docid>, 32> by_type_;
  std::array<std::vector<AreaNumber>, 32> places_of_type_;  // sorted
  std::vector<Xapian::docid> by_place_;
};

struct PageTable {
  struct Row {
    bool present = false;
    std::int32_t day = 0;
    AreaNumber area = 0;
    std::uint64_t order = 0;
  };
  std::vector<Row> rows;

  void load(const Xapian::Database& db);
  void load(const Xapian::Database& db, const std::vector<Xapian::docid>& changed);

 private:
  void set(Xapian::docid id, const std::string& facts);
};

}  // namespace lawhub
