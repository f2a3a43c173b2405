// The facts of every document of one state of the index, in memory by document id: filters, facets, ranking and
// distances never touch the disk.
#pragma once
#include <xapian.h>

#include <bitset>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "indexer/facts.h"
#include "indexer/points.h"

namespace lawhub {

struct InstitutionTable {
  /// What every question looks at; kept small.
  struct Row {
    AreaNumber belongs = 0, place = 0;
    InstitutionType type = InstitutionType::law_firm;
    bool present = false;  ///< false: no such document
    bool living = true;    ///< neither closed, cancelled, revoked nor merged
    std::uint8_t completeness = 0;
    std::uint16_t hours = 0;  ///< place in `hours`; 0 also when there are more than 65,535 notations
  };
  std::vector<Row> rows;
  std::vector<std::bitset<256>> offers;  ///< by vocabulary_index()
  std::vector<std::uint64_t> order;      ///< InstitutionFacts::order
  Points points;
  std::vector<std::string> names;      ///< value slot kNames: id, shown name, keys
  std::vector<std::string> hours{""};  ///< each notation once
  std::map<std::string, std::uint16_t> hours_places{{"", 0}};

  void load(const Xapian::Database& db);
  /// Reads one document anew; it may have gone.
  void load(const Xapian::Database& db, Xapian::docid id);

 private:
  void set(Xapian::docid id, const std::string& facts, const std::string& notation, std::string lines);
  std::uint16_t hours_place(const std::string& notation);
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
  void load(const Xapian::Database& db, Xapian::docid id);

 private:
  void set(Xapian::docid id, const std::string& facts);
};

}  // namespace lawhub
