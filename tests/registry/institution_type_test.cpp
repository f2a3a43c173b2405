#include "registry/institution_type.h"

#include <catch2/catch.hpp>

namespace lawhub {
namespace {

std::string type_said(std::string_view name) {
  const auto type = type_of_name(name);
  return type ? std::string(code_of(*type)) : "";
}

TEST_CASE("codes and labels of the seventeen types go both ways") {
  CHECK(all_institution_types().size() == 17);
  for (const InstitutionType type : all_institution_types()) {
    CHECK(type_of_code(code_of(type)) == type);
    CHECK_FALSE(label_of(type).empty());
  }
  CHECK(code_of(InstitutionType::legal_service_team) == "TEAM");
  CHECK(label_of(InstitutionType::notary_office) == "公证处");
  CHECK_FALSE(type_of_code("not").has_value());
}

TEST_CASE("the ending of a name says the type") {
  CHECK(type_said("山东省枣庄市鲁南公证处") == "NOT");
  CHECK(type_said("山东鲁衡律师事务所") == "LFM");
  CHECK(type_said("山东鲁衡律所") == "LFM");
  CHECK(type_said("滕州市荆河法律服务所") == "GLS");
  CHECK(type_said("滕州市荆河街道基层法律服务所") == "GLS");
  CHECK(type_said("枣庄惠民医院法医司法鉴定所") == "FAI");
  CHECK(type_said("枣庄金正司法鉴定中心") == "FAI");
  CHECK(type_said("枣庄市薛城区临城街道清泉社区居民委员会人民调解委员会") == "PMC");
  CHECK(type_said("临城街道清泉社区调委会") == "PMC");
  CHECK(type_said("薛城区司法局临城司法所") == "JUO");
  CHECK(type_said("薛城区法律援助中心") == "LAC");
  CHECK(type_said("薛城区公共法律服务中心") == "PLC");
  CHECK(type_said("临城街道公共法律服务工作站(法律援助工作站)") == "PLC");
  CHECK(type_said("枣庄市12348公共法律服务热线") == "HOT");
  CHECK(type_said("12348 热线平台") == "HOT");
  CHECK(type_said("枣庄仲裁委员会") == "ARB");
  CHECK(type_said("枣庄市司法局") == "BUR");
  CHECK(type_said("枣庄市司法局高新分局") == "BUR");
  CHECK(type_said("枣庄市律师协会") == "ASC");
  CHECK(type_said("枣庄普法网") == "LPE");
  CHECK(type_said("山东省律师培训基地") == "TRN");
  CHECK(type_said("枣庄市公共法律服务团") == "TEAM");
}

TEST_CASE("a station of legal aid is no centre") {
  CHECK(type_said("滕州市法律援助中心驻看守所工作站") == "LAS");
  CHECK(type_said("滕州市总工会法律援助工作站") == "LAS");
  CHECK(type_said("薛城区法律援助中心便民服务窗口") == "LAS");
}

TEST_CASE("brackets make a branch only when they hold a place") {
  CHECK(type_said("山东泰岳（济南）律师事务所") == "LFB");
  CHECK(type_said("山东泰岳(滕州)律师事务所") == "LFB");
  CHECK(type_said("山东泰岳(北京)律师事务所") == "LFB");
  CHECK(type_said("山东泰岳律师事务所滕州分所") == "LFB");
  CHECK(type_said("山东润达律师事务所（个人所）") == "LFM");
  CHECK(type_said("山东鲁衡律师事务所（原山东正大律师事务所）") == "LFM");
  CHECK(type_said("山东(吉吉)信律师事务所") == "LFM");
}

TEST_CASE("what only looks like an institution has no type") {
  CHECK(type_said("山东鲁衡法律咨询有限公司") == "");
  CHECK(type_said("枣庄市公职律师办公室") == "");
  CHECK(type_said("枣庄市劳动人事争议仲裁委员会") == "");
  CHECK(type_said("薛城区农村土地承包仲裁委员会") == "");
  CHECK(type_said("枣庄市劳动能力鉴定委员会") == "");
  CHECK(type_said("滕州市人民医院") == "");
  CHECK(type_said("") == "");
}

TEST_CASE("traditional characters and white space do not hide the type") {
  CHECK(type_said("山東省兗州公證處") == "NOT");
  CHECK(type_said(" 山东 鲁衡　律师事务所 ") == "LFM");
}

}  // namespace
}  // namespace lawhub
