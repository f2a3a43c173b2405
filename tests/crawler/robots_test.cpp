// Each test names the clause of RFC 9309 it proves.
#include "crawler/robots.h"

#include <catch2/catch.hpp>

using lawhub::Robots;

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
