#include "tests/support/killed_crawl.h"

#include <chrono>
#include <fstream>
#include <set>
#include <sstream>
#include <stdexcept>
#include <thread>

#include "base/config.h"
#include "base/hash.h"
#include "generated/test_paths.h"
#include "registry/database.h"
#include "registry/dump.h"
#include "registry/journal.h"
#include "registry/pages.h"
#include "tests/support/process.h"
#include "tests/support/small_site.h"

namespace lawhub {
namespace {

using Milliseconds = std::chrono::milliseconds;
constexpr int kMostSeconds = 600;  // of one crawl
constexpr std::size_t kLeastRequests = 5;

std::string number(int n) { return std::to_string(10'000 + n); }

std::string page_of(const std::string& title, const std::string& body) {
  return "<html><head><meta charset=utf-8><title>" + title + "</title></head><body><h1>" + title + "</h1>" + body +
         "</body></html>";
}

/// One page in ten lists institutions, the others are notices; each links the next ones.
std::map<std::string, std::string> site_of(int pages) {
  std::map<std::string, std::string> files;
  for (int i = 0; i < pages; ++i) {
    std::string links;
    for (int next = i * 3 + 1; next <= i * 3 + 3 && next < pages; ++next)
      links += "<a href=/" + number(next) + ".html>" + number(next) + "</a> ";
    std::string body = "<p>发布时间:2024-05-06</p><p>某市司法局第" + number(i) +
                       "号通知,要求各区县公布法律服务机构的地址、电话和办公时间,方便群众办事,少跑冤枉路。</p>";
    if (i % 10 == 1)
      body = "<table><tr><td>机构名称</td><td>地址</td><td>电话</td></tr><tr><td>薛城区第" + number(i) +
             "法律服务所</td><td>薛城区光明路" + number(i) + "号</td><td>0632-44" + number(i) + "</td></tr></table>";
    files[i == 0 ? "index.html" : number(i) + ".html"] = page_of("第" + number(i) + "号便民通知公告", body + links);
  }
  return files;
}

class Crawl {
 public:
  Crawl(const SmallSite& site, int delay_ms) {
    config_.data = folder_.path();
    std::ofstream(folder_.path() / "lawhub.conf") << "data = " << config_.data.string() << "\nlog_level = warn\n";
    Source source = site.source();
    source.delay_ms = delay_ms;
    source.interval_minutes = 0;
    Database db(config_.registry_db(), Database::Access::write);
    Sources(db).put(source);
    job_ = Journal(db, system_clock()).order(source.id, JobMode::harvest, "test").id;
  }

  /// How often it was killed.
  int run(int kill_every_ms, const SmallSite& site) {
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(kMostSeconds);
    for (int kills = 0;; ++kills) {
      Process crawler(
          {std::string(BINARY_DIR) + "/lawhub-crawler", "watch", "--config", (folder_.path() / "lawhub.conf").string()},
          folder_.path() / "crawler.log");
      const auto until = kill_every_ms == 0 ? deadline : std::chrono::steady_clock::now() + Milliseconds(kill_every_ms);
      const auto before = site.asked();
      // One that is killed before it has begun gets nowhere, on a busy machine.
      while (std::chrono::steady_clock::now() < until || site.asked() < before + kLeastRequests) {
        if (has_ended()) return kills;
        if (std::chrono::steady_clock::now() > deadline) throw std::runtime_error("the crawl does not end");
        std::this_thread::sleep_for(Milliseconds(20));
      }
      crawler.kill_hard();
    }
  }

  /// Everything it brought, but for times.
  std::string result() const {
    std::ostringstream out;
    Database db(config_.registry_db(), Database::Access::read);
    dump(db, out);
    Pages pages(config_.pages_db(), Pages::Access::read);
    std::set<std::string> lines;
    pages.for_each_page("site", [&](const Page& page) {
      const auto whole = pages.find("site", page.url);
      lines.insert(page.url + " " + std::to_string(page.http_status) + " " + page.etag + " " + page.title + " " +
                   page.date + " " + std::to_string(page.misses) + " " + sha256_hex(whole->body + whole->text));
    });
    for (const auto& item : Journal(db, system_clock()).items(job_, 0, 1'000'000))
      lines.insert("item " + item.url + " " + item.outcome + " " + item.message);
    for (const auto& line : lines) out << line << "\n";
    return out.str();
  }

 private:
  bool has_ended() const {
    Database db(config_.registry_db(), Database::Access::read);
    const auto job = Journal(db, system_clock()).find(job_);
    if (job->state == JobState::failed) throw std::runtime_error(job->message);
    return job->state == JobState::done;
  }

  TemporaryFolder folder_;
  Config config_;
  std::int64_t job_ = 0;
};

std::string first_difference(const std::string& expected, const std::string& found) {
  std::istringstream left(expected), right(found);
  std::string a, b;
  while (true) {
    const bool more_a = static_cast<bool>(std::getline(left, a)), more_b = static_cast<bool>(std::getline(right, b));
    if (!more_a && !more_b) return {};
    if (more_a != more_b || a != b) return "expected: " + (more_a ? a : "") + "\nfound: " + (more_b ? b : "");
  }
}

}  // namespace

KilledCrawl crawl_killed(int pages, int delay_ms, int kill_every_ms) {
  SmallSite site(site_of(pages));
  Crawl undisturbed(site, delay_ms);
  undisturbed.run(0, site);
  site.counts();
  KilledCrawl result;
  Crawl killed(site, delay_ms);
  const auto began = std::chrono::steady_clock::now();
  result.kills = killed.run(kill_every_ms, site);
  result.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
  for (const auto& [target, times] : site.server().asked("site")) {
    ++result.pages;
    result.requests += times;
    result.most_asked = std::max(result.most_asked, times);
  }
  result.difference = first_difference(undisturbed.result(), killed.result());
  return result;
}

}  // namespace lawhub
