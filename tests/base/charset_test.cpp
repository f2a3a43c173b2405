#include "base/charset.h"
#include "base/html_charset.h"
#include "generated/test_paths.h"

#include <algorithm>
#include <catch2/catch.hpp>

#include "base/file.h"
#include "base/text.h"
#include "base/tsv.h"
#include "tests/support/unescaped.h"

namespace lawhub {
namespace {

std::string gb(std::string_view utf8) { return encode(utf8, "gb18030"); }

}  // namespace

TEST_CASE("declared gb2312 is GB18030: 镕 and 喆 are not lost") {
  const std::string page =
      gb("<html><head><meta http-equiv=\"Content-Type\" content=\"text/html; charset=gb2312\">"
         "</head><body>朱镕律师 张喆</body></html>");
  const Decoded decoded = decode(page, "");
  CHECK(decoded.encoding == "gb18030");
  CHECK(decoded.decided_by == "meta");
  CHECK(decoded.replaced == 0);
  CHECK(decoded.utf8.find("朱镕律师 张喆") != std::string::npos);
}

TEST_CASE("GB18030: the four-byte form") {
  const std::string bytes = gb("㐀𠀀堃");
  CHECK(bytes.size() == 4 + 4 + 2);
  const Decoded decoded = decode(bytes, "GB2312");
  CHECK(decoded.utf8 == "㐀𠀀堃");
  CHECK(decoded.decided_by == "http");
}

TEST_CASE("order: mark before HTTP before declaration before statistics") {
  CHECK(decode("\xEF\xBB\xBF公证", "gbk").utf8 == "公证");
  CHECK(decode("\xEF\xBB\xBF公证", "gbk").decided_by == "bom");
  CHECK(decode("\xFF\xFE" + encode("公证", "utf-16le"), "").utf8 == "公证");
  CHECK(decode("\xFE\xFF" + encode("公证", "utf-16be"), "").utf8 == "公证");
  CHECK(decode(encode("<meta charset=gbk>繁體", "big5"), "big5").utf8 == "<meta charset=gbk>繁體");
  CHECK(decode(gb("<?xml version=\"1.0\" encoding=\"GBK\"?><a>公证处</a>"), "").decided_by == "xml");
  CHECK(decode(gb("<META CHARSET='gbk' />公证处"), "").decided_by == "meta");
  CHECK(decode(gb("<!-- <meta charset=utf-8> --><meta charset=gbk>公证"), "").encoding == "gb18030");
}

TEST_CASE("a declaration the bytes contradict is overruled") {
  const std::string utf8 = "<meta charset=\"gb2312\">枣庄市司法局公共法律服务";
  CHECK(decode(utf8, "").utf8 == utf8);
  CHECK(decode(utf8, "").encoding == "utf-8");
  CHECK(decode(utf8, "gbk").encoding == "utf-8");
  const std::string page = "<meta charset=\"utf-8\">枣庄市司法局公共法律服务";
  CHECK(decode(gb(page), "").utf8 == page);
  CHECK(decode(gb(page), "utf-8").encoding == "gb18030");
}

TEST_CASE("UTF-8 with a cut tail or a stray byte stays UTF-8, and the rest is intact") {
  const Decoded cut = decode(std::string("公证处司法局").substr(0, 16), "utf-8");
  CHECK(cut.encoding == "utf-8");
  CHECK(cut.utf8 == "公证处司法\uFFFD");
  CHECK(cut.replaced == 1);
  const Decoded stray = decode("公证\xFF处司法局", "utf-8");
  CHECK(stray.utf8 == "公证\uFFFD处司法局");
}

TEST_CASE("GB18030 with a bad byte: the tail stays intact") {
  const Decoded decoded = decode(gb("公证") + "\xFF" + gb("处司法局"), "gbk");
  CHECK(decoded.utf8 == "公证\uFFFD处司法局");
  CHECK(decoded.replaced == 1);
}

TEST_CASE("undeclared: statistics tell, Latin 1 from a server says nothing") {
  const char* text = "枣庄市薛城区公证处办理国内公证、涉外公证，地址在武夷山路。";
  CHECK(decode(text, "").utf8 == text);
  CHECK(decode(gb(text), "").utf8 == text);
  CHECK(decode(gb(text), "ISO-8859-1").utf8 == text);
  CHECK(decode(gb("公证处"), "").utf8 == "公证处");
  CHECK(decode(gb("律所"), "none").utf8 == "律所");
  CHECK(decode("plain ascii", "").encoding == "utf-8");
}

TEST_CASE("decode never fails: any bytes under any label give valid UTF-8") {
  std::string bytes;
  for (int i = 0; i < 4096; ++i) bytes.push_back(static_cast<char>((i * 7919 + i / 3) & 0xFF));
  for (const char* label : {"",
                            "utf-8",
                            "gbk",
                            "big5",
                            "utf-16le",
                            "utf-16be",
                            "utf-32le",
                            "utf-32be",
                            "iso-2022-jp",
                            "shift_jis",
                            "euc-kr",
                            "euc-jp",
                            "windows-1250",
                            "windows-1251",
                            "windows-1252",
                            "windows-1253",
                            "windows-1254",
                            "windows-1255",
                            "windows-1256",
                            "windows-1257",
                            "windows-1258",
                            "windows-874",
                            "koi8-r",
                            "koi8-u",
                            "iso-8859-2",
                            "iso-8859-3",
                            "iso-8859-4",
                            "iso-8859-5",
                            "iso-8859-6",
                            "iso-8859-7",
                            "iso-8859-8-i",
                            "iso-8859-10",
                            "iso-8859-13",
                            "iso-8859-14",
                            "iso-8859-15",
                            "ibm866",
                            "macintosh",
                            "x-mac-cyrillic",
                            "none",
                            "gb2312; x"}) {
    INFO(label);
    CHECK(is_valid_utf8(decode(bytes, label).utf8));
    CHECK(is_valid_utf8(decode(bytes.substr(1, 3), label).utf8));
    CHECK(decode("", label).utf8.empty());
  }
}

TEST_CASE("a head may be cut anywhere in a tag") {
  const std::string whole = "<!-- x --><!DOCTYPE html></p><meta http-equiv='a' content=\"text/html; charset=gb2312\">";
  for (std::size_t length = 0; length < whole.size(); ++length) {
    INFO(length);
    CHECK(html_charset(whole.substr(0, length)).empty());
  }
  CHECK(html_charset(whole) == "gb2312");
}

TEST_CASE("html5lib: the encodings pages declare in their heads") {
  const std::string text = read_file(std::string(TEST_DATA) + "/encoding_cases.tsv");
  const Table table(text, "encoding_cases.tsv");
  REQUIRE(table.size() > 70);
  for (std::size_t row = 0; row < table.size(); ++row) {
    const Decoded decoded = decode(unescaped(widened(std::string(table.cell(row, 0)))), "");
    const bool declared = decoded.decided_by == "meta" || decoded.decided_by == "bom";
    INFO(table.cell(row, 0));
    CHECK((declared ? (decoded.decided_by == "bom" ? "bom " : "") + decoded.encoding : "none") == table.cell(row, 1));
  }
}

TEST_CASE("the charset parameter of a Content-Type") {
  CHECK(charset_of("text/html; charset=gb2312") == "gb2312");
  CHECK(charset_of("text/html;CHARSET = \"GBK\" ; x=1") == "GBK");
  CHECK(charset_of("text/html; charset=utf-8, text/html") == "utf-8");
  CHECK(charset_of("text/html; charset").empty());
  CHECK(charset_of("text/html").empty());
}

TEST_CASE("WHATWG labels") {
  CHECK(encoding_of_label(" GB2312 ") == "gb18030");
  CHECK(encoding_of_label("x-gbk") == "gb18030");
  CHECK(encoding_of_label("UTF8") == "utf-8");
  CHECK(encoding_of_label("latin1") == "windows-1252");
  CHECK(encoding_of_label("none").empty());
  CHECK(encoding_of_label("").empty());
}

TEST_CASE("meta declares UTF-16: it was read as ASCII, so it is UTF-8") {
  CHECK(decode("<meta charset=utf-16>公证", "").utf8 == "<meta charset=utf-16>公证");
}

TEST_CASE("encode: what cannot be expressed becomes a question mark") {
  CHECK(encode("a公b", "windows-1252") == "a?b");
  CHECK(decode(encode("枣庄市𠀀", "utf-16le"), "utf-16le").utf8 == "枣庄市𠀀");
}

namespace {

/// All of a stream whose bytes come `step` at a time.
std::string streamed(std::string_view bytes, std::size_t step, bool& malformed, std::string_view http_charset = {}) {
  TextStream stream(
      [whole = bytes_of(bytes), step](char* to, std::size_t most) { return whole(to, std::min(step, most)); },
      http_charset);
  std::string text;
  while (stream.more(text)) {
  }
  malformed = stream.malformed();
  return text;
}

}  // namespace

TEST_CASE("stream: the same text as decode(), wherever the pieces are cut") {
  std::string words = "<?xml version=\"1.0\"?><a>";
  for (int i = 0; i < 200000; ++i) words += "镕喆𠀀a";  // more than what decides the encoding
  words += "</a>";
  const std::string declared = "<?xml version=\"1.0\" encoding=\"gb2312\"?>" + words.substr(21);
  for (const std::string& bytes :
       {words, "\xEF\xBB\xBF" + words, encode(declared, "gb18030"), "\xFF\xFE" + encode(words, "utf-16le"),
        std::string("<a>公证处</a>"), std::string()}) {
    const Decoded whole = decode(bytes, {});
    for (const std::size_t step : {1U, 7U, 1000003U}) {
      if (step == 1 && bytes.size() > 1U << 21U) continue;
      bool malformed = true;
      CHECK(streamed(bytes, step, malformed) == whole.utf8);
      CHECK_FALSE(malformed);
    }
  }
}

TEST_CASE("stream: it ends before the first bytes that are not of its encoding") {
  bool malformed = false;
  CHECK(streamed("公证\xFF处", 1, malformed) == "公证");
  CHECK(malformed);
  CHECK(streamed(std::string("公证处").substr(0, 8), 3, malformed) == "公证");
  CHECK(malformed);
  CHECK(streamed(encode("公证处", "gb18030") + "\x81", 2, malformed, "gbk") == "公证处");
  CHECK(malformed);
}

}  // namespace lawhub
