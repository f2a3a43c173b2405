#include <catch2/catch.hpp>

#include "crawler/crew.h"
#include "generated/test_paths.h"
#include "registry/register.h"
#include "registry/upload.h"
#include "search/multipart.h"
#include "tests/support/served_hub.h"

namespace lawhub {
namespace {

constexpr const char* kBoundary = "----boundary7MA4YWxk";

std::string multipart(const std::string& csrf, const std::string& name, const std::string& bytes) {
  const std::string mark = std::string("--") + kBoundary;
  return mark + "\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n" + csrf + "\r\n" + mark +
         "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name +
         "\"\r\nContent-Type: application/octet-stream\r\n\r\n" + bytes + "\r\n" + mark + "--\r\n";
}

/// An administrator at a browser, at a hub with one source for uploads.
struct Clerk {
  Clerk() {
    Source source = source_named("list", "枣庄市律师事务所名录");
    source.kind = SourceKind::upload;
    source.division = "370400";
    served.service.stores.write([&](Database& db) {
      Sources(db).put(source);
      return true;
    });
    served.add_account("admin");
    auto reply =
        client.post("/admin/sign-in", "name=admin&password=correct+horse", "application/x-www-form-urlencoded");
    cookie = reply.headers["set-cookie"].substr(0, reply.headers["set-cookie"].find(';'));
    const std::string mark = "name=\"csrf\" value=\"";
    const auto page = get("/admin");
    const auto at = page.find(mark) + mark.size();
    csrf = page.substr(at, page.find('"', at) - at);
  }
  std::string get(const std::string& target) { return client.get(target, {{"Cookie", cookie}}).body; }
  Reply post(const std::string& target) {
    return client.post(target, "csrf=" + csrf, "application/x-www-form-urlencoded", {{"Cookie", cookie}});
  }
  Reply upload(const std::string& bytes, const std::string& secret, const std::string& name = "名录.xlsx") {
    return client.post("/admin/sources/list/upload", multipart(secret, name, bytes),
                       std::string("multipart/form-data; boundary=") + kBoundary, {{"Cookie", cookie}});
  }
  /// Hands in a file; the address of its page.
  std::string hand_in(const std::string& bytes) {
    auto reply = upload(bytes, csrf);
    REQUIRE(reply.status == 303);
    return reply.headers["location"];
  }
  std::size_t count() {
    return served.service.stores.read([](Database& db) { return Register(db).count(); });
  }
  /// Confirms, and lets the crawler do what was ordered.
  Job confirm(const std::string& page) {
    auto reply = post(page + "/apply");
    REQUIRE(reply.status == 303);
    const auto id = std::stoll(reply.headers["location"].substr(std::string("/admin/jobs/").size()));
    const auto job = [&] {
      return *served.service.stores.read([&](Database& db) { return Journal(db, served.clock).find(id); });
    };
    Crew(served.service.config, served.clock).work([&] {
      return job().state == JobState::queued || job().state == JobState::running;
    });
    return job();
  }

  ServedHub served;
  HttpClient client = served.client();
  std::string cookie, csrf;
};

std::string firms() { return read_file(std::string(TEST_DATA) + "/lists/firms-two-up.xlsx"); }
bool has(const std::string& page, const std::string& text) { return page.find(text) != std::string::npos; }

TEST_CASE("a list is uploaded, looked at, confirmed, and then it is in the register") {
  Clerk clerk;
  const auto page = clerk.hand_in(firms());
  const auto shown = clerk.get(page);
  CHECK(has(shown, "名录.xlsx"));
  CHECK(has(shown, "山东甲子律师事务所"));
  CHECK(has(shown, "律师事务所!C6"));
  CHECK(clerk.count() == 0);
  CHECK(clerk.confirm(page).state == JobState::done);
  CHECK(clerk.count() == 7);
  CHECK_FALSE(has(clerk.get(page), "确认采用"));
}

TEST_CASE("the second list shows each field it would change, old and new, and changes nothing before it is confirmed") {
  Clerk clerk;
  clerk.confirm(
      clerk.hand_in("机构名称,地址,电话\n山东甲律师事务所,薛城区光明路1号,0632-4400001\n"
                    "山东乙律师事务所,薛城区光明路2号,0632-4400002\n"));
  const auto page = clerk.hand_in(
      "机构名称,地址,电话\n山东甲律师事务所,薛城区光明路1号,0632-4400009\n"
      "山东丙律师事务所,薛城区光明路3号,0632-4400003\n");
  const auto shown = clerk.get(page);
  CHECK(has(shown, "<del>0632-4400001</del></td><td><ins>0632-4400009</ins></td>"));
  CHECK(has(shown, "山东丙律师事务所"));
  CHECK(has(shown, "山东乙律师事务所"));
  const auto before = clerk.served.service.stores.read([](Database& db) { return Register(db).last_sequence(); });
  clerk.get(page);
  CHECK(clerk.served.service.stores.read([](Database& db) { return Register(db).last_sequence(); }) == before);
  CHECK(clerk.post(page + "/drop").status == 303);
  CHECK(has(clerk.get(page), "已放弃"));
  CHECK(clerk.post(page + "/apply").headers["location"] == page);
}

TEST_CASE("a list that would be held says so before it is confirmed") {
  Clerk clerk;
  std::string many = "机构名称,电话\n";
  for (int i = 100; i < 120; ++i)
    many += "薛城区第" + std::to_string(i) + "法律服务所,0632-4400" + std::to_string(i) + "\n";
  clerk.confirm(clerk.hand_in(many));
  const auto page = clerk.hand_in("机构名称,电话\n薛城区第100法律服务所,0632-4400100\n");
  CHECK(has(clerk.get(page), "确认后还要再审一次"));
  CHECK(clerk.confirm(page).state == JobState::held);
  CHECK(clerk.count() == 20);
}

TEST_CASE("a file that is no list keeps its reason, and cannot be confirmed") {
  Clerk clerk;
  const auto page = clerk.hand_in("%PDF-1.7");
  CHECK(has(clerk.get(page), "PDF"));
  CHECK_FALSE(has(clerk.get(page), "确认采用"));
}

TEST_CASE("uploads need the form's secret, a file, and a source that takes them") {
  Clerk clerk;
  CHECK(clerk.upload(firms(), "wrong").status == 403);
  CHECK(clerk.upload("", clerk.csrf).status == 400);
  CHECK(clerk.client.post("/admin/sources/list/upload", "x", "multipart/form-data; boundary=b").status == 415);
  CHECK(clerk.client.get("/admin/sources/nobody/upload", {{"Cookie", clerk.cookie}}).status == 404);
  CHECK(clerk.client.get("/admin/uploads/1").status == 303);
}

TEST_CASE("a file of megabytes arrives, one past the limit is refused before it is sent") {
  Clerk clerk;
  std::string large = "机构名称,电话\n薛城区第100法律服务所,0632-4400100\n" + std::string(3U << 20U, '\n');
  CHECK(clerk.upload(large, clerk.csrf).status == 303);
  CHECK(clerk.upload(std::string(18U << 20U, 'x'), clerk.csrf).status == 413);
}

TEST_CASE("templates are there for every type") {
  Clerk clerk;
  for (const auto type : all_institution_types()) {
    const std::string code(code_of(type));
    CHECK(clerk.client.get("/templates/" + code + ".xlsx").body.substr(0, 2) == "PK");
    CHECK(has(clerk.client.get("/templates/" + code + ".csv").body, "机构名称"));
  }
  CHECK(clerk.client.get("/templates/XXX.xlsx").status == 404);
  CHECK(clerk.client.get("/templates/NOT.exe").status == 404);
}

TEST_CASE("RFC 7578: parts with and without a file name; anything that is not whole is nothing") {
  const std::string type = std::string("multipart/form-data; boundary=\"") + kBoundary + "\"";
  const auto body = multipart("secret", "C:\\名录.xlsx", "a\r\n--b");
  const auto form = parse_multipart(type, body);
  REQUIRE(form);
  CHECK(value_of(form->fields, "csrf") == "secret");
  REQUIRE(form->files.size() == 1);
  CHECK(form->files[0].name == "名录.xlsx");
  CHECK(form->files[0].bytes == "a\r\n--b");
  for (std::size_t i = 0; i + 4 < body.size(); ++i)
    CHECK_FALSE(parse_multipart(type, std::string_view(body).substr(0, i)));
  CHECK_FALSE(parse_multipart("multipart/form-data", body));
  CHECK_FALSE(parse_multipart("text/plain; boundary=x", body));
}

}  // namespace
}  // namespace lawhub
