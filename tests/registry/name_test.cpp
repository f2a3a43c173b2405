#include "registry/name.h"

#include <catch2/catch.hpp>

namespace lawhub {
namespace {

using enum InstitutionType;

std::string core(std::string_view name, InstitutionType type, std::string_view host = "") {
  return read_name(name, type, host).core;
}

std::string division(std::string_view name, InstitutionType type, std::string_view host = "") {
  return read_name(name, type, host).division;
}

TEST_CASE("width, white space and ordinals do not change a name") {
  CHECK(read_name("1、山东 泰岳（济南）律师事务所", law_firm_branch, "").clean == "山东泰岳(济南)律师事务所");
  CHECK(read_name("（一）山东鲁衡律师事务所", law_firm, "").clean == "山东鲁衡律师事务所");
  CHECK(read_name("①山东鲁衡律师事务所", law_firm, "").clean == "山东鲁衡律师事务所");
  CHECK(read_name("★山东鲁衡律师事务所", law_firm, "").clean == "山东鲁衡律师事务所");
  CHECK(read_name("12．山东鲁衡律师事务所", law_firm, "").clean == "山东鲁衡律师事务所");
  CHECK(read_name("12348热线", hotline, "").clean == "12348热线");
  CHECK(read_name("三里庄村调委会", mediation_committee, "").clean == "三里庄村调委会");
  CHECK(read_name("一", law_firm, "").clean == "一");
  CHECK(read_name("", law_firm, "").core == "");
}

TEST_CASE("a firm's core is its trade name") {
  CHECK(core("山东泰岳（济南）律师事务所", law_firm_branch) == "泰岳");
  CHECK(core("山东泰岳(济南)律师事务所", law_firm_branch) == "泰岳");
  CHECK(core("山东鲁衡律师事务所", law_firm) == "鲁衡");
  CHECK(core("山东鲁衡律所", law_firm) == "鲁衡");
  CHECK(core("鲁衡律师", law_firm) == "鲁衡");
  CHECK(core("山东省鲁衡律师事务所", law_firm) == "鲁衡");
  CHECK(core("山东泰山律师事务所", law_firm) == "泰山");
  CHECK(core("山东齐鲁律师事务所", law_firm) == "齐鲁");
  CHECK(core("山东枣庄市鲁衡律师事务所", law_firm) == "鲁衡");
  CHECK(core("北京大诚(青岛)律师事务所", law_firm_branch) == "北京大诚");
  CHECK(core("山東魯衡律師事務所", law_firm) == "鲁衡");
}

TEST_CASE("令36号 and 令120号: a branch is the same in its old and its new form") {
  const NameReading old_form = read_name("山东泰岳律师事务所滕州分所", law_firm_branch, "");
  const NameReading new_form = read_name("山东泰岳(滕州)律师事务所", law_firm_branch, "");
  CHECK(old_form.core == new_form.core);
  CHECK(old_form.place == "滕州");
  CHECK(new_form.place == "滕州");
  CHECK(old_form.division == "370481");
  CHECK(new_form.division == "370481");
  CHECK(read_name("山东泰岳律师事务所滕州市分所", law_firm_branch, "").place == "滕州");
  CHECK(read_name("山东泰岳(北京)律师事务所", law_firm_branch, "").place == "北京");
}

TEST_CASE("brackets have five meanings") {
  CHECK(read_name("山东润达律师事务所(个人所)", law_firm, "").form == "个人所");
  CHECK(read_name("山东润达律师事务所(个人所)", law_firm, "").clean == "山东润达律师事务所");
  CHECK(core("山东润达律师事务所(个人所)", law_firm) == core("山东润达律师事务所（普通合伙）", law_firm));
  const NameReading former = read_name("山东鲁衡律师事务所（原山东正大律师事务所）", law_firm, "");
  CHECK(former.core == "鲁衡");
  CHECK(former.former == std::vector<std::string>{"山东正大律师事务所"});
  CHECK(former.place == "");
  CHECK(core("山东(吉吉)信律师事务所", law_firm) == "喆信");
  CHECK(core("山东喆信律师事务所", law_firm) == "喆信");
  CHECK(core("山东鲁衡律师事务所(全国优秀律师事务所)", law_firm) == "鲁衡");
}

TEST_CASE("notary offices are told by division or trade name") {
  CHECK(core("山东省枣庄市鲁南公证处", notary_office) == "鲁南");
  CHECK(division("山东省枣庄市鲁南公证处", notary_office) == "370400");
  CHECK(core("枣庄市市中区公证处", notary_office) == "");
  CHECK(division("枣庄市市中区公证处", notary_office) == "370402");
  CHECK(division("山东省临邑县公证处", notary_office) == "371424");
  CHECK(division("滕州公证处", notary_office) == "370481");
  CHECK(core("滕州公证处", notary_office) == "");
  CHECK(core("县公证处", notary_office, "370522") == "");
  CHECK(division("县公证处", notary_office, "370522") == "370522");
  CHECK(division("县公证处", notary_office) == "");
  CHECK(core("山東省兗州公證處", notary_office) == "");
  CHECK(division("山東省兗州公證處", notary_office) == "370812");
}

TEST_CASE("a trade name that sounds like a district or a town is no division") {
  CHECK(core("山东省青岛市崂山公证处", notary_office) == "崂山");
  CHECK(division("山东省青岛市崂山公证处", notary_office) == "370200");
  CHECK(division("山东省青岛市琅琊公证处", notary_office) == "370200");
  CHECK(division("青岛市崂山区公证处", notary_office) == "370212");
  CHECK(division("枣庄市薛城法律援助中心", legal_aid_centre) == "370403");
}

TEST_CASE("a division that two counties bear is told by the publisher or not at all") {
  CHECK(division("市中区公证处", notary_office) == "");
  CHECK(division("市中区公证处", notary_office, "370400") == "370402");
  CHECK(division("市中区公证处", notary_office, "370103") == "370103");
}

TEST_CASE("a name of the past leads to the division of today") {
  CHECK(division("莱芜市莱城区法律援助中心", legal_aid_centre) == "370116");
  CHECK(division("长岛县法律援助中心", legal_aid_centre) == "370614");
  CHECK(division("章丘市公证处", notary_office) == "370114");
  CHECK(division("济南市莱芜区法律援助中心", legal_aid_centre) == "370116");
}

TEST_CASE("a mediation committee is its village unit, however written") {
  const NameReading full = read_name("枣庄市薛城区临城街道清泉社区居民委员会人民调解委员会", mediation_committee, "");
  const NameReading brief = read_name("临城街道清泉社区调委会", mediation_committee, "370403");
  CHECK(full.core == "清泉");
  CHECK(brief.core == "清泉");
  CHECK(full.division == brief.division);
  CHECK(full.division.starts_with("370403001"));
  for (const std::string_view form : {"沙沟镇张庄村人民调解委员会", "沙沟镇张庄村村民委员会人民调解委员会",
                                      "薛城区沙沟镇张庄村委会调委会", "沙沟镇张庄村民委员会调解委员会"}) {
    INFO(form);
    CHECK(core(form, mediation_committee, "370403") == "张庄");
    CHECK(division(form, mediation_committee, "370403") == "370403101249");
  }
  CHECK(division("张庄村调委会", mediation_committee, "370403101") == "370403101249");
  CHECK(core("枣庄市医疗纠纷人民调解委员会", mediation_committee) == "医疗纠纷");
  CHECK(core("枣庄市道路交通事故纠纷人民调解委员会", mediation_committee) == "道路交通事故纠纷");
}

TEST_CASE("offices of a town keep its stem and know its code") {
  CHECK(core("滕州市荆河法律服务所", grassroots_legal_office) == "荆河");
  CHECK(core("滕州市荆河街道基层法律服务所", grassroots_legal_office) == "荆河");
  CHECK(division("滕州市荆河法律服务所", grassroots_legal_office) == "370481001");
  CHECK(division("滕州市荆河街道基层法律服务所", grassroots_legal_office) == "370481001");
  CHECK(core("薛城区司法局临城司法所", judicial_office) == "临城");
  CHECK(division("薛城区司法局临城司法所", judicial_office) == "370403001");
  CHECK(division("临城司法所", judicial_office, "370403") == "370403001");
  CHECK(division("临城街道公共法律服务工作站", legal_service_centre, "370403") == "370403001");
}

TEST_CASE("a station is its host, wherever the words stand") {
  CHECK(core("滕州市法律援助中心驻看守所工作站", legal_aid_station) == "看守所");
  CHECK(core("滕州市看守所法律援助工作站", legal_aid_station) == "看守所");
  CHECK(core("滕州市法律援助中心驻人民法院工作站", legal_aid_station) == "人民法院");
}

TEST_CASE("other types") {
  CHECK(core("薛城区法律援助中心", legal_aid_centre) == "");
  CHECK(core("枣庄市律师协会", association) == "律师");
  CHECK(core("枣庄市律协", association) == "律师");
  CHECK(core("枣庄市公证协会", association) == "公证");
  CHECK(core("枣庄仲裁委员会", arbitration_commission) == "");
  CHECK(division("枣庄仲裁委员会", arbitration_commission) == "370400");
  CHECK(core("枣庄惠民医院法医司法鉴定所", forensic_institution) == "惠民医院");
  CHECK(core("枣庄惠民医院司法鉴定所", forensic_institution) == "惠民医院");
  CHECK(core("枣庄惠民医院精神疾病司法鉴定所", forensic_institution) == "惠民医院精神疾病");
  CHECK(division("枣庄市司法局", justice_bureau) == "370400");
  CHECK(core("枣庄市司法局", justice_bureau) == "");
}

TEST_CASE("hostile names come back") {
  CHECK_NOTHROW(read_name(std::string(50000, '('), law_firm, ""));
  CHECK_NOTHROW(read_name("(((())", law_firm, ""));
  CHECK_NOTHROW(read_name("\xff\xfe(", law_firm, "370400"));
}

}  // namespace
}  // namespace lawhub
