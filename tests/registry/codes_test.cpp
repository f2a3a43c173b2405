#include "registry/codes.h"

#include <catch2/catch.hpp>
#include <set>

using namespace lawhub;

TEST_CASE("codes.tsv: lists stand together, codes and labels are unique for each type") {
  std::set<std::string> ended;
  std::set<std::pair<std::string, std::string>> seen;
  std::string list;
  for (const Code& c : all_codes()) {
    INFO(c.list << " " << c.code);
    if (c.list != list) {
      CHECK(ended.insert(c.list).second);
      list = c.list;
    }
    CHECK_FALSE(c.label.empty());
    if (c.types.empty()) {
      CHECK(seen.insert({c.list, c.code}).second);
    }
    for (InstitutionType type : c.types) {
      CHECK(seen.insert({c.list + std::string(code_of(type)), c.code}).second);
    }
  }
  CHECK(codes_of("relation").size() == 9);
  CHECK(codes_of("no such list").empty());
}

TEST_CASE("a code is found in its list, a subtype for its type") {
  CHECK(code_label("accessibility", "street-front") == "临街");
  CHECK(code_label("accessibility", "lift") == "lift");
  CHECK(find_code("relation", "street-front") == nullptr);
  CHECK(find_subtype(InstitutionType::legal_aid_station, "window")->label == "窗口");
  CHECK(find_subtype(InstitutionType::legal_service_centre, "community-lawyer-studio")->label == "社区律师工作室");
  CHECK(find_subtype(InstitutionType::notary_office, "window") == nullptr);
  CHECK(find_label("organization_form", "普通合伙")->code == "general-partnership");
}
