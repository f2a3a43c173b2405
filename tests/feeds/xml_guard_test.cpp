#include "feeds/xml_guard.h"

#include <algorithm>
#include <catch2/catch.hpp>

namespace lawhub {
namespace {

std::string fault_of(std::string_view text, const XmlLimits& limits = {}) {
  const auto fault = find_xml_fault(text, limits);
  return fault ? fault->rule : "";
}

std::string repeated(std::string_view text, std::size_t times) {
  std::string out;
  for (std::size_t i = 0; i < times; ++i) out += text;
  return out;
}

}  // namespace

TEST_CASE("XML 1.0: well-formed documents pass") {
  for (const char* text :
       {"<a/>",
        "<?xml version=\"1.0\"?>\n<!-- x -->\n<a b='1' c = \"&lt;2\">公证 &amp; &#20844;&#x8BC1;<d/></a>\n<!-- y -->",
        "<a><![CDATA[<b>&nothing;]]></a>", "<甲 乙='丙'>丁</甲>", "<a ></a >", "<n:a xmlns:n='u'/>"}) {
    INFO(text);
    CHECK(fault_of(text).empty());
  }
}

TEST_CASE("XML 1.0: what pugixml lets through is refused") {
  for (const char* text : {"",
                           "  ",
                           "502 Bad Gateway",
                           "<html><body>502<br></body></html>",
                           "<a/><b/>",
                           "<a/>text",
                           "text<a/>",
                           "<a",
                           "<a>",
                           "<a><b></a></b>",
                           "</a>",
                           "<a b='1' b='2'/>",
                           "<a b='1'c='2'/>",
                           "<a b=1/>",
                           "<a b/>",
                           "<a b='<'/>",
                           "<a b='1/>",
                           "<a>&nbsp;</a>",
                           "<a>&</a>",
                           "<a>a & b</a>",
                           "<a>&#0;</a>",
                           "<a>&#xFFFFFFFFF;</a>",
                           "<a>\x01</a>",
                           "<a>\x7F\x0B</a>",
                           "<a><1/></a>",
                           "<a>< b/></a>",
                           "<a><!-- </a>",
                           "<a><![CDATA[</a>",
                           "<a/><![CDATA[x]]>",
                           "<a b='&bad;'/>",
                           "<a/></a>",
                           "<a><!-- a -- b --></a>",
                           "<a>]]></a>",
                           "<a><?xml version='1.0'?></a>",
                           " <?xml version='1.0'?><a/>",
                           "<a><? b?></a>",
                           "<!-- only -->"}) {
    INFO(text);
    CHECK(fault_of(text) == "xml-not-well-formed");
  }
}

TEST_CASE("a document type is refused, wherever it stands") {
  CHECK(fault_of("<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>") == "xml-dtd");
  CHECK(fault_of("<!doctype html><html></html>") == "xml-dtd");
  CHECK(fault_of("<a><!ENTITY x 'y'></a>") == "xml-dtd");
}

TEST_CASE("limits: bytes, depth, nodes and attributes, in linear time") {
  CHECK(fault_of(repeated("<a>", 32) + repeated("</a>", 32)).empty());
  CHECK(fault_of(repeated("<a>", 33) + repeated("</a>", 33)) == "xml-too-large");
  CHECK(fault_of(repeated("<a>", 1000000)) == "xml-too-large");
  CHECK(fault_of("<a>" + repeated("<b/>", 500000) + "</a>") == "xml-too-large");
  CHECK(fault_of("<a>" + std::string(16U << 20U, ' ') + "</a>") == "xml-too-large");
  std::string attributes;
  for (int i = 0; i < 20000; ++i) attributes += " a" + std::to_string(i) + "=''";
  CHECK(fault_of("<a" + attributes + "/>") == "xml-too-large");
  CHECK(fault_of("<a>" + repeated("&", 1000000)) == "xml-not-well-formed");
}

TEST_CASE("parts: a large document is read in little, and every place is that of the whole") {
  const std::string whole = "<?xml version='1.0'?>\n<l:a xmlns:l='u' x=\"/>\" >\n" +
                            repeated("<b c='公证'>处\n</b> <!-- </a> -->\n", 5000) +
                            "字<d/>&#20844;<![CDATA[</e>]]></l:a>\n";
  for (const std::size_t step : {1U, 1000U}) {
    TextStream stream(
        [all = bytes_of(whole), step](char* to, std::size_t most) { return all(to, std::min(step, most)); });
    XmlParts parts(stream, {1U << 20U, 32, 100000, 64, 8});
    const auto root = parts.root();
    REQUIRE(root);
    CHECK(root->text == "<l:a xmlns:l='u' x=\"/>\" />");
    CHECK(root->begin.line == 2);
    for (int i = 0; i < 5000; ++i) {
      const auto part = parts.next();
      REQUIRE(part);
      REQUIRE(part->text == "<b c='公证'>处\n</b>");
      REQUIRE(part->begin.line == 3 + 2 * i);
      REQUIRE(part->begin.column == 1);
    }
    auto part = parts.next();
    CHECK((part && !part->element && part->text == "\n字"));
    part = parts.next();
    CHECK((part && part->element && part->text == "<d/>" && part->begin.column == 2));
    part = parts.next();
    CHECK((part && !part->element && part->text == "&#20844;"));
    part = parts.next();
    CHECK((part && !part->element && part->text == "<![CDATA[</e>]]>"));
    CHECK_FALSE(parts.next());
    CHECK_FALSE(parts.fault());
  }
}

TEST_CASE("parts: one that is too long or has too much in it is refused where it begins") {
  const auto fault = [](const std::string& text) {
    const XmlLimits limits = {1U << 20U, 32, 100000, 64, 8};
    const auto found = find_xml_fault(text, limits);
    return found ? found->rule + " " + std::to_string(found->line) + ":" + std::to_string(found->column) : "";
  };
  CHECK(fault("<a>\n" + repeated("<b/>", 1000) + "</a>").empty());
  CHECK(fault("<a>\n<b>" + repeated("文", 60) + "</b></a>") == "xml-too-large 2:1");
  CHECK(fault("<a>\n<b>" + repeated("文", 6000)) == "xml-too-large 2:1");
  CHECK(fault("<a>\n<b/>" + std::string(200, ' ') + "</a>") == "xml-too-large 2:5");
  CHECK(fault("<a>\n<!--" + std::string(200, ' ') + "--></a>") == "xml-too-large 2:1");
  CHECK(fault("<a>\n<b c='" + std::string(200, ' ') + "'/></a>") == "xml-too-large 2:1");
  CHECK(fault(std::string(200, '\n') + "<a/>") == "xml-too-large 1:1");
  CHECK(fault("<a>\n<b>" + repeated("<c/>", 9) + "</b></a>").rfind("xml-too-large 2:", 0) == 0);
}

TEST_CASE("a fault says where: the column counts characters") {
  const auto fault = find_xml_fault("<a>\n 公证 <b>处</c></a>");
  REQUIRE(fault);
  CHECK(fault->line == 2);
  CHECK(fault->column == 9);
  const TextPlaces places("一\n二三\n");
  CHECK(places.of(0).line == 1);
  CHECK(places.of(3).column == 2);
  CHECK(places.of(4).line == 2);
  CHECK(places.of(7).column == 2);
  CHECK(places.of(999).line == 3);
}

}  // namespace lawhub
