#include "registry/division.h"

#include <catch2/catch.hpp>

#include "base/text.h"

namespace lawhub {
namespace {

const Divisions& divisions() { return Divisions::get(); }

std::vector<std::string> codes(const std::vector<const Division*>& list) {
  std::vector<std::string> out;
  for (const Division* d : list) out.push_back(d->code);
  return out;
}

using Codes = std::vector<std::string>;

TEST_CASE("the province has 16 cities, 136 counties, 15 zones and 1,853 towns") {
  std::size_t cities = 0, counties = 0, zones = 0, towns = 0;
  for (const Division* d : divisions().above_village()) {
    if (!d->current) continue;
    cities += d->level == DivisionLevel::city ? 1 : 0;
    counties += d->level == DivisionLevel::county ? 1 : 0;
    zones += d->level == DivisionLevel::zone ? 1 : 0;
    towns += d->level == DivisionLevel::town ? 1 : 0;
  }
  CHECK(cities == 16);
  CHECK(counties == 136);
  CHECK(zones == 15);
  CHECK(towns == 1853);
}

TEST_CASE("a division is found by its code at every level") {
  const Division* county = divisions().find("370403");
  REQUIRE(county != nullptr);
  CHECK(county->name == "薛城区");
  CHECK(county->short_name == "薛城");
  CHECK(county->pinyin == "xue cheng");
  CHECK(county->parent == "370400");
  CHECK(county->area_code == "0632");
  CHECK(county->seat.has_value());
  CHECK(divisions().find("370403001")->name == "临城街道");
  CHECK(divisions().find("370403001")->area_code == "0632");
  const Division* village = divisions().find("370102001002");
  REQUIRE(village != nullptr);
  CHECK(village->name == "解放桥社区居民委员会");
  CHECK(village->short_name == "解放桥");
  CHECK(village->parent == "370102001");
}

TEST_CASE("the pseudo-division 市辖区 and unknown codes are no divisions") {
  CHECK(divisions().find("370401") == nullptr);
  CHECK(divisions().find("370403999") == nullptr);
  CHECK(divisions().find("370403001999") == nullptr);
  CHECK(divisions().find("") == nullptr);
  CHECK(divisions().present("520103") == nullptr);
  CHECK(divisions().named("市辖区").empty());
}

TEST_CASE("every parent exists, every successor leads to a present division, every point lies in the province") {
  for (const Division* d : divisions().above_village()) {
    INFO(d->code << " " << d->name);
    if (d->level != DivisionLevel::province) CHECK(divisions().find(d->parent) != nullptr);
    if (!d->current && !d->successor.empty()) {
      REQUIRE(divisions().present(d->code) != nullptr);
      CHECK(divisions().present(d->code)->current);
    }
    if (d->seat) CHECK(in_shandong(*d->seat));
    if (!d->seat_county.empty()) CHECK(divisions().find(d->seat_county)->parent == d->code);
  }
}

TEST_CASE("a code that was replaced leads to the present one") {
  CHECK(divisions().present("370403")->code == "370403");
  CHECK(divisions().present("371202")->code == "370116");  // 莱城区 → 济南市莱芜区
  CHECK(divisions().present("370802")->code == "370811");  // 济宁市市中区 → 任城区
  CHECK(divisions().present("372330")->code == "371681");  // through two codes
  CHECK(divisions().present("370421")->code == "370481");  // 滕县
  CHECK(divisions().present("379010")->code == "370481");
  CHECK(divisions().present("370206") == nullptr);  // 沧口区 was split
}

TEST_CASE("a name that two counties bear gives both, a place inside limits it") {
  CHECK(codes(divisions().named("市中区")) == Codes{"370103", "370402", "370802"});
  CHECK(codes(divisions().named("市中区", "370400")) == Codes{"370402"});
  CHECK(codes(divisions().named("市中区", "370800")) == Codes{"370802"});
  CHECK(codes(divisions().named("薛城")) == Codes{"370403"});
  CHECK(codes(divisions().named("岚山")).front() == "371103");
  CHECK(divisions().named("没有这个地方").empty());
}

TEST_CASE("former names and aliases are known, present divisions come first") {
  CHECK(codes(divisions().named("章丘市")).front() == "370114");
  CHECK(codes(divisions().named("苍山县")).front() == "371324");
  CHECK(codes(divisions().named("滨州市")).front() == "371600");
  CHECK(codes(divisions().named("济南高新区")) == Codes{"370176"});
  CHECK(codes(divisions().named("高新区", "370100")) == Codes{"370176"});
  CHECK(codes(divisions().named("枣庄高新区")) == Codes{"370400"});
}

TEST_CASE("a village is known in every form of its name, inside a place only") {
  CHECK(divisions().named("张庄村村民委员会").empty());
  const auto in_town = codes(divisions().named("张庄村", "370403101"));
  CHECK(in_town == Codes{"370403101249"});
  CHECK(codes(divisions().named("张庄村民委员会", "370403101")) == in_town);
  CHECK(divisions().named("张庄", "370403").size() > 1);
  CHECK(village_stem("张庄村村民委员会") == "张庄");
  CHECK(village_stem("张庄村委会") == "张庄");
  CHECK(village_stem("清泉社区居民委员会") == "清泉");
  CHECK(village_stem("李村村民委员会") == "李村");
  CHECK(village_stem("李村民委员会") == "李村");
  CHECK(village_stem("李村") == "李村");
}

TEST_CASE("lineage, full name and county of a code") {
  CHECK(codes(divisions().lineage("370403001001")) == Codes{"370000", "370400", "370403", "370403001", "370403001001"});
  CHECK(divisions().full_name("370403001") == "枣庄市薛城区临城街道");
  CHECK(divisions().full_name("370000") == "山东省");
  CHECK(divisions().full_name("370176") == "济南高新技术产业开发区");
  CHECK(divisions().full_name("371471") == "德州天衢新区");
  CHECK(divisions().county_of("370403001001") == "370403");
  CHECK(divisions().county_of("370400") == "370400");
}

TEST_CASE("containment goes by levels of the code, zones lie in their city") {
  CHECK(divisions().contains("370400", "370403001"));
  CHECK(divisions().contains("370000", "371002"));
  CHECK(divisions().contains("370403", "370403"));
  CHECK(divisions().contains("370100", "370176"));
  CHECK_FALSE(divisions().contains("370403", "370400"));
  CHECK_FALSE(divisions().contains("370403", "370404001"));
  CHECK_FALSE(divisions().contains("", "370404001"));
}

TEST_CASE("children are the present divisions of the next level") {
  CHECK(divisions().children("370000").size() == 16);
  CHECK(codes(divisions().children("370400")) == Codes{"370402", "370403", "370404", "370405", "370406", "370481"});
  CHECK(divisions().children("370403").size() == 10);
  CHECK(divisions().children("370403101").size() > 10);
  CHECK(divisions().children("370403101001").empty());
}

TEST_CASE("a village without a point is placed at the nearest seat above it") {
  const auto seat = divisions().seat_of("370403101249");
  REQUIRE(seat.has_value());
  CHECK(seat->first.longitude == Approx(117.263).margin(0.01));
  CHECK(seat->second == 10000);
  CHECK(divisions().seat_of("370211005")->second == 3000);
  CHECK(divisions().seat_of("370176").has_value());
  CHECK_FALSE(divisions().seat_of("999999").has_value());
}

TEST_CASE("short names of villages are folded, as named() compares them") {
  std::size_t other = 0;
  for (const Division* d : divisions().above_village()) {
    if (d->level != DivisionLevel::town || !d->current) continue;
    for (const Division* village : divisions().children(d->code)) {
      if (village_stem(fold(village->name)) == village->short_name) continue;
      ++other;
      UNSCOPED_INFO(village->code << " " << village->name << " " << fold(village->name));
    }
  }
  CHECK(other == 0);
  CHECK(codes(divisions().named("於村村委会", "370826102")) == Codes{"370826102269"});
}

}  // namespace
}  // namespace lawhub
