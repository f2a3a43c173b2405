#include "registry/phone.h"

#include <catch2/catch.hpp>

#include "base/file.h"
#include "base/text.h"
#include "base/tsv.h"
#include "generated/test_paths.h"

namespace lawhub {
namespace {

std::string read(std::string_view text, std::string_view area = "0632") {
  std::vector<std::string> parts;
  for (const Phone& p : read_phones(text, area).phones) parts.push_back(to_text(p));
  return join(parts, ";");
}

std::string problems(std::string_view text, std::string_view area = "0632") {
  return join(read_phones(text, area).problems, " ");
}

std::string kinds(std::string_view text) {
  std::vector<std::string> parts;
  for (const Phone& p : read_phones(text, "0632").phones) parts.push_back(p.kind);
  return join(parts, " ");
}

TEST_CASE("numbers of the vector table are read as expected") {
  const std::string text = read_file(TEST_DATA "/phone_cases.tsv");
  const Table cases(text, "phone_cases.tsv");
  REQUIRE(cases.size() > 0);
  for (std::size_t row = 0; row < cases.size(); ++row) {
    const std::string_view input = cases.cell(row, 0), area = cases.cell(row, 1);
    INFO(input);
    std::string got = read(input, area);
    if (problems(input, area) == "retired-area-code") got += ";flag=retired-area-code";
    CHECK(got == cases.cell(row, 2));
  }
}

TEST_CASE("mobile numbers, whole, in groups and with a zero in front") {
  CHECK(read("13963200001") == "13963200001");
  CHECK(read("139 6320 0001") == "13963200001");
  CHECK(read("139-6320-0001") == "13963200001");
  CHECK(read("013963200001") == "13963200001");
  CHECK(read("+86 13963200001") == "13963200001");
  CHECK(read("8613963200001") == "13963200001");
  CHECK(kinds("13963200001") == "mobile");
  CHECK(read("1396320000") == "");
  CHECK(problems("1396320000") == "wrong-length");
}

TEST_CASE("400 and 800 numbers") {
  CHECK(read("400-123-4567") == "4001234567");
  CHECK(read("4001234567") == "4001234567");
  CHECK(read("400 1234 567") == "4001234567");
  CHECK(read("400-000-0001转2") == "4000000001;ext=2");
  CHECK(kinds("400-123-4567") == "hotline");
}

TEST_CASE("hotlines, alone and behind an area code") {
  CHECK(read("12348") == "12348");
  CHECK(read("0632-12348") == "0632-12348");
  CHECK(read("12348、0632-8690000") == "12348;0632-8690000");
  CHECK(read("12348（24小时）") == "12348");
  CHECK(kinds("12348") == "hotline");
}

TEST_CASE("lists inherit the area code") {
  CHECK(read("0632-8690000、8690001", "") == "0632-8690000;0632-8690001");
  CHECK(read("0537-2312345；2312346", "0632") == "0537-2312345;0537-2312346");
  CHECK(read("0632-8690000,13963200001") == "0632-8690000;13963200001");
  CHECK(read("0632-8690000 8690001") == "0632-8690000;0632-8690001");
  CHECK(read("8690000 / 8690001 / 8690000") == "0632-8690000;0632-8690001");
  CHECK(read("0632-8690000或8690001") == "0632-8690000;0632-8690001");
  CHECK(read("0632-8690000-8690001") == "0632-8690000;0632-8690001");
}

TEST_CASE("ranges of last digits give every number") {
  CHECK(read("8690000-1") == "0632-8690000;0632-8690001");
  CHECK(read("8690000～2") == "0632-8690000;0632-8690001;0632-8690002");
  CHECK(read("0632-8690000至8690002") == "0632-8690000;0632-8690001;0632-8690002");
  CHECK(read("0632-8690000/01") == "0632-8690000;0632-8690001");
}

TEST_CASE("extensions by dash, 转 and 分机") {
  CHECK(read("0632-8690000转801") == "0632-8690000;ext=801");
  CHECK(read("0632-8690000 分机 801") ==
        "0632-8690000"
        ";ext=801");
  CHECK(read("0632-8690000（转801）") == "0632-8690000;ext=801");
  CHECK(read("0632-8690000-8001") == "0632-8690000;ext=8001");
  CHECK(read("0632-8690000 ext.801") == "0632-8690000;ext=801");
  CHECK(read("0632-8690000转801、802") == "0632-8690000;ext=801;0632-8690000;ext=802");
}

TEST_CASE("labels in front and behind say what a number is for") {
  CHECK(read("电话：0632-8690000") == "0632-8690000");
  CHECK(read("咨询电话：0632-8690000；投诉电话：0632-8690110") == "0632-8690000[咨询];0632-8690110[投诉]");
  CHECK(kinds("电话：8690000 传真：8690001 投诉：8690110") == "voice fax complaint");
  CHECK(kinds("8690000、8690001（传真）") == "voice fax");
  CHECK(kinds("电话/传真：0632-8690000") == "voice");
  CHECK(kinds("0632-8690000(兼传真)") == "voice");
  CHECK(read("0632-8690000 (周一至周五)") == "0632-8690000");
  CHECK(problems("传真:0632-8690000 邮编:277800") == "");
  CHECK(read("8690000（办公室）") == "0632-8690000[办公室]");
  CHECK(read("张主任13963200001") == "13963200001[张主任]");
  CHECK(kinds("8690000传真8690001") == "voice fax");
}

TEST_CASE("dashes, brackets and country codes of all sorts") {
  CHECK(read("0632—8690000") == "0632-8690000");
  CHECK(read("0632－－8690000") == "0632-8690000");
  CHECK(read("0632 8690000") == "0632-8690000");
  CHECK(read("(0632)8690000") == "0632-8690000");
  CHECK(read("【0632】8690000") == "0632-8690000");
  CHECK(read("06328690000") == "0632-8690000");
  CHECK(read("053188990001") == "0531-88990001");
  CHECK(read("010-12345678", "") == "");
  CHECK(read("010-62345678", "") == "010-62345678");
  CHECK(read("+86(632)8690000", "") == "0632-8690000");
  CHECK(read("0086-632-8690000", "") == "0632-8690000");
  CHECK(read("86-0632-8690000", "") == "0632-8690000");
  CHECK(read("+866328690000", "") == "0632-8690000");
  CHECK(read("0632-869 0000") == "0632-8690000");
  CHECK(read("0531-8899 0001") == "0531-88990001");
  CHECK(read("0632一8690000") == "0632-8690000");
  CHECK(read("0632/8690000", "") == "0632-8690000");
  CHECK(read("0632 - 8690000", "") == "0632-8690000");
}

TEST_CASE("a retired area code is flagged, not rewritten") {
  CHECK(read("0634-6212348", "0531") == "0634-6212348");
  CHECK(problems("0634-6212348", "0531") == "retired-area-code");
  CHECK(problems("0531-76212348", "0531") == "");
}

TEST_CASE("what is too long or too short gives no number and a problem") {
  CHECK(read("0632-869000") == "");
  CHECK(problems("0632-869000") == "wrong-length");
  CHECK(read("0632-869000012") == "");
  CHECK(problems("0632-869000012") == "wrong-length");
  CHECK(problems("139****0001") == "not-a-number");
  CHECK(read("139****0001") == "");
  CHECK(problems("8690000", "") == "no-area-code");
  CHECK(read("8690000", "") == "8690000");
}

TEST_CASE("no number is no problem") {
  for (const std::string_view none : {"", "无", "暂无", "-", "电话：无", "/", "——", "未公开"}) {
    INFO(none);
    CHECK(read(none) == "");
    CHECK(problems(none) == "");
  }
}

TEST_CASE("digits that are something else are left alone") {
  CHECK(read("邮编：277800 电话：8690000") == "0632-8690000");
  CHECK(read("武夷山路1379号 8690000") == "0632-8690000");
  CHECK(read("8:30-17:30 8690000") == "0632-8690000");
  CHECK(problems("8:30-17:30 8690000") == "");
  CHECK(read("QQ：123456789") == "");
}

TEST_CASE("hostile input comes back in time") {
  CHECK(read(std::string(100000, '-')) == "");
  CHECK(read(std::string(100000, '(')) == "");
  CHECK(read(std::string(100000, '1')) == "");
  std::string many;
  for (int i = 0; i < 20000; ++i) many += "1 ";
  CHECK(read(many) == "");
}

}  // namespace
}  // namespace lawhub
