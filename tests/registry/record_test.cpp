#include "registry/record.h"

#include <catch2/catch.hpp>
#include <set>
#include <stdexcept>

#include "tests/support/whole_record.h"

using namespace lawhub;

namespace {

/// With what only JSON could spoil.
Record full_record() {
  Record r = whole_record();
  r.subtype = "window";
  r.status = Status::suspended_by_penalty;
  r.alternate_names.emplace_back("with \"quotes\" and \\ and \n");
  r.position.latitude = 34.8641140001;
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
  CHECK(field_json(full, Field::status) == R"({"code":"suspended-by-penalty","since":"1999-03-02"})");
  CHECK(field_text(full, Field::phones) == "咨询 0632-4411001 转 801、0632-4411002");
}

TEST_CASE("codes are read as people say them") {
  const Record r = full_record();
  CHECK(field_text(r, Field::accessibility) == "临街、一层");
  CHECK(field_text(r, Field::honours) == "全省优秀律师事务所、全市先进");
  CHECK(field_text(r, Field::relations) ==
        "结对单位:薛城区临城司法所 每月一次(2023-05-01 至 2027-04-30)、派驻:某村 每周三上午");
  CHECK(field_text(r, Field::channels) == "在线咨询 0632-4411001 https://daibei.example.cn/ask 工作日回复");
  CHECK(field_text(r, Field::inspections) == "2025 年度 合格");
  CHECK(field_text(r, Field::penalties) == "2026-05-20 警告 枣司公〔2026〕1号");
  CHECK(field_text(r, Field::services) == "诉讼代理(临时停办)");
  CHECK(field_text(r, Field::staff) == "律师 18");
  CHECK(field_text(r, Field::other_locations) == "通信地址 信箱 临城邮局12号信箱");
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
  CHECK(identifier_of(r, "licence-old") == "23704199910000001");
  CHECK(identifier_of(r, "org-code").empty());
}
