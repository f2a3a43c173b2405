// The vocabulary of matters, services and audiences (data/services.tsv), with the words citizens use for them.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "registry/institution_type.h"

namespace lawhub {

enum class Facet { domain, matter, service, audience };

struct Term {
  Facet facet = Facet::matter;
  std::string code;                    ///< LAB01
  std::string label;                   ///< 拖欠工资
  std::string domain;                  ///< LAB
  std::vector<InstitutionType> types;  ///< who helps, first who should be asked first
  std::vector<std::string> synonyms;
  std::string legal_aid;  ///< Y (by means), N (without means test), S (sometimes), 刑事, 33条 (of the law) or empty
};

/// Loaded once; immutable, safe from any thread.
const std::vector<Term>& vocabulary();
const Term* find_term(std::string_view code);

}  // namespace lawhub
