#include "registry/services.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <set>

namespace lawhub {
namespace {

std::size_t count(Facet facet) {
  return static_cast<std::size_t>(
      std::count_if(vocabulary().begin(), vocabulary().end(), [&](const Term& t) { return t.facet == facet; }));
}

TEST_CASE("the vocabulary holds its domains, matters, services and audiences, each code once") {
  CHECK(count(Facet::domain) == 19);
  CHECK(count(Facet::matter) == 81);
  CHECK(count(Facet::service) == 49);
  CHECK(count(Facet::audience) == 12);
  std::set<std::string> codes;
  for (const Term& term : vocabulary()) {
    CHECK(codes.insert(term.code).second);
    CHECK_FALSE(term.label.empty());
    if (term.facet == Facet::matter || term.facet == Facet::service) {
      CHECK_FALSE(term.types.empty());
      CHECK(find_term(term.domain)->facet == Facet::domain);
    }
  }
}

TEST_CASE("a term says who helps first and what citizens call it") {
  const Term* wages = find_term("LAB01");
  REQUIRE(wages != nullptr);
  CHECK(wages->label == "拖欠工资");
  CHECK(wages->types.front() == InstitutionType::legal_aid_centre);
  CHECK(wages->legal_aid == "Y");
  CHECK(std::find(wages->synonyms.begin(), wages->synonyms.end(), "讨薪") != wages->synonyms.end());
  CHECK(find_term("LAB99") == nullptr);
}

}  // namespace
}  // namespace lawhub
