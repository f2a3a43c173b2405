#include "base/url.h"

#include <catch2/catch.hpp>

namespace lawhub {
namespace {

std::string absolute(std::string_view text) {
  const std::optional<Url> url = parse_url(text);
  return url ? url->text() : "none";
}

std::string resolved(std::string_view text, std::string_view base = "http://a/b/c/d;p?q") {
  const std::optional<Url> from = parse_url(base);
  REQUIRE(from.has_value());
  const std::optional<Url> url = parse_url(text, &*from);
  return url ? url->text() : "none";
}

std::string canonical_text(std::string_view text) { return canonical(*parse_url(text)).text(); }

}  // namespace

TEST_CASE("url: parts") {
  const Url url = *parse_url("HTTPS://SFJ.Example.gov.CN:8443/a/b.html?id=1&page=2#top");
  CHECK(url == Url{"https", "sfj.example.gov.cn", 8443, "/a/b.html", "id=1&page=2"});
  CHECK(url.origin() == "https://sfj.example.gov.cn:8443");
  CHECK(parse_url("http://a")->port == 80);
  CHECK(parse_url("https://a:443/")->text() == "https://a/");
  CHECK(parse_url("http://a:443/")->text() == "http://a:443/");
}

TEST_CASE("RFC 3986 §5.4: reference resolution") {
  CHECK(resolved("g") == "http://a/b/c/g");
  CHECK(resolved("./g") == "http://a/b/c/g");
  CHECK(resolved("g/") == "http://a/b/c/g/");
  CHECK(resolved("/g") == "http://a/g");
  CHECK(resolved("//g") == "http://g/");
  CHECK(resolved("?y") == "http://a/b/c/d;p?y");
  CHECK(resolved("g?y") == "http://a/b/c/g?y");
  CHECK(resolved("#s") == "http://a/b/c/d;p?q");
  CHECK(resolved(";x") == "http://a/b/c/;x");
  CHECK(resolved("") == "http://a/b/c/d;p?q");
  CHECK(resolved(".") == "http://a/b/c/");
  CHECK(resolved("..") == "http://a/b/");
  CHECK(resolved("../g") == "http://a/b/g");
  CHECK(resolved("../../../g") == "http://a/g");
  CHECK(resolved("/./g") == "http://a/g");
  CHECK(resolved("g.") == "http://a/b/c/g.");
  CHECK(resolved("./g/../h") == "http://a/b/c/h");
  CHECK(resolved("http:g") == "http://a/b/c/g");
  CHECK(resolved("https:g") == "https://g/");
}

TEST_CASE("WHATWG URL: what browsers forgive") {
  CHECK(absolute(" \thttp://ex\nample.com/ ") == "http://example.com/");
  CHECK(absolute("http:\\\\a\\b\\c?x\\y") == "http://a/b/c?x\\y");
  CHECK(absolute("http:///a/b") == "http://a/b");
  CHECK(absolute("http:a/b") == "http://a/b");
  CHECK(absolute("http://a/%2e%2E/b/%2e/c") == "http://a/b/c");
  CHECK(absolute("http://a//b//") == "http://a//b//");
  CHECK(absolute("http://a:/") == "http://a/");
  CHECK(absolute("http://a/b c/公证.html?q=公证 处") ==
        "http://a/b%20c/%E5%85%AC%E8%AF%81.html?q=%E5%85%AC%E8%AF%81%20%E5%A4%84");
  CHECK(absolute("http://a/100%/%zz") == "http://a/100%/%zz");
  CHECK(absolute("http://枣庄.中国/") == "http://xn--xwtx6r.xn--fiqs8s/");
  CHECK(absolute("http://%65xample.com/") == "http://example.com/");
}

TEST_CASE("WHATWG URL: disguised addresses are written as they are") {
  CHECK(absolute("http://0x7f.1/") == "http://127.0.0.1/");
  CHECK(absolute("http://2130706433/") == "http://127.0.0.1/");
  CHECK(absolute("http://127.0.0.1./") == "http://127.0.0.1/");
  CHECK(absolute("http://１２７.0.0.1/") == "http://127.0.0.1/");
  CHECK(absolute("http://[0:0::1]:80/") == "http://[::1]/");
  CHECK(absolute("http://256.1.1.1.1/") == "none");
}

TEST_CASE("url: refused") {
  for (const char* text : {"",
                           "a/b",
                           "//a",
                           "javascript:void(0)",
                           "mailto:a@b",
                           "ftp://a/",
                           "data:text/html,x",
                           "http://",
                           "http:///",
                           "http://user@a/",
                           "http://user:pw@a/",
                           "http://a:99999/",
                           "http://a:0/",
                           "http://a:x/",
                           "http://a b/",
                           "http://a%00b/",
                           "http://a<b/",
                           "http://[::1/",
                           "http://[x]/",
                           "http://./",
                           "http://a%2Fb/"}) {
    INFO(text);
    CHECK(absolute(text) == "none");
  }
  CHECK(resolved("javascript:void(0)") == "none");
  CHECK(resolved("tel:12348") == "none");
  CHECK(absolute("http://" + std::string(300, 'a') + "/") == "none");
}

TEST_CASE("url: parsing its own text changes nothing") {
  for (const char* text :
       {"http://a/", "https://枣庄.中国:8080/公证?a=b c#x", "http://[::1]/a/../b", "http://a/%2f?%zz"}) {
    const Url url = *parse_url(text);
    CHECK(parse_url(url.text()) == url);
  }
}

TEST_CASE("canonical: session ids, tracking, index files and the first page") {
  CHECK(canonical_text("http://a/list.asp?page=1") == "http://a/list.asp");
  CHECK(canonical_text("http://a/list.asp?id=3&page=1&utm_source=x") == "http://a/list.asp?id=3");
  CHECK(canonical_text("http://a/list.asp?page=12") == "http://a/list.asp?page=12");
  CHECK(canonical_text("http://a/x;jsessionid=AB12?id=1") == "http://a/x?id=1");
  CHECK(canonical_text("http://a/x/..;jsessionid=1;JSESSIONID=2/y") == "http://a/y");
  CHECK(canonical_text("http://a/x?JSESSIONID=1&PHPSESSID=2&from=timeline&spm=1&sidx=4") == "http://a/x?sidx=4");
  CHECK(canonical_text("http://a/x?sid=0123456789abcdef01&id=2") == "http://a/x?id=2");
  CHECK(canonical_text("http://a/x?_=1699999999999") == "http://a/x");
  CHECK(canonical_text("http://a/(S(lit3py55t21z5v55vlm25s55))/list.aspx?PageNo=1") == "http://a/list.aspx");
  CHECK(canonical_text("http://a/b/Index.HTML") == "http://a/b/");
  CHECK(canonical_text("http://a/default.aspx?x=1") == "http://a/?x=1");
  CHECK(canonical_text("http://a/index.html5") == "http://a/index.html5");
  CHECK(canonical_text("http://a/%7euser/%e5%85%ac") == "http://a/~user/%E5%85%AC");
  CHECK(canonical(canonical(*parse_url("http://a/index.php?page=1&&a=1"))) ==
        canonical(*parse_url("http://a/index.php?page=1&&a=1")));
}

TEST_CASE("canonical: what may tell pages apart stays") {
  for (const char* text : {"http://a/x?sid=3", "http://a/x?from=2014-01-01", "http://a/?p=1", "http://a/x?page=2",
                           "http://a/x?page=10", "http://a/x?_=a", "http://a/index.shtml", "http://a/x?id=1&id=2",
                           "http://a/x;v=1", "http://a/X", "http://a/x/", "http://a/s(1)/x"}) {
    CHECK(canonical_text(text) == text);
  }
}

TEST_CASE("a query is written in the encoding of the page it stands on") {
  const Url base = *parse_url("http://a/list.asp");
  CHECK(parse_url("?q=公证", &base, "gb18030")->query == "q=%B9%AB%D6%A4");
  CHECK(parse_url("?q=公证", &base)->query == "q=%E5%85%AC%E8%AF%81");
  CHECK(parse_url("/公证", &base, "gb18030")->path == "/%E5%85%AC%E8%AF%81");
}

TEST_CASE("percent_encode and percent_decode") {
  CHECK(percent_encode("公证 a-b/c") == "%E5%85%AC%E8%AF%81%20a-b%2Fc");
  CHECK(percent_decode(percent_encode("公证 &=%\x01")) == "公证 &=%\x01");
  CHECK(percent_decode("100%") == "100%");
  CHECK(percent_decode("%zz%4") == "%zz%4");
}

}  // namespace lawhub
