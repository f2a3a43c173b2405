#include "crawler/check_verbs.h"

#include <catch2/catch.hpp>
#include <iostream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "base/charset.h"
#include "base/file.h"

namespace lawhub {
namespace {

struct Answer {
  Exit exit = Exit::done;
  nlohmann::json json;
};

Answer ask(std::vector<std::string> words, std::map<std::string, std::string> flags) {
  Arguments arguments;
  arguments.words = std::move(words);
  arguments.flags = std::move(flags);
  const std::ostringstream out;
  std::streambuf* before = std::cout.rdbuf(out.rdbuf());
  Answer answer;
  try {
    answer.exit = check_verb().run(arguments);
  } catch (...) {
    std::cout.rdbuf(before);
    throw;
  }
  std::cout.rdbuf(before);
  answer.json = nlohmann::json::parse(out.str());
  return answer;
}

}  // namespace

TEST_CASE("check robots: allowed or not, by which rule and line") {
  const TemporaryFolder folder;
  const std::string file = (folder.path() / "robots.txt").string();
  write_file_atomically(file, "User-agent: *\nCrawl-delay: 3\nDisallow: /admin/\n\nUser-agent: Other\nDisallow: /\n");
  const auto no = ask({"robots", file}, {{"url", "https://a.example/admin/x"}});
  CHECK(no.exit == Exit::negative);
  CHECK(no.json["allowed"] == false);
  CHECK(no.json["rule"] == "Disallow: /admin/");
  CHECK(no.json["line"] == 3);
  CHECK(no.json["crawl_delay"] == 3);
  const auto yes = ask({"robots", file}, {{"url", "https://a.example/x"}});
  CHECK(yes.exit == Exit::done);
  CHECK(yes.json["rule"].is_null());
  CHECK(ask({"robots", file}, {{"url", "/x"}, {"agent", "Other"}}).json["line"] == 6);
  CHECK_THROWS_AS(ask({"robots", file}, {}), UsageError);
}

TEST_CASE("check url: what it leads to, and the key of its page") {
  const auto found = ask({"url", "../List.asp?page=1&id=2#top"}, {{"base", "http://A.example/x/y.html"}});
  CHECK(found.exit == Exit::done);
  CHECK(found.json["resolved"] == "http://a.example/List.asp?page=1&id=2#top");
  CHECK(found.json["canonical"] == "http://a.example/List.asp?id=2");
  const auto password = ask({"url", "http://u:p@a.example/"}, {});
  CHECK(password.exit == Exit::negative);
  CHECK(password.json["resolved"] == "http://u:p@a.example/");
  CHECK(password.json["canonical"].is_null());
  CHECK(ask({"url", "javascript:void(0)"}, {{"base", "http://a.example/"}}).json["resolved"].is_null());
}

TEST_CASE("check charset: in which encoding a page is read, and who decided") {
  const TemporaryFolder folder;
  const std::string file = (folder.path() / "page.html").string();
  write_file_atomically(file, encode("<meta charset=utf-8>枣庄市司法局公共法律服务", "gb18030"));
  const auto read = ask({"charset", file}, {{"header", "text/html; charset=UTF-8"}});
  CHECK(read.json["encoding"] == "gb18030");
  CHECK(read.json["decided_by"] == "statistics");
  CHECK(read.json["overruled"] == true);
  CHECK(read.json["replaced"] == 0);
}

TEST_CASE("check: what it does not know is wrong usage") {
  CHECK_THROWS_AS(ask({}, {}), UsageError);
  CHECK_THROWS_AS(ask({"weather", "x"}, {}), UsageError);
}

}  // namespace lawhub
