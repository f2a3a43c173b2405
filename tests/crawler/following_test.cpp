// Following and forgetting: retries, resting pages, moved pages, dead links, sitemaps and feeds of links.
#include <catch2/catch.hpp>
#include <set>

#include "crawler/crawl.h"
#include "crawler/revisit.h"
#include "crawler/sitemap.h"
#include "search/http.h"
#include "tests/support/fixed_clock.h"
#include "tests/support/raw_server.h"
#include "tests/support/small_site.h"

using namespace lawhub;

namespace {

constexpr Instant kDay = 86'400;

std::string page(const std::string& title, const std::string& body, const std::string& head = {}) {
  return "<html><head><meta charset=utf-8>" + head + "<title>" + title + "-某市司法局</title></head><body><h1>" +
         title + "</h1>" + body + "</body></html>";
}

std::string article(const std::string& title, const std::string& head = {}) {
  return page(
      title,
      "<p>发布时间:2024-05-06</p><p>" + title +
          ":某市司法局今天印发通知,要求各区县公布法律服务机构的地址、电话和办公时间,方便群众办事,少跑冤枉路。</p>",
      head);
}

std::string links_to(const std::vector<std::string>& urls) {
  std::string body;
  for (const auto& url : urls) body += "<a href=\"" + url + "\">" + url + "</a> ";
  return page("首页", body);
}

struct Desk {
  Pages pages{":memory:", Pages::Access::write};
  HostTurns turns;
  FixedClock clock;
  std::int64_t jobs = 0;

  Harvest crawl(const Source& source, Instant later = 60) {
    clock.advance(later);
    Job job;
    job.id = ++jobs;
    job.source = source.id;
    job.ordered_at = clock.now();
    return lawhub::crawl(source, job, Revisit::conditional,
                         {pages, turns, clock, "LawhubCrawler/test", [](const JobCounts&) { return true; }});
  }
  std::set<std::string> findable() const {
    std::set<std::string> found;
    pages.for_each_findable([&](const Page& p, std::int64_t) { found.insert(p.url.substr(p.url.find('/', 8))); });
    return found;
  }
};

const JobItem* item(const Harvest& harvest, const std::string& ending) {
  for (const auto& found : harvest.items) {
    if (found.url.ends_with(ending)) return &found;
  }
  return nullptr;
}

}  // namespace

TEST_CASE("a page that keeps failing is tried three times in a job, and is not gone") {
  SmallSite site({{"index.html", links_to({"/a.html", "/b.html"})},
                  {"a.html", article("便民通知甲")},
                  {"b.html", article("便民通知乙")}});
  Desk desk;
  desk.crawl(site.source());
  site.fault(SiteFault::drop, "/a.html");
  for (int again = 0; again < 3; ++again) {
    const auto harvest = desk.crawl(site.source());
    REQUIRE(item(harvest, "/a.html"));
    CHECK(item(harvest, "/a.html")->outcome == "failed");
    CHECK(item(harvest, "/a.html")->attempts == 3);
    CHECK_FALSE(item(harvest, "/a.html")->cause.empty());
    CHECK(item(harvest, "/b.html")->attempts == 1);
    CHECK(harvest.end == Harvest::End::done);
    CHECK_FALSE(harvest.proposal.complete);
    CHECK(desk.findable() == std::set<std::string>{"/a.html", "/b.html"});
  }
}

TEST_CASE("what passes is tried again and read, what is refused for good is not") {
  int asked = 0;
  const RawServer server([&](const std::string& request) {
    if (request.starts_with("GET /robots.txt")) return http_answer(404, "no");
    if (request.starts_with("GET /busy.html"))
      return ++asked == 1 ? http_answer(503, "busy") : http_answer(200, article("便民通知"));
    if (request.starts_with("GET /closed.html")) return http_answer(403, "no");
    return http_answer(200, links_to({"/busy.html", "/closed.html"}));
  });
  Source source;
  source.id = "site";
  source.division = "370400";
  source.url = server.origin() + "/";
  source.allow = {"127.0.0.1"};
  source.delay_ms = 0;
  Desk desk;
  const auto harvest = desk.crawl(source);
  CHECK(item(harvest, "/busy.html")->outcome == "fetched");
  CHECK(item(harvest, "/busy.html")->attempts == 2);
  CHECK(item(harvest, "/closed.html")->attempts == 1);
  CHECK(item(harvest, "/closed.html")->cause == "http-403");
  CHECK(desk.findable() == std::set<std::string>{"/busy.html"});
}

TEST_CASE("a page that never changes rests the longer the longer it has stayed, but no list does") {
  Page text;
  text.findable = true;
  text.body = "x";
  text.changed_at = 0;
  text.checked_at = 100 * kDay;
  CHECK(may_rest(text, "page", 0, 109 * kDay));
  CHECK_FALSE(may_rest(text, "page", 0, 111 * kDay));
  CHECK(may_rest(text, "page", 50 * kDay, 113 * kDay));         // a sitemap says so too
  CHECK_FALSE(may_rest(text, "page", 50 * kDay, 115 * kDay));   // two weeks at most
  CHECK_FALSE(may_rest(text, "page", 101 * kDay, 102 * kDay));  // the sitemap knows better
  CHECK_FALSE(may_rest(text, "list", 0, 101 * kDay));
  text.listings = 3;
  CHECK_FALSE(may_rest(text, "page", 0, 101 * kDay));
  text.listings = 0;
  text.changed_at = text.checked_at;  // only just met
  CHECK_FALSE(may_rest(text, "page", 0, text.checked_at + 60));
}

TEST_CASE("a resting page is not asked for, and all that it says and links stays") {
  SmallSite site({{"index.html", links_to({"/a.html"})}, {"a.html", article("便民通知")}});
  Desk desk;
  desk.crawl(site.source());
  desk.crawl(site.source(), 100 * kDay);
  site.counts();
  const auto harvest = desk.crawl(site.source(), kDay);
  CHECK(item(harvest, "/a.html")->outcome == "unvisited");
  CHECK(harvest.counts.unvisited == 1);
  CHECK(site.counts().requests == 2);  // robots.txt and the first page
  CHECK(desk.findable() == std::set<std::string>{"/a.html"});
  CHECK(desk.crawl(site.source(), 20 * kDay).counts.unvisited == 0);
}

TEST_CASE("the pages of a site that gave each of them a new address are found there, and the old ones know it") {
  std::map<std::string, std::string> files;
  std::vector<std::string> old_links, new_links;
  for (int i = 0; i < 12; ++i) {
    const std::string n = std::to_string(i);
    files["old/" + n + ".html"] = article("关于公布第" + n + "批法律服务机构名单的便民通知");
    old_links.push_back("/old/" + n + ".html");
    new_links.push_back("/new/" + n + ".html");
  }
  files["index.html"] = links_to(old_links);
  SmallSite site(files);
  Desk desk;
  desk.crawl(site.source());
  CHECK(desk.findable().size() == 12);
  for (int i = 0; i < 12; ++i) {
    const std::string n = std::to_string(i);
    site.write("new/" + n + ".html", files["old/" + n + ".html"]);
    site.remove("old/" + n + ".html");
  }
  site.write("index.html", links_to(new_links));
  const auto harvest = desk.crawl(site.source());
  CHECK(harvest.proposal.complete);
  CHECK(desk.findable() == std::set<std::string>(new_links.begin(), new_links.end()));
  const auto base = site.source().url;
  CHECK(desk.pages.find("site", base + "old/3.html")->moved_to == base + "new/3.html");
}

TEST_CASE("a page that was redirected is found once, at its new address, in the job that saw it") {
  SmallSite site(
      {{"index.html", links_to({"/a.html"})}, {"a.html", article("便民通知")}, {"b.html", article("便民通知")}});
  Desk desk;
  desk.crawl(site.source());
  site.server().order("site", {SiteFault::redirect, "/a.html", 0, "/b.html"});
  desk.crawl(site.source());
  CHECK(desk.findable() == std::set<std::string>{"/b.html"});
  CHECK(desk.pages.find("site", site.source().url + "a.html")->moved_to == site.source().url + "b.html");
}

TEST_CASE("RFC 6596: a copy that names its original is found there only; a home page is nobody's original") {
  SmallSite site({{"index.html", links_to({"/copy.html", "/own.html", "/wrong.html"})},
                  {"copy.html", article("便民通知", "<link rel=canonical href=/own.html>")},
                  {"own.html", article("便民通知", "<link rel=canonical href=/own.html>")},
                  {"wrong.html", article("招聘公告", "<link rel=canonical href=/>")}});
  Desk desk;
  for (int again = 0; again < 3; ++again) {
    desk.crawl(site.source());
    CHECK(desk.findable() == std::set<std::string>{"/own.html", "/wrong.html"});
  }
}

TEST_CASE("a dead link is reported with the pages that link it") {
  SmallSite site({{"index.html", links_to({"/a.html", "/gone.html"})},
                  {"a.html", page("便民通知", "<a href=gone.html>名单</a><a href=bad.html>名单</a>")}});
  site.fault(SiteFault::fail, "/bad.html");
  Desk desk;
  const auto harvest = desk.crawl(site.source());
  REQUIRE(harvest.dead_links);
  std::set<std::string> told;
  for (const auto& link : *harvest.dead_links)
    told.insert(link.linked_from.substr(link.linked_from.find('/', 8)) + " " + link.url.substr(link.url.find('/', 8)) +
                " " + link.cause);
  CHECK(told ==
        std::set<std::string>{"/ /gone.html http-404", "/a.html /gone.html http-404", "/a.html /bad.html http-500"});
}

TEST_CASE("a feed for readers that a page names leads to its pages") {
  SmallSite site({{"index.html", page("首页", "", "<link rel=alternate type=application/rss+xml href=/news.xml>")},
                  {"a.html", article("便民通知")}});
  site.write("news.xml", "<rss version=\"2.0\"><channel><item><title>x</title><link>" + site.source().url +
                             "a.html</link></item></channel></rss>");
  Desk desk;
  const auto harvest = desk.crawl(site.source());
  CHECK(desk.findable() == std::set<std::string>{"/a.html"});
  CHECK(item(harvest, "/news.xml")->phase == JobPhase::gather);
}

TEST_CASE("sitemaps of every spelling are read, the last changed pages first") {
  const auto map = read_sitemap(
      "<sm:urlset xmlns:sm='http://www.google.com/schemas/sitemap/0.84'><sm:url><sm:loc> http://x.cn/old </sm:loc>"
      "<sm:lastmod>2020-01-01</sm:lastmod></sm:url><sm:url><sm:loc>http://x.cn/new</sm:loc>"
      "<sm:lastmod>2024-05-06T08:00:00+08:00</sm:lastmod></sm:url><sm:url><sm:loc/></sm:url></sm:urlset>");
  REQUIRE(map);
  REQUIRE(map->pages.size() == 2);
  CHECK(map->pages[0].url == "http://x.cn/new");
  CHECK(iso_instant(map->pages[0].lastmod) == "2024-05-06T00:00:00Z");
  CHECK(iso_instant(map->pages[1].lastmod) == "2020-01-01T15:59:59Z");
  CHECK(read_sitemap("<sitemapindex><sitemap><loc>http://x.cn/1.xml.gz</loc></sitemap></sitemapindex>")->sitemaps ==
        std::vector<std::string>{"http://x.cn/1.xml.gz"});
  CHECK(read_sitemap("<feed xmlns='http://www.w3.org/2005/Atom'><entry><link rel='edit' href='http://x.cn/e'/>"
                     "<link href='http://x.cn/a'/></entry></feed>")
            ->pages.at(0)
            .url == "http://x.cn/a");
  for (const char* bad : {"", "<urlset><url><loc>http://x.cn/</loc>", "<html/>", "404 Not Found"}) {
    INFO(bad);
    CHECK_FALSE(read_sitemap(bad));
  }
  std::string many = "<urlset>";
  for (int i = 0; i < 50'001; ++i) many += "<url><loc>http://x.cn/" + std::to_string(i) + "</loc></url>";
  CHECK(read_sitemap(many + "</urlset>")->pages.size() == 50'000);
}

TEST_CASE("a packed sitemap is unpacked within bounds") {
  CHECK(unpack_sitemap("<urlset/>").value() == "<urlset/>");
  CHECK(unpack_sitemap(gzip("<urlset/>")).value() == "<urlset/>");
  CHECK_FALSE(unpack_sitemap(gzip(std::string(std::size_t{51} << 20, ' '))));
  CHECK_FALSE(unpack_sitemap(std::string("\x1f\x8b\x08\0broken", 10)));
}
