#include "registry/forensic_scope.h"

#include <catch2/catch.hpp>
#include <set>

#include "registry/services.h"

using namespace lawhub;
using Codes = std::vector<std::string>;

TEST_CASE("forensic_scope.tsv: codes are unique, each is of a group, each group of a service") {
  std::set<std::string> codes;
  for (const ForensicItem& item : forensic_items()) {
    INFO(item.code);
    CHECK(codes.insert(item.code).second);
    CHECK(find_term(item.service) != nullptr);
    const std::string group = item.code.substr(0, item.code.size() - 2);
    CHECK((group.empty() || group == "WZ" || codes.contains(group)));
  }
  CHECK(find_forensic_item("0207")->label == "医疗损害鉴定");
  CHECK(find_forensic_item("0299") == nullptr);
}

TEST_CASE("licences say what is covered and what is not") {
  CHECK(read_forensic_scope("法医临床司法鉴定(听觉功能、视觉功能、性功能除外)").codes ==
        Codes{"02", "-020402", "-020401", "-020403"});
  CHECK(read_forensic_scope("痕迹司法鉴定（工具痕迹、整体分离痕迹、交通事故痕迹司法鉴定）").codes ==
        Codes{"WZ0204", "WZ0205", "WZ0211"});
  CHECK(read_forensic_scope("污染物性质鉴定(仅限固体废物鉴定；危险废物除外)").codes == Codes{"HJ0101", "-HJ0102"});
  CHECK(read_forensic_scope("法医病理鉴定、法医毒物鉴定；文书鉴定(不含朱墨时序)").codes ==
        Codes{"01", "05", "WZ01", "-WZ0107"});
  CHECK(read_forensic_scope("法医临床鉴定(除骨龄鉴定外)").codes == Codes{"02", "-0208"});
}

TEST_CASE("what a licence says in words of its own is handed back, not guessed at") {
  const ForensicScope scope = read_forensic_scope("法医临床鉴定(某某项目除外)、建筑工程质量鉴定、医疗损害鉴定");
  CHECK(scope.codes == Codes{"02"});
  CHECK(scope.unread == Codes{"某某项目", "建筑工程质量鉴定", "医疗损害鉴定"});  // three trades have the last one
}

TEST_CASE("the closer word decides whether an item is covered") {
  const Codes codes = {"02", "-0204", "020401"};
  CHECK(covers(codes, "0201"));
  CHECK(covers(codes, "020401"));
  CHECK_FALSE(covers(codes, "020402"));
  CHECK_FALSE(covers(codes, "WZ01"));
  CHECK_FALSE(covers({}, "02"));
}

TEST_CASE("a licence's text makes the services of its groups") {
  const std::vector<ServiceOffer> services = forensic_services("法医临床司法鉴定(听觉功能除外)、法医物证鉴定");
  REQUIRE(services.size() == 2);
  CHECK(services[0].code == "FOR01");
  CHECK(services[0].scope == Codes{"02", "-020402"});
  CHECK(services[1].code == "FOR03");
  CHECK(forensic_services("建筑工程质量鉴定").empty());
}

TEST_CASE("questions name items by what people call them") {
  CHECK(forensic_items_in("听力伤残鉴定") == Codes{"020402"});
  CHECK(forensic_items_in("医疗损害").empty());
  CHECK(forensic_items_in("离婚").empty());
}
