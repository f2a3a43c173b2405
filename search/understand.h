// What a citizen means, found in tables alone: place, type of institution, matter, service, opening, nearness, and the
// words that are left for the text search.
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
  std::vector<const Term*> matters;   ///< 离婚 → FAM01
  std::vector<const Term*> services;  ///< 遗嘱公证 → NTR02
  bool open_now = false;              ///< 现在开门
  bool near = false;                  ///< 附近
  std::string text;                   ///< folded; what no table explained, parts separated by one space
  std::string whole;                  ///< folded; the whole question without white space
};

/// Pure; longest match over folded text, from left to right. Safe from any thread.
Reading understand(std::string_view question);

/// As the answer explains it.
Understood explain(const Reading& reading);

}  // namespace lawhub
