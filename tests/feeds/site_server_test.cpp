#include "tests/support/site_server.h"

#include <catch2/catch.hpp>

#include "base/charset.h"
#include "base/file.h"
#include "tests/support/http_client.h"
#include "tests/support/process.h"

namespace lawhub {
namespace {

// Two sites: a page of a list in GB 18030 and a page with a query.
class Sites {
 public:
  Sites() : port_(free_ports(2)) {
    const auto site = folder_.path() / "sites" / "old";
    std::filesystem::create_directories(site);
    std::filesystem::create_directories(folder_.path() / "sites" / "new");
    write_file_atomically(site / "index.asp",
                          encode("<table><!--list--><tr><td>喆信所</td></tr><!--/list--></table>", "gb18030"));
    write_file_atomically(site / "list.asp@id=3&page=2", "second");
    write_file_atomically(site / "list.asp@id=3", "first");
    write_file_atomically(site / "robots.txt", "User-agent: *\n");
    write_file_atomically(folder_.path() / "sites.tsv", "site\tport\thtml_type\ttitle\nold\t" + std::to_string(port_) +
                                                            "\ttext/html\t旧站\nnew\t" + std::to_string(port_ + 1) +
                                                            "\ttext/html;charset=UTF-8\t新站\n");
    server_ = std::make_unique<SiteServer>(folder_.path());
  }
  SiteServer& server() { return *server_; }
  HttpClient client() { return HttpClient("http://127.0.0.1:" + std::to_string(port_)); }

 private:
  TemporaryFolder folder_;
  int port_;
  std::unique_ptr<SiteServer> server_;
};

}  // namespace

TEST_CASE("a query belongs to the file, in any order, and page=1 is the page without it") {
  Sites sites;
  HttpClient client = sites.client();
  CHECK(client.get("/list.asp?page=2&id=3").body == "second");
  CHECK(client.get("/list.asp?id=3&page=1").body == "first");
  CHECK(client.get("/list.asp?id=4").status == 404);
  CHECK(client.get("/../../sites.tsv").status == 404);
}

TEST_CASE("RFC 9110 13.1: a validator that matches is answered with 304, and counted") {
  Sites sites;
  HttpClient client = sites.client();
  const Reply first = client.get("/");
  CHECK(first.status == 200);
  CHECK(first.headers.at("content-type") == "text/html");
  CHECK(client.get("/", {{"If-None-Match", first.headers.at("etag")}}).status == 304);
  CHECK(client.get("/", {{"If-Modified-Since", first.headers.at("last-modified")}}).status == 304);
  CHECK(client.get("/", {{"If-None-Match", "\"other\""}}).status == 200);
  const SiteCounts counts = sites.server().counts("old");
  CHECK(counts.requests == 4);
  CHECK(counts.conditional == 3);
  CHECK(counts.not_modified == 2);
}

TEST_CASE("an edit keeps the page's encoding and changes its validators") {
  Sites sites;
  HttpClient client = sites.client();
  const Reply before = client.get("/");
  CHECK(sites.server().edit("old", "/", "喆信所", "淏诚所") == 1);
  CHECK(sites.server().edit("old", "/", "没有的字", "x") == 0);
  const Reply after = client.get("/", {{"If-None-Match", before.headers.at("etag")}});
  CHECK(after.status == 200);
  CHECK(after.body == encode("<table><!--list--><tr><td>淏诚所</td></tr><!--/list--></table>", "gb18030"));
}

TEST_CASE("a site misbehaves as ordered until the order is taken back") {
  Sites sites;
  HttpClient client = sites.client();
  const auto under = [&](SiteFault fault) {
    sites.server().clear_all();
    FaultOrder order;
    order.fault = fault;
    sites.server().order("old", order);
    return client.get("/");
  };
  CHECK(under(SiteFault::fail).status == 500);
  CHECK(under(SiteFault::missing).status == 404);
  CHECK(under(SiteFault::truncate).status == 0);
  CHECK(under(SiteFault::drop).status == 0);
  CHECK(under(SiteFault::redirect).status == 302);
  CHECK(under(SiteFault::html_error).status == 200);
  CHECK(under(SiteFault::empty_list).body == "<table></table>");
  CHECK(under(SiteFault::slow).status == 200);
  CHECK(client.get("/robots.txt").status == 200);
  sites.server().clear("old");
  CHECK(client.get("/").status == 200);
}

}  // namespace lawhub
