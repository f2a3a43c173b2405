#include "crawler/crawl.h"

#include <catch2/catch.hpp>
#include <set>

#include "tests/support/fixed_clock.h"
#include "tests/support/small_site.h"

using namespace lawhub;

namespace {

std::string page(const std::string& title, const std::string& body) {
  return "<html><head><meta charset=utf-8><title>" + title + "-某市司法局</title></head><body><h1>" + title + "</h1>" +
         body + "</body></html>";
}

std::string row(const std::string& name, const std::string& phone) {
  return "<tr><td>" + name + "</td><td>薛城区武夷山路" + phone.substr(9) + "号</td><td>" + phone + "</td></tr>";
}

std::string table(const std::string& rows) {
  return "<table><tr><td>机构名称</td><td>地址</td><td>电话</td></tr><!--list-->" + rows + "<!--/list--></table>";
}

const std::string kText =
    "<p>某市司法局今天印发通知,要求各区县公布法律服务机构的地址、电话和办公时间,方便群众办事,少跑冤枉路。</p>";

std::map<std::string, std::string> portal() {
  return {{"robots.txt", "User-agent: *\nDisallow: /admin/\n"},
          {"index.html", page("首页",
                              "<a href=mc.html>名录</a> <a href=news/1.html>通知</a> <a href=/admin/x.html>x</a> "
                              "<a href=http://127.0.0.1:1/>别处</a> <a href=a.zip>附件</a>")},
          {"mc.html", page("律师事务所名录", table(row("山东甲子律师事务所", "0632-4400001") +
                                                   row("山东乙丑律师事务所", "0632-4400002")) +
                                                 "<a href=mc_2.html>下一页</a>")},
          {"mc_2.html", page("律师事务所名录", table(row("山东丙寅律师事务所", "0632-4400003")))},
          {"news/1.html", page("便民通知", "<p>发布时间:2024-05-06</p>" + kText)},
          {"admin/x.html", page("后台", kText)}};
}

/// Throws when it has been asked `patience` times: what a killed program looks like to the next.
class FailingClock : public Clock {
 public:
  explicit FailingClock(int patience) : left_(patience) {}
  Instant now() const override {
    if (left_-- <= 0) throw std::runtime_error("killed");
    return 1800000000;
  }

 private:
  mutable int left_;
};

struct Desk {
  Pages pages{":memory:", Pages::Access::write};
  HostTurns turns;
  FixedClock clock;
  std::int64_t jobs = 0;

  Harvest crawl(const Source& source, Revisit revisit = Revisit::conditional) {
    clock.advance(60);
    return crawl_job(source, ++jobs, clock, revisit);
  }
  Harvest crawl_job(const Source& source, std::int64_t id, const Clock& time, Revisit revisit = Revisit::conditional,
                    const Allowance& allowance = {}) {
    Job job;
    job.id = id;
    job.source = source.id;
    job.ordered_at = 1800000000 + 60 * id;
    return lawhub::crawl(
        source, job, revisit,
        {pages, turns, time, "LawhubCrawler/test", [](const JobCounts&) { return true; }, 0, 0, allowance});
  }
  std::set<std::string> findable() const {
    std::set<std::string> titles;
    pages.for_each_findable([&](const Page& found, std::int64_t) { titles.insert(found.title); });
    return titles;
  }
};

std::set<std::string> names(const Harvest& harvest) {
  std::set<std::string> result;
  for (const auto& said : harvest.proposal.said) result.insert(said.record.name);
  return result;
}

const JobItem* item(const Harvest& harvest, const std::string& ending) {
  for (const auto& found : harvest.items) {
    if (found.url.ends_with(ending)) return &found;
  }
  return nullptr;
}

}  // namespace

TEST_CASE("a site is followed within itself and within its robots.txt, and what it lists is proposed") {
  SmallSite site(portal());
  Desk desk;
  const auto harvest = desk.crawl(site.source());
  REQUIRE(harvest.end == Harvest::End::done);
  CHECK(harvest.trouble.empty());
  CHECK(harvest.proposal.complete);
  CHECK(names(harvest) == std::set<std::string>{"山东甲子律师事务所", "山东乙丑律师事务所", "山东丙寅律师事务所"});
  const auto& said = harvest.proposal.said.front();
  CHECK(said.source == "site");
  CHECK(said.url == site.source().url + "mc.html");
  CHECK(said.key == "山东甲子律师事务所@370403");
  CHECK(said.record.type == InstitutionType::law_firm);
  CHECK(said.record.division == "370403");
  REQUIRE(said.record.phones.size() == 1);
  CHECK(said.record.phones[0].number == "0632-4400001");
  CHECK(desk.findable() == std::set<std::string>{"便民通知"});
  CHECK(harvest.counts.requests == 5);  // robots.txt, first page, two lists, one article
  REQUIRE(item(harvest, "/admin/x.html") != nullptr);
  CHECK(item(harvest, "/admin/x.html")->outcome == "refused");
  CHECK(item(harvest, "a.zip") == nullptr);
}

TEST_CASE("an unchanged site costs conditional requests answered 304 and nothing else, and says the same") {
  SmallSite site(portal());
  Desk desk;
  const auto first = desk.crawl(site.source());
  site.counts();
  const auto second = desk.crawl(site.source());
  const auto counts = site.counts();
  CHECK(counts.requests == 4);  // robots.txt is remembered for a day
  CHECK(counts.not_modified == counts.requests);
  CHECK(second.counts.requests == 4);
  CHECK(second.counts.conditional == 4);
  CHECK(second.counts.not_modified == 4);
  CHECK(second.counts.fetched == 0);
  CHECK(names(second) == names(first));
  CHECK(second.proposal.said.front().key == first.proposal.said.front().key);
  const auto forced = desk.crawl(site.source(), Revisit::unconditional);
  CHECK(site.counts().conditional == 0);
  CHECK(names(forced) == names(first));
}

TEST_CASE("a changed page is fetched, the others are not") {
  SmallSite site(portal());
  Desk desk;
  desk.crawl(site.source());
  site.write("mc_2.html", page("名录", table(row("山东丁卯律师事务所", "0632-4400004"))));
  const auto harvest = desk.crawl(site.source());
  CHECK(harvest.counts.fetched == 1);
  CHECK(harvest.counts.not_modified == 3);
  CHECK(names(harvest) == std::set<std::string>{"山东甲子律师事务所", "山东乙丑律师事务所", "山东丁卯律师事务所"});
}

TEST_CASE("a crawl that was killed anywhere goes on without fetching anything twice") {
  SmallSite site(portal());
  Desk whole;
  const auto expected = names(whole.crawl(site.source()));
  const auto requests = site.counts().requests;
  for (int patience = 1; patience < 6; ++patience) {
    INFO("killed at " << patience);
    Desk desk;
    CHECK_THROWS(desk.crawl_job(site.source(), 7, FailingClock(patience)));
    const auto harvest = desk.crawl_job(site.source(), 7, desk.clock);
    CHECK(names(harvest) == expected);
    CHECK(site.counts().requests <= requests + 1);  // the one that was on its way when it died
    CHECK(harvest.counts.fetched == static_cast<std::int64_t>(requests));
  }
}

TEST_CASE("RFC 9309 2.3.1: no robots.txt allows all, an unreachable one means wait") {
  auto files = portal();
  files.erase("robots.txt");
  SmallSite site(files);
  Desk desk;
  CHECK(item(desk.crawl(site.source()), "/admin/x.html")->outcome == "fetched");

  SmallSite broken(portal());
  broken.fault(SiteFault::fail, "/robots.txt");
  Desk other;
  const auto harvest = other.crawl(broken.source());
  CHECK(harvest.end == Harvest::End::failed);
  CHECK(harvest.trouble.find("robots.txt") != std::string::npos);
  CHECK(broken.counts().requests == 3);  // tried twice more, and nothing else asked for
}

TEST_CASE("a site whose first page fails proposes nothing and says why") {
  for (const auto fault : {SiteFault::fail, SiteFault::missing, SiteFault::truncate, SiteFault::drop,
                           SiteFault::html_error, SiteFault::redirect}) {
    SmallSite site(portal());
    Desk desk;
    desk.crawl(site.source());
    site.fault(fault);
    for (int again = 0; again < 3; ++again) {
      const auto harvest = desk.crawl(site.source(), Revisit::unconditional);
      INFO(static_cast<int>(fault));
      CHECK(harvest.end == Harvest::End::failed);
      CHECK_FALSE(harvest.trouble.empty());
      CHECK(harvest.proposal.said.empty());
      CHECK(desk.findable() == std::set<std::string>{"便民通知"});
    }
    site.heal();
    CHECK(names(desk.crawl(site.source())).size() == 3);
  }
}

TEST_CASE("when a list cannot be read the harvest is not complete") {
  for (const auto fault :
       {SiteFault::fail, SiteFault::missing, SiteFault::truncate, SiteFault::drop, SiteFault::html_error}) {
    SmallSite site(portal());
    Desk desk;
    desk.crawl(site.source());
    site.fault(fault, "/mc_2");
    const auto harvest = desk.crawl(site.source(), Revisit::unconditional);
    INFO(static_cast<int>(fault));
    CHECK(harvest.end == Harvest::End::done);
    CHECK_FALSE(harvest.proposal.complete);
    CHECK_FALSE(harvest.trouble.empty());
    CHECK(names(harvest).size() == 2);
  }
}

TEST_CASE("a page that comes cut off is a failure, and the stored one stays") {
  SmallSite site(portal());
  Desk desk;
  desk.crawl(site.source());
  site.write("mc.html", page("名录", table(row("山东甲子律师事务所", "0632-4400001"))).substr(0, 200));
  const auto harvest = desk.crawl(site.source());
  CHECK_FALSE(harvest.proposal.complete);
  CHECK(item(harvest, "mc.html")->message.find("截断") != std::string::npos);
  CHECK(desk.pages.find("site", site.source().url + "mc.html")->body.find("山东乙丑") != std::string::npos);
}

TEST_CASE("a page that nothing links any more is kept while it exists and dropped when it is gone twice") {
  SmallSite site(portal());
  Desk desk;
  desk.crawl(site.source());
  site.write("index.html", page("首页", "<a href=mc.html>名录</a>"));
  desk.crawl(site.source());
  CHECK(desk.findable() == std::set<std::string>{"便民通知"});
  site.remove("news/1.html");
  CHECK(desk.crawl(site.source()).proposal.complete);
  CHECK(desk.findable() == std::set<std::string>{"便民通知"});
  desk.crawl(site.source());
  CHECK(desk.findable().empty());
}

TEST_CASE("a redirect inside the site is followed, one that leads away is noted") {
  auto files = portal();
  SmallSite site(files);
  Desk desk;
  site.server().order("site", {SiteFault::redirect, "/mc.html", 0, "/mc_2.html"});
  site.server().order("site", {SiteFault::redirect, "/news/", 0, "http://127.0.0.2/"});
  const auto harvest = desk.crawl(site.source());
  CHECK(names(harvest) == std::set<std::string>{"山东丙寅律师事务所"});
  CHECK(item(harvest, "mc.html")->message.find("跳转到") != std::string::npos);
  CHECK(item(harvest, "news/1.html")->outcome == "refused");
}

TEST_CASE("no job fetches more pages than its source allows") {
  SmallSite site(portal());
  Desk desk;
  auto source = site.source();
  source.page_limit = 3;
  const auto harvest = desk.crawl(source);
  CHECK(site.counts().requests == 3);
  CHECK_FALSE(harvest.proposal.complete);
}

TEST_CASE("a site that fails again and again is left alone") {
  std::string links;
  for (int i = 0; i < 30; ++i) links += "<a href=/p/" + std::to_string(i) + ".html>x</a>";
  SmallSite site({{"index.html", page("首页", links)}});
  site.fault(SiteFault::fail, "/p/");
  Desk desk;
  const auto harvest = desk.crawl(site.source());
  CHECK(harvest.end == Harvest::End::failed);
  CHECK(site.counts().requests < 10);
}

TEST_CASE("a sitemap that robots.txt names leads to pages that nothing links") {
  SmallSite site({{"index.html", page("首页", "")}, {"a/1.html", page("便民通知", kText)}});
  site.write("robots.txt", "Sitemap: " + site.source().url + "sitemap.xml\n");
  site.write("sitemap.xml",
             "<?xml version=\"1.0\"?><urlset><url><loc>" + site.source().url + "a/1.html</loc></url></urlset>");
  Desk desk;
  desk.crawl(site.source());
  CHECK(desk.findable() == std::set<std::string>{"便民通知"});
}

TEST_CASE("a job that may ask only so much at a time is put off, goes on where it was, and brings the same") {
  SmallSite site(portal());
  Desk undisturbed, bounded;
  const auto whole = undisturbed.crawl(site.source());
  const auto asked = site.counts();
  Allowance allowance;
  allowance.requests = 2;
  int parts = 1;
  auto harvest = bounded.crawl_job(site.source(), 1, bounded.clock, Revisit::conditional, allowance);
  for (; harvest.end == Harvest::End::put_off; ++parts) {
    CHECK(harvest.until > bounded.clock.now());
    CHECK(harvest.trouble.find("上限") != std::string::npos);
    CHECK(harvest.proposal.said.empty());
    bounded.clock.advance(86'400);
    harvest = bounded.crawl_job(site.source(), 1, bounded.clock, Revisit::conditional, allowance);
  }
  CHECK(harvest.end == Harvest::End::done);
  CHECK(parts > 1);
  CHECK(names(harvest) == names(whole));
  CHECK(bounded.findable() == undisturbed.findable());
  // robots.txt is looked at anew each day, every page once
  CHECK(site.counts().requests <= asked.requests + parts);
}
