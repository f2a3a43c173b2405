// Whom the page of a division names.
#include "search/local_bodies.h"

#include <catch2/catch.hpp>

#include "tests/support/hub.h"

namespace lawhub {
namespace {

Hub& world() {
  static Hub hub;
  static const bool built = [] {
    hub.listed("a",
               {"BUR | 枣庄市市中区司法局 | 370402", "JUO | 齐村司法所 | 370402103", "JUO | 市中区税郭司法所 | 370402",
                "LAC | 枣庄市法律援助中心 | 370400", "PMC | 齐村镇人民调解委员会 | 370402103",
                "PLC | 枣庄市市中区公共法律服务中心 | 370402", "NOT | 山东省枣庄市鲁南公证处 | 370400"});
    hub.build();
    return true;
  }();
  REQUIRE(built);
  return hub;
}

/// "call: name, name (note)" for each body of the division.
std::string told(const std::string& code, const std::string& call) {
  for (const LocalBody& body : local_bodies(world().engine(), *Divisions::get().find(code))) {
    if (body.call != call) continue;
    std::string text;
    for (const Item& item : body.items) text += (text.empty() ? "" : ",") + item.name;
    return text + "|" + body.note;
  }
  return "no such row";
}

}  // namespace

TEST_CASE("a town is told its own bodies and who is in charge, never a neighbour's") {
  CHECK(told("370402103", "司法所") == "齐村司法所|齐村镇属于它的辖区。");
  CHECK(told("370402103", "人民调解委员会") == "齐村镇人民调解委员会|");
  CHECK(told("370402101", "司法所") == "市中区税郭司法所|税郭镇属于它的辖区。");  // the list gave its county alone
  CHECK(told("370402001", "司法所").find("枣庄市市中区司法局|没有查到") == 0);
  CHECK(told("370402001", "人民调解委员会") == "|");
  CHECK(told("370402001", "公共法律服务工作站") == "枣庄市市中区公共法律服务中心|这里没有登记单独的,以上是市中区的。");
  CHECK(told("370402001", "法律援助") == "枣庄市法律援助中心|没有查到市中区自己的,由枣庄市的负责。");
}

}  // namespace lawhub
