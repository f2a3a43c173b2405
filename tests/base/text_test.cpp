#include "base/text.h"

#include <catch2/catch.hpp>
#include <thread>

using namespace std::string_literals;
namespace lawhub {

TEST_CASE("fold: width, case and script are one form") {
  CHECK(fold("ＡＢＣ１２３ Straße") == "abc123 strasse");
  CHECK(fold("山東省棗莊市公證處") == "山东省枣庄市公证处");
  CHECK(fold("濟南市律師協會") == "济南市律师协会");
  CHECK(fold("（2024）鲁0403民初1号") == "(2024)鲁0403民初1号");
  CHECK(fold("") == "");
}

TEST_CASE("fold: phrases decide, 乾隆 keeps its 乾") {
  CHECK(fold("乾隆") == "乾隆");
  CHECK(fold("乾燥") == "干燥");
  CHECK(fold("说：乾燥的乾隆。") == "说:干燥的乾隆。");
}

TEST_CASE("fold: is idempotent, for every character and for texts") {
  std::string all;
  for (char32_t c = 0x2E80; c < 0xA000; ++c) {
    append_utf8(all, c);
    all += '\n';
  }
  const std::string once = fold(all);
  CHECK(fold(once) == once);
  for (const char* text : {"瞭望塔瞭解", "乾坤乾", "覆核覆盖", "藉口狼藉", "著名着力", "後皇后", "于斌於是"}) {
    CHECK(fold(fold(text)) == fold(text));
  }
}

TEST_CASE("fold: malformed bytes become U+FFFD and the rest stays") {
  CHECK(fold("公\xFF证") == "公\uFFFD证");
  CHECK(fold("A\xE5\x85") == "a\uFFFD\uFFFD");
}

TEST_CASE("fold: any thread may") {
  std::vector<std::string> got(4);
  std::vector<std::thread> threads;
  threads.reserve(got.size());
  for (std::string& each : got) {
    threads.emplace_back([&each] {
      for (int i = 0; i < 200; ++i) each = fold("棗莊市鲁南公證處" + std::to_string(i));
    });
  }
  for (std::thread& each : threads) each.join();
  for (const std::string& each : got) CHECK(each == "枣庄市鲁南公证处199");
}

TEST_CASE("normalise_width: case and script stay") { CHECK(normalise_width("ＡbＣ　１２證") == "AbC 12證"); }

TEST_CASE("code points: one U+FFFD for each bad byte, round trip of the rest") {
  CHECK(to_code_points("a中𠀀") == U"a中𠀀");
  CHECK(to_utf8(U"a中𠀀") == "a中𠀀");
  CHECK(to_code_points("\x80\xC0z") == U"\uFFFD\uFFFDz");
  CHECK(to_code_points("\xE4\xB8") == U"\uFFFD\uFFFD");
  CHECK(count_code_points("a中𠀀") == 3);
  std::string surrogate;
  append_utf8(surrogate, 0xD800);
  CHECK(surrogate == "\uFFFD");
}

TEST_CASE("is_valid_utf8: overlong, surrogates and truncation are not") {
  CHECK(is_valid_utf8("司法局"));
  CHECK(is_valid_utf8(""));
  CHECK_FALSE(is_valid_utf8("\xC0\x80"));
  CHECK_FALSE(is_valid_utf8("\xED\xA0\x80"));
  CHECK_FALSE(is_valid_utf8("\xE4\xB8"));
}

TEST_CASE("is_han: every plane and the round zero") {
  CHECK(is_han(U'镕'));
  CHECK(is_han(U'〇'));
  CHECK(is_han(U'𠀀'));
  CHECK(is_han(U'㐀'));
  CHECK_FALSE(is_han(U'a'));
  CHECK_FALSE(is_han(U'。'));
  CHECK_FALSE(is_han(U'ア'));
}

TEST_CASE("white space: wide, no-break, zero-width and BOM count") {
  CHECK(trim("\uFEFF\u3000\u00A0 公证处\u200B\r\n") == "公证处");
  CHECK(trim(" \t ") == "");
  CHECK(squeeze("  薛城区 \u3000\n 公\u200B证处 ") == "薛城区 公证处");
  CHECK(without_space("0632 - 869\u30000000") == "0632-8690000");
}

TEST_CASE("split and join: empty parts are kept") {
  CHECK(split("a,,b", ',') == std::vector<std::string_view>{"a", "", "b"});
  CHECK(split("", ',') == std::vector<std::string_view>{""});
  CHECK(join({"a", "", "b"}, "、") == "a、、b");
  CHECK(join({}, ",").empty());
  CHECK(join({"a", "a"}, ",") == "a,a");
  CHECK(replace_all("aaa", "a", "aa") == "aaaaaa");
}

TEST_CASE("shorten: by characters, with a mark only when cut") {
  CHECK(shorten("公证处", 3) == "公证处");
  CHECK(shorten("公证处", 2) == "公证…");
  CHECK(shorten("", 0) == "");
}

TEST_CASE("parse_number: the whole text or nothing") {
  std::int64_t whole = 7;
  CHECK(parse_number("-12", whole));
  CHECK(whole == -12);
  for (const char* text : {"", "12a", " 12", "+1", "99999999999999999999", "1.5"})
    CHECK_FALSE(parse_number(text, whole));
  CHECK(whole == -12);
  double real = 0;
  CHECK(parse_number("117.25", real));
  CHECK(real == 117.25);
  for (const char* text : {"", "nan", "inf", "1,5", "0x10"}) CHECK_FALSE(parse_number(text, real));
}

}  // namespace lawhub
