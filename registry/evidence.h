// What an observation says that can tell institutions apart, in comparable form. For the registry's own sources.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "registry/record.h"

namespace lawhub {

struct Evidence {
  InstitutionType type = InstitutionType::law_firm;  ///< a branch when the type or the name says so
  std::vector<Identifier> codes;                     ///< USCCs issued by a justice department: its own, not a host's
  std::vector<Identifier> licences;
  std::string core;                 ///< what the name says beyond place and type; the place's short name when nothing
  std::string whole;                ///< the whole name, folded
  std::vector<std::string> former;  ///< cores of the names it says it had
  std::string branch_place;         ///< of a branch: the place in brackets, without 市, 县, 区
  std::string name_division;        ///< the division the name says; present code
  std::string county;               ///< present county (city, province) it belongs to; empty when unknown
  std::vector<std::string> land_lines;  ///< with extension stripped; no hotlines
  std::vector<std::string> mobiles;
  std::string door, premise;
  std::string site;  ///< host of its web site, with the path when that is not the root
  // For types that a division has one of: see decided_by_division().
  std::string place;       ///< code of the village, town, county or city it serves
  std::string unit;        ///< what it is there besides the only one of its type: 医疗纠纷
  bool ambiguous = false;  ///< several villages of the place bear its name
};

/// A division has one such institution (and one for each sector, host or trade): mediation committees, judicial
/// offices, legal aid centres and stations, legal service centres, bureaus, hotlines, arbitration commissions,
/// associations.
bool decided_by_division(InstitutionType type);

Evidence evidence_of(const Record& r);

/// A row of data/identity.tsv.
double identity_score(std::string_view evidence);

/// Texts that name the institution for good, identifiers first: what its public id is remembered by.
std::vector<std::string> anchors_of(const Evidence& e);

/// Keys under which it can meet its likes.
std::vector<std::string> keys_of(const Evidence& e);

}  // namespace lawhub
