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
  r.subtype = "county";
  r.name = "山东省枣庄市鲁南公证处";
  r.alternate_names = {"鲁南公证处", "with \"quotes\" and \\ and \n"};
  r.former_names = {{"枣庄市市中区公证处", "2017-12-31"}, {"枣庄市公证处", ""}};
  r.identifiers = {{"uscc", "32370000MD99099986", "2018-05-18", ""}, {"licence", "37040200001", "", "2030-01-01"}};
  r.status = Status::suspended_by_penalty;
  r.status_since = "2026-01-02";
  r.organization_form = "public-institution";
  r.supervising_bureau = "枣庄市市中区司法局";
  r.licensing_authority = "山东省司法厅";
  r.division = "370402";
  r.year_incorporated = "1984";
  r.description = "办理公证。";
  r.website = "https://lngz.example.cn/";
  r.email = "a@lngz.example.cn";
  r.contacts = {{"王某某", "主任", "principal"}};
  r.phones = {{"0632-3312001", "801", "voice", "咨询"}, {"0632-3312009", "", "complaint", ""}};
  r.staff = {{"notary", 9, "2026-06-30"}, {"assistant", 0, ""}};
  r.address = {"市中区文化中路9号", "370402", "文化中路9号", "二楼", "277100"};
  r.position = {117.556123, 34.8641140001, 50, "map-picked", "CGCS2000"};
  r.hours = {"MO-FR 08:30-12:00,13:30-17:30; PH off", "工作日 8:30-12:00"};
  r.accessibility = {"step-free", "wheelchair"};
  r.services = {{"NTR01",
                 "继承公证",
                 "说明",
                 "eligible",
                 "paid",
                 "按标准",
                 "https://lngz.example.cn/1",
                 {"LAB01", "-0207"},
                 {"A08"},
                 {"死亡证明"},
                 {"on-site"},
                 {"370400"}}};
  r.relations = {{"hosted_by", "370400:PLC:1", "公共法律服务中心", "370402001"}};
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
        "{\"institution_type\":\"NOT\",\"name\":5}",
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
  CHECK(copy == full);
  CHECK(field_json(full, Field::status) == R"({"code":"suspended-by-penalty","since":"2026-01-02"})");
  CHECK(field_text(full, Field::phones) == "咨询 0632-3312001 转 801、0632-3312009");
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
