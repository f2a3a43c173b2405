// The four programs over the sites of a sample province, through real HTTP.
#include <catch2/catch.hpp>

#include <fstream>
#include <map>

#include "registry/pages.h"
#include "tests/support/running_hub.h"

namespace lawhub {
namespace {

using nlohmann::json;

constexpr int kInstitutions = 400;

/// One hub for all cases; every case leaves the sites as it found them.
RunningHub& hub() {
  static RunningHub the_hub(kInstitutions);
  static const bool kCrawled = the_hub.crawl_everything() && the_hub.ready() && the_hub.caught_up();
  REQUIRE(kCrawled);
  return the_hub;
}

bool understood(const json& answer, const char* what, const std::string& code) {
  for (const json& one : answer["query"]["understood"][what]) {
    if (one["code"] == code) return true;
  }
  return false;
}

/// All that some questions are answered with, but for the clock's part.
std::string answers() {
  std::string all;
  for (const char* question : {"薛城区 公证处", "滕州 律师", "枣庄市司法局", "公共法律服务体系建设", "离婚", "调解"}) {
    json answer = hub().ask(question, "&size=50");
    for (json& item : answer["items"]) item.erase("open_now");
    all += answer["items"].dump() + answer["facets"].dump() + answer["total"].dump() + "\n";
  }
  return all;
}

/// What the truth file says that `source` lists: the first listing with a telephone.
json listing_of(const std::string& source) {
  std::ifstream truth(hub().folder() / "sample" / "truth.jsonl");
  for (std::string line; std::getline(truth, line);) {
    const json institution = json::parse(line);
    for (const json& listing : institution["listings"]) {
      if (listing["source"] == source && listing["phone"] != "") return listing;
    }
  }
  FAIL("nothing is listed by " << source);
  return {};
}

std::string path_of(const std::string& url) { return url.substr(url.find('/', std::string("http://").size())); }

}  // namespace

TEST_CASE("a place and a type are understood, and offices of the place come first") {
  const json answer = hub().ask("薛城区 公证处");
  CHECK(understood(answer, "divisions", "370403"));
  CHECK(understood(answer, "types", "NOT"));
  REQUIRE(!answer["items"].empty());
  CHECK(answer["items"][0]["type"] == "NOT");
  CHECK(answer["items"][0]["division_code"].get<std::string>().substr(0, 6) == "370403");
  CHECK(!answer["facets"]["type"].empty());
}

TEST_CASE("a city's short name and a profession find its law firms") {
  const json answer = hub().ask("滕州 律师");
  CHECK(understood(answer, "divisions", "370481"));
  REQUIRE(!answer["items"].empty());
  const std::string type = answer["items"][0]["type"];
  CHECK((type == "LFM" || type == "LFB"));
}

TEST_CASE("a bureau is found by its name") {
  const json answer = hub().ask("枣庄市司法局");
  REQUIRE(!answer["items"].empty());
  CHECK(answer["items"][0]["name"] == "枣庄市司法局");
  CHECK(answer["items"][0]["type"] == "BUR");
}

TEST_CASE("the policy notice is found and dated") {
  const json answer = hub().ask("公共法律服务体系建设", "&kind=page");
  REQUIRE(!answer["items"].empty());
  CHECK(answer["items"][0]["title"].get<std::string>().find("公共法律服务体系建设") != std::string::npos);
  CHECK(answer["items"][0]["date"].get<std::string>().size() == 10);
}

TEST_CASE("a matter in plain words finds who helps") {
  const json answer = hub().ask("离婚");
  CHECK(understood(answer, "matters", "FAM01"));
  CHECK(!answer["items"].empty());
}

TEST_CASE("notary offices are listed by true distance") {
  const json answer = hub().get("/api/v1/search?near=34.80,117.26&type=NOT&size=20");
  REQUIRE(answer["items"].size() >= 2);
  double before = 0;
  for (const json& item : answer["items"]) {
    CHECK(item["type"] == "NOT");
    CHECK(item["distance_m"].get<double>() >= before);
    before = item["distance_m"].get<double>();
  }
}

TEST_CASE("every question has a page") {
  for (const char* target : {"/", "/search?q=%E7%A6%BB%E5%A9%9A", "/sources", "/divisions/370403", "/about/crawler"}) {
    Reply reply = hub().page(target);
    if (reply.status == 303) reply = hub().page(reply.headers["location"]);  // a sensitive question's discreet address
    INFO(target);
    CHECK(reply.status == 200);
    CHECK(reply.body.find("</html>") != std::string::npos);
  }
  const json answer = hub().ask("枣庄市司法局");
  const Reply institution = hub().page(answer["items"][0]["url"]);
  CHECK(institution.status == 200);
  CHECK(institution.body.find("枣庄市司法局") != std::string::npos);
}

TEST_CASE("an unchanged source costs only conditional requests") {
  for (const char* source : {"sfj-3704", "sft-37", "pf-37"}) {
    const json job = hub().crawl(source);
    INFO(source << ": " << job.dump());
    CHECK(job["state"] == "done");
    CHECK(job["counts"]["requests"] > 0);
    CHECK(job["counts"]["not_modified"] == job["counts"]["requests"]);
    CHECK(job["counts"]["conditional"] == job["counts"]["requests"]);
    CHECK(job["counts"]["fetched"] == 0);
  }
}

TEST_CASE("a second crawl of everything asks conditionally and changes nothing, and a third finds each changed page") {
  const auto crawl = [] {
    REQUIRE(hub().crawl_everything());
    std::map<std::string, long long> sums;
    const json listed = hub().get("/api/v1/sources");
    for (const json& source : listed["sources"]) {
      if (source["last_job"].is_null()) continue;
      for (const auto& [name, value] : source["last_job"]["counts"].items()) sums[name] += value.get<long long>();
    }
    return sums;
  };
  auto sums = crawl();
  CHECK(sums["requests"] > 100);
  CHECK(sums["conditional"] * 100 >= sums["requests"] * 99);
  CHECK(sums["added"] + sums["changed"] + sums["removed"] + sums["fetched"] == 0);

  const Pages pages(hub().folder() / "pages.db", Pages::Access::read);
  std::vector<std::pair<std::string, std::string>> edited;  // site and path
  int seen = 0;
  for (const std::string& site : hub().sites().sites()) {
    pages.for_each_page(site, [&](const Page& page) {
      const std::string path = path_of(page.url);
      if (page.misses != 0 || page.http_status != 200 || ++seen % 100 != 50) return;
      if (hub().sites().edit(site, path, "</body>", "<!-- 改 --></body>") > 0) edited.emplace_back(site, path);
    });
  }
  REQUIRE(edited.size() >= 3);
  sums = crawl();
  CHECK(sums["fetched"] == static_cast<long long>(edited.size()));
  for (const auto& [site, path] : edited) hub().sites().edit(site, path, "<!-- 改 --></body>", "</body>");
  crawl();
}

TEST_CASE("a changed listing is found within ten seconds of the re-crawl") {
  const json listing = listing_of("own-1");
  const std::string before = listing["phone"];
  const std::string page = path_of(listing["url"]);
  const auto found = [&] {
    const json answer = hub().ask("0632-7654321");
    if (answer["items"].empty()) return false;
    const json phones = answer["items"][0].value("phones", json::array());  // its page may be found a moment earlier
    return phones.dump().find("0632-7654321") != std::string::npos;
  };
  CHECK(!found());
  REQUIRE(hub().sites().edit("own-1", page, before, "0632-7654321") > 0);
  REQUIRE(hub().crawl("own-1")["state"] == "done");
  CHECK(wait_until(found, 10));
  hub().sites().edit("own-1", page, "0632-7654321", before);
  CHECK(hub().crawl("own-1")["state"] == "done");
  CHECK(wait_until([] { return hub().ask("0632-7654321")["items"].dump().find("7654321") == std::string::npos; }, 10));
}

TEST_CASE("a source that suddenly answers badly changes no answer and says why") {
  const std::string before = answers();
  const SiteFault fault = GENERATE(SiteFault::empty_list, SiteFault::truncate, SiteFault::missing, SiteFault::fail,
                                   SiteFault::html_error, SiteFault::drop);
  const std::string source = GENERATE("sfj-3704", "sfj-3703");  // a portal of pages, a feed
  hub().sites().order(source, {fault, "", 0, "/"});
  const json job = hub().crawl(source, "force");  // a 304 has no body that could be bad
  INFO(source << ", fault " << static_cast<int>(fault) << ": " << job.dump());
  CHECK((job["state"] == "held" || job["state"] == "failed"));
  const std::string message = job["message"];
  CHECK((message.find("已保留") != std::string::npos || message.find("保持不变") != std::string::npos));
  CHECK(answers() == before);
  hub().sites().clear(source);
  CHECK(hub().crawl(source)["state"] == "done");
  CHECK(answers() == before);
}

TEST_CASE("killed programs lose nothing and go on") {
  const std::string before = answers();
  REQUIRE(hub().order("*", "force") != 0);
  CHECK(wait_until([] { return hub().get("/api/v1/sources").dump().find("\"running\"") != std::string::npos; }, 10));
  hub().crawler().kill_hard();
  hub().indexer().kill_hard();
  hub().search().kill_hard();
  hub().start_search();
  hub().start_indexer();
  hub().start_crawler();
  REQUIRE(hub().ready());
  CHECK(answers() == before);
  CHECK(hub().everything_ended());
  CHECK(answers() == before);
}

TEST_CASE("the programs stop when asked") {
  CHECK(hub().crawler().stop() == 0);
  CHECK(hub().indexer().stop() == 0);
  CHECK(hub().search().stop() == 0);
}

}  // namespace lawhub
