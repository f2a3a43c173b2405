// Each test names the clause of RFC 9309 it proves.
#include "crawler/robots.h"

#include <catch2/catch.hpp>

#include "base/charset.h"
#include "base/file.h"
#include "base/tsv.h"
#include "generated/test_paths.h"
#include "tests/support/unescaped.h"

using lawhub::Robots;

TEST_CASE("RFC 9309: all published cases of google/robotstxt agree") {
  const std::string text = lawhub::read_file(std::string(TEST_DATA) + "/robots_cases.tsv");
  const lawhub::Table table(text, "robots_cases.tsv");
  const auto cell = [&](std::size_t row, const char* column) { return table.cell(row, table.column(column)); };
  const auto text_in = [&](std::size_t row, const char* column) {
    return lawhub::widened(lawhub::unescaped(cell(row, column)));
  };
  REQUIRE(table.size() > 140);
  for (std::size_t row = 0; row < table.size(); ++row) {
    const auto verdict = Robots(text_in(row, "robots"), text_in(row, "agent")).judge(text_in(row, "url"));
    INFO(cell(row, "name") << ": " << cell(row, "robots").substr(0, 200) << " " << cell(row, "url").substr(0, 80));
    CHECK(verdict.allowed == (cell(row, "expected") == "allowed"));
    if (!cell(row, "line").empty()) CHECK(std::to_string(verdict.line) == cell(row, "line"));
  }
}

TEST_CASE("google/robotstxt: the path of whatever is given for a URL") {
  for (const auto& [url, path] : std::vector<std::pair<const char*, const char*>>{
           {"", "/"},
           {"http://www.example.com", "/"},
           {"http://www.example.com/", "/"},
           {"http://www.example.com/a", "/a"},
           {"http://www.example.com/a/", "/a/"},
           {"http://www.example.com/a/b?c=http://d.e/", "/a/b?c=http://d.e/"},
           {"http://www.example.com/a/b?c=d&e=f#fragment", "/a/b?c=d&e=f"},
           {"example.com", "/"},
           {"example.com/", "/"},
           {"example.com/a", "/a"},
           {"example.com/a/", "/a/"},
           {"example.com/a/b?c=d&e=f#fragment", "/a/b?c=d&e=f"},
           {"a", "/"},
           {"a/", "/"},
           {"/a", "/a"},
           {"a/b", "/b"},
           {"example.com?a", "/?a"},
           {"example.com/a;b#c", "/a;b"},
           {"//a/b/c", "/b/c"}}) {
    INFO(url);
    CHECK(lawhub::path_and_query(url) == path);
  }
}

TEST_CASE("a verdict names its rule and line") {
  const Robots robots("# ours\nUser-agent: *\n\nDisallow: /admin/  # not for you\nAllow: /admin/list.html\n", "L");
  const auto refused = robots.judge("https://a.example/admin/x?id=1");
  CHECK_FALSE(refused.allowed);
  CHECK(refused.rule == "Disallow: /admin/");
  CHECK(refused.line == 4);
  CHECK(robots.judge("https://a.example/admin/list.html").line == 5);
  CHECK(robots.judge("https://a.example/").rule.empty());
}

TEST_CASE("a robots.txt in UTF-16 is read, with its mark or without") {
  const std::string rules = "User-agent: *\r\nDisallow: /名录/\r\n";
  for (const std::string encoding : {"utf-16le", "utf-16be"}) {
    const std::string bytes = lawhub::encode(rules, encoding);
    const std::string mark = encoding == "utf-16le" ? "\xFF\xFE" : "\xFE\xFF";
    CHECK_FALSE(Robots(bytes, "L").allows("/%E5%90%8D%E5%BD%95/1"));
    CHECK_FALSE(Robots(mark + bytes, "L").allows("/%E5%90%8D%E5%BD%95/1"));
    CHECK(Robots(mark + bytes, "L").allows("/x"));
  }
}

TEST_CASE("RFC 9309 2.2.2: where the RFC and its reference differ about escapes, the stricter holds") {
  CHECK_FALSE(Robots("User-agent: *\nDisallow: /a%62c\n", "L").allows("/abc"));            // RFC
  CHECK_FALSE(Robots("User-agent: *\nDisallow: /\nAllow: /a%62c\n", "L").allows("/abc"));  // google/robotstxt
  CHECK_FALSE(Robots("User-agent: *\nDisallow: /my file\n", "L").allows("/my%20file.html"));
}

TEST_CASE("a misspelt disallow is obeyed") {
  CHECK_FALSE(Robots("User-agent: *\nDisalow: /x\n", "L").allows("/x"));
  CHECK_FALSE(Robots("Useragent: *\nDisallow /x\n", "L").allows("/x"));
}

TEST_CASE("RFC 9309 2.2.1: the group that names us holds, and only it") {
  const Robots robots(
      "User-agent: *\nDisallow: /\n\n"
      "User-agent: Other\nUser-agent: lawhubcrawler/2.0\nDisallow: /private/\n",
      "LawhubCrawler");
  CHECK(robots.allows("/list.asp?id=1"));
  CHECK_FALSE(robots.allows("/private/a.html"));
}

TEST_CASE("RFC 9309 2.2.1: groups that name us twice are one group") {
  const Robots robots(
      "User-agent: LawhubCrawler\nDisallow: /a\nUser-agent: x\nDisallow: /b\nUser-agent: LawhubCrawler\nDisallow: /c\n",
      "LawhubCrawler");
  CHECK_FALSE(robots.allows("/a"));
  CHECK(robots.allows("/b"));
  CHECK_FALSE(robots.allows("/c"));
}

TEST_CASE("RFC 9309 2.2.1: without a group for us that of everybody holds, without one all is allowed") {
  CHECK_FALSE(Robots("User-agent: *\nDisallow: /x\n", "LawhubCrawler").allows("/x/1"));
  CHECK(Robots("User-agent: Other\nDisallow: /\n", "LawhubCrawler").allows("/x/1"));
  CHECK(Robots("Disallow: /\n", "LawhubCrawler").allows("/x"));  // rules before any group
  CHECK(Robots().allows("/x"));
}

TEST_CASE("RFC 9309 2.2.2: the longest match decides, allow wins a tie") {
  const Robots robots(
      "User-agent: *\nDisallow: /example/page/\nAllow: /example/page/public\nAllow: /tie\nDisallow: /tie\n", "L");
  CHECK_FALSE(robots.allows("/example/page/x"));
  CHECK(robots.allows("/example/page/public/x"));
  CHECK(robots.allows("/tie"));
  CHECK(robots.allows("/robots.txt"));
}

TEST_CASE("RFC 9309 2.2.2: an empty disallow forbids nothing") {
  CHECK(Robots("User-agent: *\nDisallow:\n", "L").allows("/a"));
}

TEST_CASE("RFC 9309 2.2.2: paths are compared by their octets, however they are escaped") {
  const Robots robots("User-agent: *\nDisallow: /名录/\nDisallow: /%62ar\n", "L");
  CHECK_FALSE(robots.allows("/%E5%90%8D%E5%BD%95/1"));
  CHECK_FALSE(robots.allows("/%e5%90%8d%e5%bd%95/1"));
  CHECK_FALSE(robots.allows("/bar"));
  CHECK(robots.allows("/Bar"));
}

TEST_CASE("RFC 9309 2.2.3: * stands for any run and $ for the end") {
  const Robots robots("User-agent: *\nDisallow: /*.pdf$\nDisallow: /search*q=\n", "L");
  CHECK_FALSE(robots.allows("/a/b.pdf"));
  CHECK(robots.allows("/a/b.pdf?x=1"));
  CHECK_FALSE(robots.allows("/search?x=1&q=2"));
  CHECK(robots.allows("/search"));
}

TEST_CASE("RFC 9309 2.2: byte order mark, line ends and remarks do not matter") {
  const Robots robots("\xEF\xBB\xBFUSER-AGENT : * # all\r\ndisallow: /x # why\rAllow: /x/y\n", "L");
  CHECK_FALSE(robots.allows("/x"));
  CHECK(robots.allows("/x/y"));
}

TEST_CASE("RFC 9309 2.5: what lies behind 500 KiB does not count") {
  const Robots robots("User-agent: *\n" + std::string(600 * 1024, '#') + "\nDisallow: /\n", "L");
  CHECK(robots.allows("/x"));
}

TEST_CASE("crawl delay and sitemaps are read") {
  const Robots robots("Sitemap: http://a/sitemap.xml\nUser-agent: *\nCrawl-delay: 2.5\nDisallow: /x\n", "L");
  CHECK(robots.crawl_delay() == 2.5);
  CHECK(robots.sitemaps() == std::vector<std::string>{"http://a/sitemap.xml"});
  CHECK_FALSE(robots.allows("/x"));
}

TEST_CASE("a pattern of many stars takes no endless time") {
  std::string pattern = "/", text = "/";
  for (int i = 0; i < 200; ++i) pattern += "a*";
  text.append(2000, 'a');
  CHECK(lawhub::matches_pattern(pattern, text));
  CHECK_FALSE(lawhub::matches_pattern(pattern + "b$", text));
}
