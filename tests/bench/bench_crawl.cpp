// bench-crawl [PAGES] [SOURCES PAGES_EACH DELAY_MS]: what crawling costs. First a local nginx with PAGES pages (5000),
// politeness off: lawhub-crawler, which also reads and stores them, beside `wget2 -r`, in the same run. Then SOURCES
// sites (152) of PAGES_EACH pages (20) on loopback addresses of their own with pauses of DELAY_MS (500): the time that
// the pauses dictate, the time it took, and memory. Nothing is asserted; docs/performance.md records it.
//
// Needs nginx; without wget2 its column stays empty. Both are in Debian; only this program uses them.
#include <fmt/format.h>

#include <cstdio>
#include <fstream>

#include "base/file.h"
#include "generated/test_paths.h"
#include "registry/database.h"
#include "registry/source.h"
#include "tests/support/process.h"

namespace fs = std::filesystem;

namespace {

constexpr const char* kNginx = "/usr/sbin/nginx";
constexpr const char* kWget = "/usr/bin/wget2";

std::string number(int n) { return std::to_string(100'000 + n); }

enum class Holds { lists_too, only_texts };

/// A portal's page of 15 KB: navigation, a text or (every tenth) a list of institutions, links to further pages, a
/// footer.
std::string page(int i, int pages, Holds holds) {
  std::string out =
      "<!DOCTYPE html><html><head><meta charset=utf-8><title>第" + number(i) +
      "号通知公告_某市司法局</title><meta name=\"PubDate\" content=\"2024-05-06\"></head><body><ul class=nav>";
  for (int k = 0; k < 60; ++k)
    out += "<li><a href=\"/" + number(k % pages) + ".html\">栏目导航" + number(k) + "</a></li>";
  out += "</ul><h1>第" + number(i) + "号通知公告</h1><div class=content>";
  if (i % 10 == 3 && holds == Holds::lists_too) {
    out += "<table><tr><td>机构名称</td><td>地址</td><td>电话</td></tr>";
    for (int k = 0; k < 20; ++k) {
      const std::string id = std::to_string(i * 20 + k);
      out += "<tr><td>薛城区第" + id + "法律服务所</td><td>薛城区光明路" + id + "号</td><td>0632-" +
             std::to_string(4'000'000 + i * 20 + k) + "</td></tr>";
    }
    out += "</table>";
  } else {
    for (int k = 0; k < 30; ++k)
      out += "<p>某市司法局第" + number(i * 31 + k) +
             "号通知要求各区县公布法律服务机构的地址、电话和办公时间,方便群众办事,少跑冤枉路,"
             "并按照规定时限做好政务公开工作。</p>";
  }
  out += "</div><ul>";
  for (int next = i * 4 + 1; next <= i * 4 + 4 && next < pages; ++next)
    out += "<li><a href=\"/" + number(next) + ".html\">第" + number(next) + "号通知公告</a></li>";
  return out +
         "</ul><div class=footer>主办单位:某市司法局 政府网站标识码:3704000000 ICP备00000000号</div></body></html>";
}

void write_site(const fs::path& folder, int pages, Holds holds) {
  fs::create_directories(folder);
  std::ofstream(folder / "robots.txt") << "User-agent: *\nDisallow: /admin/\n";
  std::ofstream(folder / "index.html") << page(0, pages, holds);
  for (int i = 0; i < pages; ++i) std::ofstream(folder / (number(i) + ".html")) << page(i, pages, holds);
}

std::unique_ptr<lawhub::Process> start_nginx(const fs::path& folder, const fs::path& site, int port) {
  std::ofstream(folder / "nginx.conf") << fmt::format(
      "daemon off; pid {0}/nginx.pid; error_log {0}/error.log; worker_processes 1;\n"
      "events {{ worker_connections 1024; }}\n"
      "http {{ access_log off; types {{ text/html html; text/plain txt; }} keepalive_requests 1000000;\n"
      "client_body_temp_path {0}; proxy_temp_path {0}; fastcgi_temp_path {0}; uwsgi_temp_path {0}; scgi_temp_path "
      "{0};\n"
      "server {{ listen {2}; root {1}; }} }}\n",
      folder.string(), site.string(), port);
  fs::permissions(folder, fs::perms::all);
  return std::make_unique<lawhub::Process>(std::vector<std::string>{kNginx, "-c", (folder / "nginx.conf").string()},
                                           folder / "nginx.log");
}

lawhub::Source source(int n, int port, int delay_ms) {
  lawhub::Source s;
  s.id = "s" + number(n);
  s.name = "某市司法局";
  s.division = "370400";
  const std::string address = fmt::format("127.1.{}.{}", n / 200, n % 200 + 1);
  s.url = fmt::format("http://{}:{}/", address, port);
  s.allow = {address};
  s.delay_ms = delay_ms;
  s.interval_minutes = 0;
  return s;
}

lawhub::Finished crawl(const fs::path& data, int sources, int port, int delay_ms) {
  fs::create_directories(data);
  std::ofstream(data / "lawhub.conf") << "data = " << data.string() << "\nlog_level = error\ncrawl_jobs = " << sources
                                      << "\n";
  lawhub::Database db(data / "registry.db", lawhub::Database::Access::write);
  for (int i = 0; i < sources; ++i) lawhub::Sources(db).put(source(i, port, delay_ms));
  auto finished = lawhub::run_to_end(
      {std::string(BINARY_DIR) + "/lawhub-crawler", "run", "--config", (data / "lawhub.conf").string()});
  if (finished.exit_code != 0) throw std::runtime_error("the crawl failed:\n" + finished.output);
  return finished;
}

void compare(const fs::path& folder, int pages) {
  const int port = lawhub::free_ports(1);
  write_site(folder / "site", pages, Holds::lists_too);
  const auto nginx = start_nginx(folder, folder / "site", port);
  if (!lawhub::wait_until([&] { return fs::exists(folder / "nginx.pid"); }, 10)) throw std::runtime_error("no nginx");
  for (int round = 0; round < 3; ++round) {
    const auto ours = crawl(folder / ("data" + std::to_string(round)), 1, port, 0);
    std::printf("lawhub-crawler  %5d pages %6.2f s, cpu %6.2f s, %6.0f pages/s, peak %ld MB\n", pages, ours.seconds,
                ours.cpu_seconds, pages / ours.seconds, ours.peak_mb);
    if (!fs::exists(kWget)) {
      std::printf("wget2 is not installed (apt-get install wget2)\n");
      continue;
    }
    const auto theirs =
        lawhub::run_to_end({kWget, "-q", "-r", "-l", "100", "-P", (folder / ("wget" + std::to_string(round))).string(),
                            fmt::format("http://127.0.0.1:{}/", port)});
    std::printf("wget2 -r        %5d pages %6.2f s, cpu %6.2f s, %6.0f pages/s, peak %ld MB; ratio %.2f\n", pages,
                theirs.seconds, theirs.cpu_seconds, pages / theirs.seconds, theirs.peak_mb,
                theirs.seconds / ours.seconds);
    std::fflush(stdout);
  }
}

void be_polite(const fs::path& folder, int sources, int pages, int delay_ms) {
  const int port = lawhub::free_ports(1);
  // All of them serve these files: lists would make each institution that of all.
  write_site(folder / "site", pages, Holds::only_texts);
  const auto nginx = start_nginx(folder, folder / "site", port);
  if (!lawhub::wait_until([&] { return fs::exists(folder / "nginx.pid"); }, 10)) throw std::runtime_error("no nginx");
  const auto done = crawl(folder / "data", sources, port, delay_ms);
  const double dictated = (pages + 1) * delay_ms / 1000.0;  // robots.txt, "/", and "/100000.html" is one of the pages
  std::printf(
      "%d sources of %d pages, pauses of %d ms: dictated %.1f s, took %.1f s (%+.1f %%), cpu %.1f s, peak %ld MB\n",
      sources, pages, delay_ms, dictated, done.seconds, (done.seconds / dictated - 1) * 100, done.cpu_seconds,
      done.peak_mb);
}

}  // namespace

int main(int argc, char** argv) {
  const auto argument = [&](int at, int otherwise) { return argc > at ? std::atoi(argv[at]) : otherwise; };
  if (!fs::exists(kNginx)) {
    std::printf("nginx is not installed (apt-get install nginx-light)\n");
    return 1;
  }
  const lawhub::TemporaryFolder first, second;
  compare(first.path(), argument(1, 5000));
  be_polite(second.path(), argument(2, 152), argument(3, 20), argument(4, 500));
  return 0;
}
