// Documents and traps on a site, as a whole crawl meets them.
#include <catch2/catch.hpp>
#include <set>

#include "crawler/crawl.h"
#include "generated/test_paths.h"
#include "tests/crawler/fixture.h"
#include "tests/support/fixed_clock.h"
#include "tests/support/small_site.h"

using namespace lawhub;

namespace {

std::string page(const std::string& title, const std::string& body) {
  return "<html><head><meta charset=utf-8><title>" + title + "-某市司法局</title></head><body><h1>" + title + "</h1>" +
         body + "</body></html>";
}

const std::string kText =
    "<p>某市司法局今天印发通知,要求各区县公布法律服务机构的地址、电话和办公时间,方便群众办事,"
    "少跑冤枉路。各单位应当在月底前"
    "把内容核对清楚,报市局公共法律服务管理科汇总。</p>";

struct Desk {
  Pages pages{":memory:", Pages::Access::write};
  HostTurns turns;
  FixedClock clock;
  std::int64_t jobs = 0;

  Harvest crawl(const Source& source) {
    clock.advance(60);
    Job job;
    job.id = ++jobs;
    job.source = source.id;
    job.ordered_at = clock.now();
    return lawhub::crawl(source, job, Revisit::conditional,
                         {pages, turns, clock, "LawhubCrawler/test", [](const JobCounts&) { return true; }});
  }
  std::multiset<std::string> findable() const {
    std::multiset<std::string> titles;
    pages.for_each_findable([&](const Page& found, std::int64_t) { titles.insert(found.title); });
    return titles;
  }
};

const JobItem* item(const Harvest& harvest, const std::string& ending) {
  for (const auto& found : harvest.items) {
    if (found.url.ends_with(ending)) return &found;
  }
  return nullptr;
}

}  // namespace

TEST_CASE("documents of a site become pages and listings, broken ones findings; the next crawl asks nothing twice") {
  const std::string folder = std::string(TEST_DATA) + "/attachments/";
  SmallSite site({{"robots.txt", ""},
                  {"index.html", page("首页", "<a href=n.html>公告</a>")},
                  {"n.html", page("考核公告", "<p>发布时间:2025-05-21</p>" + kText +
                                                  "<p><a href=f/r.pdf>附件1:考核结果.pdf</a> <a href=f/n.doc>附件2</a> "
                                                  "<a href=f/bad.xls>附件3:损坏的表.xls</a></p>")},
                  {"f/r.pdf", read_file(folder + "register.pdf")},
                  {"f/n.doc", read_file(folder + "notice.doc")},
                  {"f/bad.xls", read_file(folder + "sheet.xls").substr(0, 1500)}});
  Desk desk;
  const auto first = desk.crawl(site.source());
  REQUIRE(first.end == Harvest::End::done);
  CHECK(first.proposal.complete);
  CHECK(first.proposal.said.size() == 30);
  CHECK(desk.findable() == std::multiset<std::string>{"考核公告", "考核结果", "关于开展公证减证便民活动的通知"});
  CHECK(desk.pages.find("site", site.source().url + "f/r.pdf")->date == "2025-05-21");
  CHECK(first.findings.contains("attachment-unreadable"));
  const auto second = desk.crawl(site.source());
  CHECK(second.counts.fetched == 0);
  CHECK(second.proposal.said.size() == 30);
  CHECK(second.findings.contains("attachment-unreadable"));
}

TEST_CASE("one text under two addresses is found once, in this crawl and the next") {
  SmallSite site({{"robots.txt", ""},
                  {"index.html", page("首页", "<a href=a.html>一</a> <a href=b.html>二</a>")},
                  {"a.html", page("便民通知", kText)},
                  {"b.html", page("便民通知", "<p>来源:本站</p>" + kText)}});
  Desk desk;
  const auto first = desk.crawl(site.source());
  CHECK(desk.findable() == std::multiset<std::string>{"便民通知"});
  REQUIRE(item(first, "b.html") != nullptr);
  CHECK(item(first, "b.html")->message.find("只保留一份") != std::string::npos);
  desk.crawl(site.source());
  CHECK(desk.findable() == std::multiset<std::string>{"便民通知"});
}

TEST_CASE("a challenge and a login are told and not stored, addresses without end are not followed") {
  SmallSite site({{"robots.txt", ""},
                  {"index.html", page("首页",
                                      "<a href=js.html>一</a> <a href=login.html>二</a> "
                                      "<a href=rili?year=2093>日历</a> <a href=a/b/a/b/a/b/>深</a>")},
                  {"js.html", "<html><script>document.cookie='x=1';location.reload();</script></html>"},
                  {"login.html", page("登录", "<form><input type=password></form>")}});
  Desk desk;
  const auto harvest = desk.crawl(site.source());
  REQUIRE(harvest.end == Harvest::End::done);
  REQUIRE(item(harvest, "js.html") != nullptr);
  CHECK(item(harvest, "js.html")->outcome == "refused");
  CHECK(item(harvest, "js.html")->message.find("数据接口或上传") != std::string::npos);
  CHECK(item(harvest, "login.html")->outcome == "refused");
  CHECK(harvest.findings.at("url-trap") == 2);
  CHECK(desk.findable().empty());
  CHECK(item(harvest, "year=2093")->outcome == "finding");
}
