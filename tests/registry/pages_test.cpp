#include "registry/pages.h"

#include <catch2/catch.hpp>
#include <optional>

#include "base/file.h"
#include "base/hash.h"

using lawhub::FrontierItem;
using lawhub::Page;
using lawhub::Pages;

namespace {

FrontierItem item(const std::string& url, const std::string& kind = "article") { return {url, kind, "", 0, 0}; }

Page article(const std::string& url, const std::string& text) {
  Page p;
  p.url = url;
  p.source = "sfj-3704";
  p.http_status = 200;
  p.body = "<html>" + text + "</html>";
  p.findable = true;
  p.title = "通知";
  p.text = text;
  p.date = "2014-11-04";
  return p;
}

void done(Pages& pages, std::int64_t job, const FrontierItem& i, const std::string& outcome, int status,
          const std::string& message, const Page* page, const std::vector<FrontierItem>& found) {
  pages.done(job, {{{i, outcome, message, status}, page == nullptr ? std::nullopt : std::optional(*page), found}});
}

std::optional<FrontierItem> next(const Pages& pages, std::int64_t job) {
  const auto open = pages.open(job, 1);
  return open.empty() ? std::nullopt : std::optional(open[0]);
}

// Plans the page's address for a job of its own and ends it with the page.
void bring(Pages& pages, const Page& page) {
  static std::int64_t job = 1000;
  ++job;
  pages.plan(job, {item(page.url)});
  done(pages, job, item(page.url), "fetched", 200, "", &page, {});
}

std::vector<std::string> changed(const Pages& pages, std::int64_t after) {
  std::vector<std::string> urls;
  for (const auto& c : pages.changes_after(after, 100)) urls.push_back(c.url);
  return urls;
}

std::vector<std::string> findable(const Pages& pages) {
  std::vector<std::string> urls;
  pages.for_each_findable([&](const Page& p, std::int64_t) { urls.push_back(p.url); });
  return urls;
}

}  // namespace

TEST_CASE("a page comes back as it was stored, its body too") {
  Pages pages(":memory:", Pages::Access::write);
  Page p = article("http://a/1", "公共法律服务体系建设");
  p.etag = "\"1\"";
  p.last_modified = "Tue, 04 Nov 2014 00:00:00 GMT";
  p.content_type = "text/html; charset=gb2312";
  p.body = std::string("\xc4\xe3\0\xff", 4);
  p.fetched_at = 5;
  p.checked_at = 6;
  p.column = "通知公告";
  p.division = "370400";
  bring(pages, p);
  const Page q = pages.find("sfj-3704", "http://a/1").value();
  CHECK(q.body == p.body);
  CHECK(q.text == p.text);
  CHECK(q.etag == p.etag);
  CHECK(q.last_modified == p.last_modified);
  CHECK(q.content_type == p.content_type);
  CHECK(q.column == p.column);
  CHECK(q.division == p.division);
  CHECK((q.fetched_at == 5 && q.checked_at == 6 && q.http_status == 200 && q.findable));
  CHECK_FALSE(pages.find("another", "http://a/1").has_value());
}

TEST_CASE("a page that was not modified keeps its body") {
  Pages pages(":memory:", Pages::Access::write);
  bring(pages, article("http://a/1", "原文"));
  Page p = pages.find("sfj-3704", "http://a/1").value();
  p.body.clear();
  p.checked_at = 99;
  bring(pages, p);
  CHECK(pages.find("sfj-3704", "http://a/1")->body == "<html>原文</html>");
  CHECK(pages.find("sfj-3704", "http://a/1")->checked_at == 99);
}

TEST_CASE("the frontier visits every address once, in the order of planning") {
  Pages pages(":memory:", Pages::Access::write);
  pages.plan(1, {item("http://a/", "seed")});
  pages.plan(2, {item("http://b/", "seed")});
  const FrontierItem seed = next(pages, 1).value();
  CHECK(seed.kind == "seed");
  FrontierItem detail{"http://a/2", "detail", R"({"title":"通知"})", 1, 0};
  done(pages, 1, seed, "fetched", 200, "", nullptr,
       {item("http://a/1"), detail, item("http://a/"), item("http://a/1")});
  CHECK(pages.planned(1) == 3);
  FrontierItem first = next(pages, 1).value();
  CHECK(first.url == "http://a/1");
  first.attempts = 3;
  done(pages, 1, first, "failed", 503, "对方网站暂时不可用。", nullptr, {});
  CHECK(next(pages, 1)->context == detail.context);
  CHECK(next(pages, 1)->depth == 1);
  done(pages, 1, detail, "gone", 404, "", nullptr, {});
  CHECK_FALSE(next(pages, 1).has_value());
  CHECK(next(pages, 2)->url == "http://b/");

  std::vector<std::string> steps;
  pages.for_each_step(1, [&](const Pages::Step& s) {
    steps.push_back(s.item.url + " " + s.outcome + " " + std::to_string(s.http_status) + " " +
                    std::to_string(s.item.attempts) + " " + s.message);
  });
  CHECK(steps == std::vector<std::string>{"http://a/ fetched 200 0 ", "http://a/1 failed 503 3 对方网站暂时不可用。",
                                          "http://a/2 gone 404 0 "});
  pages.forget(1);
  CHECK(pages.planned(1) == 0);
  CHECK(pages.planned(2) == 1);
}

TEST_CASE("what failed comes again after the others") {
  Pages pages(":memory:", Pages::Access::write);
  pages.plan(1, {item("http://a/1"), item("http://a/2")});
  pages.postpone(1, item("http://a/1"));
  CHECK(pages.open(1, 10).size() == 1);
  CHECK(next(pages, 1)->url == "http://a/2");
  done(pages, 1, item("http://a/2"), "fetched", 200, "", nullptr, {item("http://a/3")});
  CHECK(next(pages, 1)->url == "http://a/3");
  done(pages, 1, item("http://a/3"), "fetched", 200, "", nullptr, {});
  const auto again = next(pages, 1);
  REQUIRE(again);
  CHECK(again->url == "http://a/1");
  CHECK(again->attempts == 1);
}

TEST_CASE("an address knows the first pages that link it, and never itself") {
  Pages pages(":memory:", Pages::Access::write);
  pages.plan(1, {item("http://a/")});
  const auto link = [&](const std::string& from) {
    auto found = item("http://a/x");
    found.found_on = from;
    pages.plan(1, {found});
  };
  for (const char* from :
       {"http://a/", "http://a/1", "http://a/x", "http://a/2", "http://a/3", "http://a/4", "http://a/5"})
    link(from);
  done(pages, 1, item("http://a/x"), "gone", 404, "", nullptr, {});
  pages.for_each_step(1, [&](const Pages::Step& s) {
    CHECK(s.item.found_on == "http://a/\nhttp://a/1\nhttp://a/2\nhttp://a/3\nhttp://a/4");
  });
}

TEST_CASE("a step is all or nothing: page, outcome and what was found") {
  Pages pages(":memory:", Pages::Access::write);
  pages.plan(1, {item("http://a/1")});
  const Page page = article("http://a/1", "原文");
  CHECK_THROWS(done(pages, 1, item("http://a/unplanned"), "fetched", 200, "", &page, {item("http://a/2")}));
  CHECK_FALSE(pages.find("sfj-3704", "http://a/1").has_value());
  CHECK(pages.planned(1) == 1);
  CHECK(pages.last_sequence() == 0);
}

TEST_CASE("a crawl goes on where it was when the file is opened again") {
  lawhub::TemporaryFolder folder;
  const auto file = folder.path() / "pages.db";
  {
    Pages pages(file, Pages::Access::write);
    pages.plan(1, {item("http://a/", "seed")});
    const Page page = article("http://a/", "首页");
    done(pages, 1, item("http://a/"), "fetched", 200, "", &page, {item("http://a/1"), item("http://a/2")});
    done(pages, 1, item("http://a/1"), "gone", 404, "", nullptr, {});
  }
  Pages pages(file, Pages::Access::write);
  CHECK(next(pages, 1)->url == "http://a/2");
  CHECK(pages.planned(1) == 3);
  CHECK(pages.find("sfj-3704", "http://a/").has_value());
  CHECK(changed(Pages(file, Pages::Access::read), 0) == std::vector<std::string>{"http://a/"});
}

TEST_CASE("the index hears of a page when what it shows has changed, and only then") {
  Pages pages(":memory:", Pages::Access::write);
  bring(pages, article("http://a/1", "一"));
  bring(pages, article("http://a/2", "二"));
  Page list = article("http://a/list", "目录");
  list.findable = false;
  bring(pages, list);
  CHECK(changed(pages, 0) == std::vector<std::string>{"http://a/1", "http://a/2"});
  const auto seen = pages.last_sequence();

  Page same = article("http://a/1", "一");
  same.body += "<!-- visitor 4711 -->";
  same.fetched_at = 99;
  bring(pages, same);
  list.text = "目录二";
  bring(pages, list);
  CHECK(changed(pages, seen).empty());

  bring(pages, article("http://a/1", "一改"));
  bring(pages, article("http://a/1", "一再改"));
  CHECK(changed(pages, seen) == std::vector<std::string>{"http://a/1"});
  CHECK(changed(pages, 0) == std::vector<std::string>{"http://a/2", "http://a/1"});
  CHECK(pages.changes_after(0, 1).size() == 1);
}

TEST_CASE("a page is dropped at the second answer that it is gone, and comes back when it comes back") {
  Pages pages(":memory:", Pages::Access::write);
  Page p = article("http://a/1", "一");
  bring(pages, p);
  auto seen = pages.last_sequence();
  p.misses = 1;
  bring(pages, p);
  CHECK(changed(pages, seen).empty());
  CHECK(findable(pages).size() == 1);
  p.misses = 2;
  bring(pages, p);
  CHECK(changed(pages, seen).size() == 1);
  CHECK(findable(pages).empty());
  seen = pages.last_sequence();
  p.misses = 3;
  bring(pages, p);
  CHECK(changed(pages, seen).empty());
  p.misses = 0;
  bring(pages, p);
  CHECK(changed(pages, seen).size() == 1);
  CHECK(findable(pages).size() == 1);
}
