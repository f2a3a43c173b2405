#include "registry/identifier.h"

#include <catch2/catch.hpp>

#include "base/file.h"
#include "base/tsv.h"
#include "generated/test_paths.h"

namespace lawhub {
namespace {

TEST_CASE("codes of the vector table are judged as expected") {
  const std::string text = read_file(TEST_DATA "/uscc_cases.tsv");
  const Table cases(text, "uscc_cases.tsv");
  REQUIRE(cases.size() > 0);
  for (std::size_t row = 0; row < cases.size(); ++row) {
    const UsccReading reading = read_uscc(cases.cell(row, 0));
    INFO(cases.cell(row, 0) << ": " << reading.problem);
    CHECK(reading.valid == (cases.cell(row, 1) == "valid"));
    CHECK(reading.problem.empty() == reading.valid);
  }
}

TEST_CASE("GB 32100: both check characters are computed") {
  CHECK(complete_uscc("31150000E3708033") == "31150000E370803331");
  CHECK(complete_uscc("34440000MD801937") == "34440000MD8019379K");
  CHECK(complete_uscc("3115") == "");
  CHECK_FALSE(read_uscc("31150000E370803332").valid);  // check 18
  CHECK_FALSE(read_uscc("31150000E370803341").valid);  // check 17
}

TEST_CASE("a code is compared without width, case, white space and invisible characters") {
  const UsccReading reading = read_uscc(" 3252 0000\u200bmd5016009p\u3000");
  CHECK(reading.value == "32520000MD5016009P");
  CHECK(reading.valid);
}

TEST_CASE("eighteen zeros pass both checks and are no code") {
  const UsccReading zeros = read_uscc("000000000000000000");
  CHECK_FALSE(zeros.valid);
  CHECK(zeros.problem == "统一社会信用代码前两位不是规定的登记部门和机构类别");
}

TEST_CASE("the registering region must exist, now or once") {
  CHECK(read_uscc(complete_uscc("31370000MD990033")).valid);
  CHECK(read_uscc(complete_uscc("12370403MD990033")).valid);
  CHECK(read_uscc(complete_uscc("12371202MD990033")).valid);        // 莱城区, until 2019
  CHECK_FALSE(read_uscc(complete_uscc("12370401MD990033")).valid);  // 市辖区
  CHECK_FALSE(read_uscc(complete_uscc("31990000MD990033")).valid);
}

TEST_CASE("the department and the kind it registers must fit") {
  CHECK_FALSE(read_uscc(complete_uscc("36370000MD990033")).valid);
  CHECK(read_uscc(complete_uscc("35370000MD990033")).valid);
  CHECK(is_justice_uscc("31370000MD99003391"));
  CHECK_FALSE(is_justice_uscc("123704004950045636"));
  CHECK_FALSE(is_justice_uscc(""));
}

TEST_CASE("a misread character is suggested, never stored") {
  const UsccReading letter = read_uscc("32520000MD5O16009P");
  CHECK(letter.value == "32520000MD5O16009P");
  CHECK(letter.repair == "32520000MD5016009P");
  const std::string good = complete_uscc("31370000MD990251");
  CHECK(read_uscc(good).repair.empty());
  std::string swapped = good;
  std::swap(swapped[12], swapped[13]);
  CHECK(read_uscc(swapped).repair == good);
  CHECK(read_uscc(good.substr(0, 17)).repair == good);
  CHECK(read_uscc("垃圾").repair.empty());
}

TEST_CASE("bad input is a problem in plain Chinese") {
  CHECK(read_uscc("").problem == "没有填写统一社会信用代码");
  CHECK(read_uscc("3252").problem == "统一社会信用代码应为18位,这里是4位");
  CHECK(read_uscc("无").problem == "没有填写统一社会信用代码");
  CHECK_FALSE(read_uscc(std::string(100000, 'I')).valid);
  CHECK_FALSE(read_uscc("六六六六六六").valid);  // eighteen bytes, not eighteen characters
}

TEST_CASE("licence numbers are compared without ornament") {
  CHECK(read_licence("鲁司鉴许字〔2015〕第 001 号") == read_licence("鲁司鉴许字[2015]第001号"));
  CHECK(read_licence("４４５１０１—００１") == "445101-001");
  CHECK(read_licence("23704199910123456") == "23704199910123456");
  CHECK(read_licence("许可证号：370412001") == "370412001");
  CHECK(read_licence("无") == "");
  CHECK(read_licence("-") == "");
  CHECK(read_licence("详见附件2") == "");
  CHECK(read_licence("") == "");
}

}  // namespace
}  // namespace lawhub
