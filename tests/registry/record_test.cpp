#include "registry/record.h"

#include <catch2/catch.hpp>
#include <set>
#include <stdexcept>

using namespace lawhub;

namespace {

/// A record that says something in every field and in every member of every struct.
Record full_record() {
  Record r;
  r.type = InstitutionType::notary_office;
  r.subtype = "window";
  r.name = "山东省枣庄市鲁南公证处";
  r.alternate_names = {"鲁南公证处", "with \"quotes\" and \\ and \n"};
  r.former_names = {{"枣庄市市中区公证处", "2017-12-31"}, {"枣庄市公证处", ""}};
  r.identifiers = {{"uscc", "32370000MD99099986", "2018-05-18", ""}, {"licence", "37040200001", "", "2030-01-01"}};
  r.status = Status::suspended_by_penalty;
  r.status_since = "2026-01-02";
  r.organization_form = {"x-form", "自收自支", "local-forms"};
  r.provider_nature = "social";
  r.supervising_bureau = {"枣庄市市中区司法局", "bur:370402"};
  r.licensing_authority = "山东省司法厅";
  r.division = "370402";
  r.year_incorporated = "1984";
  r.description = "办理公证。";
  r.website = "https://lngz.example.cn/";
  r.email = "a@lngz.example.cn";
  r.contacts = {{"王某某", "主任", "principal"}};
  r.phones = {{"0632-3312001", "801", "voice", "咨询"}, {"0632-3312009", "", "complaint", ""}};
  r.staff = {{"notary", 9, "2026-06-30"}, {"assistant", 0, ""}};
  r.address = {"市中区文化中路9号", "370402", "文化中路9号", "二楼", "277100", "办证大厅", "综合科", true};
  r.position = {117.556123, 34.8641140001, 50, "map-picked", "CGCS2000"};
  r.hours = {"MO-FR 08:30-12:00,13:30-17:30; PH off", "工作日 8:30-12:00", "夏季作息"};
  r.transportation = "乘15路到文化广场站";
  r.accessibility = {"step-free", "wheelchair"};
  Location& window = r.other_locations.emplace_back();
  window.kind = "postal";
  window.address = {"政务服务中心", "370402001", "民生路1号", "三楼", "277100", "窗口", "收发室", true};
  window.position = r.position;
  window.hours = r.hours;
  window.transportation = "乘2路";
  window.accessibility = {"elevator"};
  window.phones = {{"0632-3312002", "1", "fax", "窗口"}};
  ServiceOffer& service = r.services.emplace_back();
  service.code = "NTR01";
  service.name = "继承公证";
  service.description = "说明";
  service.fees = "paid";
  service.fees_description = "按标准";
  service.url = "https://lngz.example.cn/1";
  service.status = "temporarily closed";
  service.eligibility = {{"低保家庭", "370402", "2025-01-01", "2026-12-31"}, {"所有人"}};
  service.scope = {"LAB01", "-0207"};
  service.audience = {"A08"};
  service.required_documents = {"死亡证明"};
  service.delivery_modes = {"on-site"};
  service.service_areas = {"370400"};
  service.hours = r.hours;
  r.channels = {{"online-consultation", "https://lngz.example.cn/ask", "0632-3312003", "工作日回复"}};
  r.relations = {{"hosted_by", "370400:PLC:1", "公共法律服务中心", "370402001", "2020-01-01", "2027-12-31", "每周三"}};
  const Document document = {"枣司罚〔2026〕1号", "公告", "2026-05-20", "枣庄市司法局", "https://sfj.example.cn/1"};
  r.inspections = {{"2025", "qualified", document}};
  r.penalties = {{"warning", document, "2028-05-20"}};
  r.honours = {{"national-model"}, {"H-1", "全市先进", "local-honours"}};
  r.metadata = {{"phone", "370400:NOT:1", 1761639164, 1761639999}};
  return r;
}

}  // namespace

TEST_CASE("a record survives JSON without loss") {
  SECTION("every field") {
    const Record r = full_record();
    CHECK(record_from_json(to_json(r)) == r);
  }
  SECTION("each field alone") {
    for (Field f : all_fields()) {
      Record r;
      copy_field(full_record(), r, f);
      INFO(field_name(f));
      CHECK(record_from_json(to_json(r)) == r);
    }
  }
  SECTION("nothing but a type") {
    Record r;
    r.type = InstitutionType::hotline;
    CHECK(record_from_json(to_json(r)) == r);
    CHECK(to_json(r) == R"({"institution_type":"HOT"})");
  }
}

TEST_CASE("whatever is not a record is refused") {
  for (const char* json :
       {"", "[]", "{}", "{\"institution_type\":\"XXX\"}", "{\"institution_type\":\"NOT\",\"nmae\":\"x\"}",
        "{\"institution_type\":\"NOT\",\"name\":5}", "{\"institution_type\":\"NOT\",\"phone\":\"?\"}",
        "{\"institution_type\":\"NOT\",\"phone\":[\"?\"]}",
        "{\"institution_type\":\"NOT\",\"practice_status\":{\"code\":\"x\"}}", "{\"institution_type\":\"NOT\""}) {
    INFO(json);
    CHECK_THROWS_AS(record_from_json(json), std::runtime_error);
  }
}

TEST_CASE("bytes that are not UTF-8 do not stop a record from being kept") {
  Record r;
  r.name = "公证\xff处";
  CHECK(record_from_json(to_json(r)).name == "公证\xEF\xBF\xBD处");
}

TEST_CASE("a field is said or not, and copies alone") {
  const Record full = full_record();
  Record copy;
  for (Field f : all_fields()) {
    INFO(field_name(f));
    CHECK_FALSE(field_json(full, f).empty());
    CHECK_FALSE(field_text(full, f).empty());
    if (f != Field::type) {
      CHECK(field_json(Record{}, f).empty());
      CHECK(field_text(Record{}, f).empty());
    }
    copy_field(full, copy, f);
    CHECK(field_json(copy, f) == field_json(full, f));
  }
  copy.metadata = full.metadata;  // about the fields, none itself
  CHECK(copy == full);
  CHECK(field_json(full, Field::status) == R"({"code":"suspended-by-penalty","since":"2026-01-02"})");
  CHECK(field_text(full, Field::phones) == "咨询 0632-3312001 转 801、0632-3312009");
}

TEST_CASE("codes are read as people say them") {
  const Record r = full_record();
  CHECK(field_text(r, Field::accessibility) == "无台阶入口、轮椅可达");
  CHECK(field_text(r, Field::honours) == "全国先进集体、全市先进");
  CHECK(field_text(r, Field::relations) == "依托单位:公共法律服务中心 每周三(2020-01-01 至 2027-12-31)");
  CHECK(field_text(r, Field::channels) == "在线咨询 0632-3312003 https://lngz.example.cn/ask 工作日回复");
  CHECK(field_text(r, Field::inspections) == "2025 年度 合格");
  CHECK(field_text(r, Field::penalties) == "2026-05-20 警告 枣司罚〔2026〕1号");
  CHECK(field_text(r, Field::services) == "继承公证(临时停办)");
  CHECK(field_text(r, Field::staff) == "公证员 9、助理 0");
  CHECK(field_text(r, Field::other_locations) == "注册地址 窗口 政务服务中心");
}

TEST_CASE("a penalty is shown until its last day, and for ever when it has none") {
  Record r;
  r.penalties = {{"warning", {}, "2026-11-24"}, {"fine", {}, ""}};
  CHECK(penalties_on(r, "2026-11-24").size() == 2);
  CHECK(penalties_on(r, "2026-11-25").size() == 1);
}

TEST_CASE("fields have distinct names and labels") {
  std::set<std::string_view> names, labels;
  for (Field f : all_fields()) {
    names.insert(field_name(f));
    labels.insert(field_label(f));
  }
  CHECK(names.size() == all_fields().size());
  CHECK(labels.size() == all_fields().size());
}

TEST_CASE("practice status as lists write it") {
  CHECK(status_of_text("正常") == Status::active);
  CHECK(status_of_text(" 执 业 ") == Status::active);
  CHECK(status_of_text("正常执业") == Status::active);
  CHECK(status_of_text("已注销") == Status::cancelled);
  CHECK(status_of_text("注销") == Status::cancelled);
  CHECK(status_of_text("吊销执业许可证") == Status::revoked);
  CHECK(status_of_text("停业整顿") == Status::suspended_by_penalty);
  CHECK(status_of_text("停业") == Status::suspended);
  CHECK(status_of_text("暂停执业") == Status::suspended);
  CHECK(status_of_text("歇业") == Status::closed);
  CHECK(status_of_text("active") == Status::active);
  for (const char* text : {"", "-", "39a62a49-7f3a-4b1c-9d2e-000000000000", "非正常", "未执业", "不详",
                           "该所执业许可证遗失,特此声明作废"}) {
    INFO(text);
    CHECK(status_of_text(text) == Status::unknown);
  }
  for (Status s : {Status::unknown, Status::active, Status::suspended, Status::suspended_by_penalty, Status::closed,
                   Status::cancelled, Status::revoked, Status::merged}) {
    CHECK(status_of_code(code_of(s)) == s);
  }
}

TEST_CASE("the first identifier of a scheme") {
  const Record r = full_record();
  CHECK(identifier_of(r, "licence") == "37040200001");
  CHECK(identifier_of(r, "org-code").empty());
}
