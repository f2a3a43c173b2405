// What a citizen means, found in tables alone: place, type of institution, matter, service, audience, opening,
// nearness, and the words that are left for the text search.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "registry/division.h"
#include "registry/services.h"
#include "search/answer.h"

namespace lawhub {

struct Reading {
  std::vector<const Division*> divisions;  ///< present ones; several when the name is ambiguous (市中区), all are meant
  std::vector<InstitutionType> types;  ///< named by the words: 公证处 → notary_office; 律师 → law_firm, law_firm_branch
  std::vector<const Term*> matters;    ///< 离婚, 过不下去 → FAM01
  std::vector<const Term*> services;   ///< 遗嘱公证 → NTR02
  std::vector<const Term*> implied;    ///< what who names a type wants: 律师 → ADV04; for the explanation only
  std::vector<const Term*> audiences;  ///< 农民工 → A01
  std::vector<InstitutionType> who;    ///< who helps in the matters and services, first who should be asked first
  bool open_now = false;               ///< 现在开门
  bool weekend = false;                ///< 周末开门
  bool near = false;                   ///< 附近
  std::string text;                    ///< folded; what no table explained, parts separated by one space
  std::vector<std::string> quoted;     ///< folded; “…”: to be found exactly and in order
  std::vector<Rewording> rewordings;   ///< 公正处 → 公证处, gzc → 公证处
  std::string whole;                   ///< folded; the whole question without white space
  std::vector<Reason> reasons;         ///< which words led to which meaning, in the order they were taken
};

/// Pure. Safe from any thread.
Reading understand(std::string_view question);

/// As the answer explains it.
Understood explain(const Reading& reading);

}  // namespace lawhub
