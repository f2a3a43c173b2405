#include "registry/address.h"

#include <algorithm>
#include <catch2/catch.hpp>

#include "base/file.h"
#include "base/text.h"
#include "base/tsv.h"
#include "generated/test_paths.h"

namespace lawhub {
namespace {

std::string division(std::string_view text, std::string_view host = "") {
  const AddressReading r = read_address(text, host);
  return r.candidates.empty() ? r.address.division : "AMBIGUOUS " + join(r.candidates, "|");
}

std::string street(std::string_view text, std::string_view host = "") {
  const Address a = read_address(text, host).address;
  return a.street + "|" + a.premise;
}

bool evident(std::string_view text, std::string_view host, std::string_view code) {
  const auto evidence = read_address(text, host).evidence;
  return std::find(evidence.begin(), evidence.end(), code) != evidence.end();
}

TEST_CASE("addresses of the vector table are read as expected") {
  const std::string text = read_file(TEST_DATA "/address_cases.tsv");
  const Table cases(text, "address_cases.tsv");
  REQUIRE(cases.size() > 0);
  for (std::size_t row = 0; row < cases.size(); ++row) {
    const std::string_view input = cases.cell(row, 0);
    std::string host(cases.cell(row, 1));  // "host 3704"
    if (!host.empty()) host = (host.substr(5) + "0000").substr(0, 6);
    std::string expected(cases.cell(row, 2));  // "370176 (statistical) / …"
    if (!expected.starts_with("AMBIGUOUS")) expected = expected.substr(0, expected.find(' '));
    INFO(input);
    CHECK(division(input, host) == expected);
    CHECK(street(input, host) == std::string(cases.cell(row, 3)) + "|" + std::string(cases.cell(row, 4)));
  }
}

TEST_CASE("a bare name that two counties bear is never picked") {
  CHECK(division("市中区") == "AMBIGUOUS 370103|370402");
  CHECK(division("市中区振兴路5号") == "AMBIGUOUS 370103|370402");
  CHECK(division("市中区振兴路5号", "370400") == "370402");
  CHECK(division("市中区振兴路5号", "370403") == "370402");
  CHECK(division("市中区振兴路5号", "370000") == "AMBIGUOUS 370103|370402");
  CHECK(division("市中区光明路街道振兴路5号") == "370402006");
  CHECK(division("陵城镇") == "AMBIGUOUS 370881103|371403");
  CHECK(division("陵城镇", "370881") == "370881103");
  CHECK(read_address("市中区", "").confidence == 0);
}

TEST_CASE("the publisher completes what is left out and never overrules what is said") {
  CHECK(division("武夷山路1379号", "370400") == "370403");
  CHECK(evident("武夷山路1379号", "370400", "host-seat"));
  CHECK(division("津二路5号", "370522") == "370522");
  CHECK(division("滕州市善国中路5号", "370403") == "370481");
  CHECK(division("枣庄市燕山路1号", "370403") == "370403");
  CHECK(division("临城街道永福路1号", "370403") == "370403001");
  CHECK(division("沙沟镇张庄村", "370403") == "370403101249");
  CHECK(division("武夷山路1379号") == "");
  CHECK(division("济南市经十路1号") == "370100");
}

TEST_CASE("levels may be missing, doubled or of the past") {
  CHECK(division("山东省枣庄市山东省枣庄市薛城区燕山路1号") == "370403");
  CHECK(read_address("枣庄市枣庄市薛城区燕山路1号", "").address.text == "枣庄市薛城区燕山路1号");
  CHECK(division("济南市市辖区历下区经十路1号") == "370102");
  CHECK(division("枣庄市中区振兴路5号") == "370402");
  CHECK(division("济宁市市中区太白楼路1号") == "370811");
  CHECK(division("莱芜市莱城区文化北路1号") == "370116");
  CHECK(division("苍山县文化路1号") == "371324");
  CHECK(division("滨州地区邹平县黄山路1号") == "371681");
  CHECK(division("胶南市珠海路1号") == "370211");
  CHECK(division("滕县北门里") == "370481");
  CHECK(division("莱芜市文化北路1号") == "370100");
  CHECK(division("莱芜市文化北路1号", "370116") == "370116");
  CHECK(division("中国山东省枣庄市薛城区光明西路1699号") == "370403");
  CHECK(division("威海市统一路") == "371000");
  CHECK(evident("章丘市双泉路2号", "", "former-name"));
  CHECK_FALSE(evident("章丘区双泉路2号", "", "former-name"));
}

TEST_CASE("towns and villages") {
  CHECK(division("薛城区沙沟镇张庄村") == "370403101249");
  CHECK(division("滕州市荆河办事处善国中路1号") == "370481001");
  CHECK(division("滕州市荆河街道办事处善国中路1号") == "370481001");
  CHECK(division("滕州市鲍沟乡") == "370481108");
  CHECK(division("鲍沟镇") == "370481108");
  CHECK(division("新城街道") != "370403006");
  CHECK(division("新城街道", "370400") == "370403006");
  CHECK(division("枣庄市市中区文化路5号") == "370402");
  CHECK(street("枣庄市市中区文化路5号") == "文化路|5号");
}

TEST_CASE("short names are trusted before a street or another division, words are left alone") {
  CHECK(division("薛城武夷山路1379号") == "370403");
  CHECK(division("枣庄薛城区武夷山路") == "370403");
  CHECK(division("济南历下经十路1号") == "370102");
  CHECK(division("青岛路5号", "371000") == "371002");
  CHECK(street("青岛路5号", "371000") == "青岛路|5号");
  CHECK(division("泰山大街12号") == "");
  CHECK(division("平原路3号") == "");
  CHECK(division("牡丹园小区") == "");
  CHECK(division("兰山") == "371302");
  CHECK(division("岚山") == "371103");
}

TEST_CASE("zones are jurisdictions: the county below them is not guessed") {
  CHECK(division("济南高新区舜华路1号") == "370176");
  CHECK(division("济南市高新区舜华路1号") == "370176");
  CHECK(division("高新区舜华路1号", "370100") == "370176");
  CHECK(division("枣庄高新区光明大道1号", "370400") == "370400");
  CHECK(evident("济南高新区舜华路1号", "", "zone"));
  CHECK(division("德州市经济技术开发区三八东路1号") == "371471");
  CHECK(street("滕州市经济开发区恒源南路2号") == "恒源南路|2号");
}

TEST_CASE("places outside the province are known as such") {
  CHECK(division("贵州省贵阳市云岩区1112") == "520103");
  CHECK(division("天津市河东区津塘路1号") == "120102");
  CHECK(division("北京市朝阳区建国路1号") == "110105");
  CHECK(division("河东区银雀山路1号") == "371312");
  CHECK(evident("天津市河东区津塘路1号", "371300", "elsewhere"));
}

TEST_CASE("labels, postal codes and telephones are no part of an address") {
  const Address a = read_address("地址：枣庄市薛城区武夷山路1379号 邮编：277800 电话：0632-8690000", "").address;
  CHECK(a.text == "枣庄市薛城区武夷山路1379号");
  CHECK(a.postal_code == "277800");
  CHECK(a.premise == "1379号");
  CHECK(read_address("枣庄市薛城区武夷山路1379号（277800）", "").address.postal_code == "277800");
  CHECK(read_address("枣庄市薛城区武夷山路1379号（277800）", "").address.text == "枣庄市薛城区武夷山路1379号");
  CHECK(read_address("邮编277800 地址:薛城区武夷山路1379号", "").address.text == "薛城区武夷山路1379号");
  CHECK(read_address("办公地址：薛城区武夷山路１３７９号。", "").address.text == "薛城区武夷山路1379号");
}

TEST_CASE("street, number and premise") {
  CHECK(street("历下区经十路1号泰和大厦18层") == "经十路|1号 泰和大厦 18层");
  CHECK(street("历下区经十路1号泰和大厦A座1801室") == "经十路|1号 泰和大厦A座 1801室");
  CHECK(street("历下区经十路5号院3号楼2单元301室") == "经十路|5号院 3号楼2单元 301室");
  CHECK(street("薛城区武夷山路1379") == "武夷山路|1379号");
  CHECK(street("薛城区光明大道与泰山路交叉口") == "光明大道|与泰山路交叉口");
  CHECK(street("薛城区政务服务中心三楼") == "|政务服务中心 三楼");
  CHECK(street("市南区香港中路1号甲 海岳大厦", "370200") == "香港中路|1号甲 海岳大厦");
  CHECK(street("泰安市泰山区东岳大街2号") == "东岳大街|2号");
  CHECK(street("薛城区新华街西首路南") == "新华街|西首路南");
  CHECK(street("历下区山大路157号华强国际A座14层1410") == "山大路|157号 华强国际A座 1410室");
  CHECK(street("沂南县城人民路中段") == "人民路|中段");
  CHECK(street("沂南县城南路1号") == "城南路|1号");
  CHECK(street("县城文化路12号", "371321") == "文化路|12号");
}

TEST_CASE("traditional characters") {
  CHECK(division("兗州市建設東路7號") == "370812");
  CHECK(street("兗州市建設東路7號") == "建设东路|7号");
}

TEST_CASE("nothing, and hostile input") {
  CHECK(division("") == "");
  CHECK(division("无") == "");
  CHECK(division("无", "370403") == "");
  CHECK(read_address("暂无", "370403").address.text == "");
  CHECK_NOTHROW(read_address(std::string(1000000, '('), "370400"));
  CHECK_NOTHROW(read_address("\xff\xfe\xfd", "zzz"));
  std::string many;
  for (int i = 0; i < 50000; ++i) many += "山东省";
  CHECK_NOTHROW(read_address(many, "370400"));
}

}  // namespace
}  // namespace lawhub
