// Validation as publishers meet it: the page and the API.
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "base/charset.h"
#include "base/text.h"
#include "feeds/embedded.h"
#include "feeds/validation_report.h"
#include "tests/support/raw_client.h"
#include "tests/support/served_hub.h"

namespace lawhub {
namespace {

using Json = nlohmann::json;

std::string example() { return std::string(feeds_file("example.xml")); }
/// The example with a fault in line 20 and a script in a name.
std::string faulty() {
  std::string xml = replace_all(example(), "<name>山东省枣庄市石榴园公证处</name>",
                                "<name>&lt;script&gt;alert(1)&lt;/script&gt;公证处</name>");
  return replace_all(std::move(xml), "32370000MD88800119", "32370000MD88800118");
}

/// A form with one file, as a browser sends it.
std::string form_with(const std::string& file, const std::string& name) {
  return "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name +
         "\"\r\nContent-Type: text/xml\r\n\r\n" + file +
         "\r\n--b\r\nContent-Disposition: form-data; name=\"xml\"\r\n\r\n\r\n--b--\r\n";
}
constexpr const char* kForm = "multipart/form-data; boundary=b";

Reply post(const ServedHub& served, const std::string& target, const std::string& body,
           const std::string& type = "application/xml", const Headers& headers = {}) {
  return served.client().post(target, body, type, headers);
}

}  // namespace

TEST_CASE("validate by API: JSON with the summary and every finding") {
  ServedHub served;
  const Reply clean = post(served, "/api/v1/validate", example());
  REQUIRE(clean.status == 200);
  CHECK(clean.headers.at("content-type") == "application/json; charset=utf-8");
  CHECK(clean.headers.at("cache-control") == "no-store");
  const Json good = Json::parse(clean.body);
  CHECK(good["summary"]["refused"] == false);
  CHECK(good["summary"]["rejected"] == 0);
  CHECK(good["summary"]["errors"] == 0);
  const Json bad = Json::parse(post(served, "/api/v1/validate", faulty()).body);
  bool uscc = false;
  for (const Json& finding : bad["findings"]) {
    for (const char* name : {"record", "line", "column", "rule", "severity", "message", "mend"}) {
      CHECK(finding.contains(name));
    }
    uscc = uscc || (finding["rule"] == "bad-uscc" && finding["record"] == "370400:NOT:0009" && finding["line"] > 10);
  }
  CHECK(uscc);
  const Json refused = Json::parse(post(served, "/api/v1/validate", "502 Bad Gateway").body);
  CHECK(refused["summary"]["refused"] == true);
  CHECK(refused["findings"].back()["rule"] == "xml-not-well-formed");
}

TEST_CASE("validate by API: CSV, HTML and text by parameter or Accept") {
  ServedHub served;
  const auto type = [&](const std::string& target, const Headers& headers) {
    return post(served, target, faulty(), "application/xml", headers).headers["content-type"];
  };
  CHECK(type("/api/v1/validate?format=csv", {}) == "text/csv; charset=utf-8");
  CHECK(type("/api/v1/validate", {{"Accept", "text/csv"}}) == "text/csv; charset=utf-8");
  CHECK(type("/api/v1/validate", {{"Accept", "text/html,application/xhtml+xml,*/*;q=0.8"}}) ==
        "text/html; charset=utf-8");
  CHECK(type("/api/v1/validate?format=text", {{"Accept", "text/html"}}) == "text/plain; charset=utf-8");
  CHECK(type("/api/v1/validate", {{"Accept", "*/*"}}) == "application/json; charset=utf-8");
  CHECK(post(served, "/api/v1/validate?format=pdf", faulty()).status == 400);
  CHECK(post(served, "/api/v1/validate", "").status == 400);
  const Reply page = post(served, "/api/v1/validate?format=html", faulty());
  CHECK(page.body.find("<script>alert") == std::string::npos);
  CHECK(page.body.find("&lt;script&gt;alert") != std::string::npos);
}

TEST_CASE("validate by API: the charset of Content-Type counts") {
  ServedHub served;
  const std::string xml = replace_all(example(), " encoding=\"UTF-8\"", "");
  const Reply reply = post(served, "/api/v1/validate", encode(xml, "gb18030"), "application/xml; charset=GBK");
  CHECK(Json::parse(reply.body)["summary"]["errors"] == 0);
  CHECK(Json::parse(reply.body)["findings"].empty());
}

TEST_CASE("validate on the page: a file or pasted text, without JavaScript, nothing runs") {
  ServedHub served;
  const Reply form = served.client().get("/validate");
  CHECK(form.status == 200);
  CHECK(form.body.find("enctype=\"multipart/form-data\"") != std::string::npos);
  CHECK(form.body.find("uscc-kind") != std::string::npos);  // the rules
  const Reply result = post(served, "/validate", form_with(faulty(), "<b>名录.xml"), kForm);
  REQUIRE(result.status == 200);
  CHECK(result.body.find("可用 4 条,被拒 0 条,需改 ") != std::string::npos);
  CHECK(result.body.find("&lt;b&gt;名录.xml") != std::string::npos);
  CHECK(result.body.find("<script>alert") == std::string::npos);
  CHECK(result.body.find("bad-uscc") != std::string::npos);
  const std::string pasted =
      "--b\r\nContent-Disposition: form-data; name=\"xml\"\r\n\r\n" + example() + "\r\n--b--\r\n";
  CHECK(post(served, "/validate", pasted, kForm).body.find("可用 4 条,被拒 0 条,需改 0 条") != std::string::npos);
  CHECK(post(served, "/validate", form_with("", ""), kForm).status == 400);
  CHECK(post(served, "/validate", form_with(example(), "a.xml"), kForm, {{"Sec-Fetch-Site", "cross-site"}}).status ==
        403);
}

TEST_CASE("validate is bounded: one at a time, ten a minute from one address, 16 MiB") {
  ServedHub served;
  {
    const std::lock_guard busy(served.service.validating);
    const Reply reply = post(served, "/api/v1/validate", example());
    CHECK(reply.status == 503);
    CHECK(reply.headers.at("retry-after") == "5");
  }
  CHECK(post(served, "/api/v1/validate", std::string((16U << 20U) + 1, ' ')).status == 413);
  CHECK(post(served, "/api/v1/validate", std::string(18U << 20U, ' ')).status == 413);
  int status = 200;
  for (int i = 0; i < 10 && status == 200; ++i) status = post(served, "/api/v1/validate", "<a/>").status;
  CHECK(status == 429);
}

TEST_CASE("validate lists what can be listed and says when there is more") {
  ServedHub served;
  std::string xml = "<feed xmlns=\"urn:legal-service-feed:1\">";
  for (int i = 0; i < 25000; ++i) xml += "<a/>";
  const Json report = Json::parse(post(served, "/api/v1/validate", xml + "</feed>").body);
  CHECK(report["findings"].size() == 20001);
  CHECK(report["findings"].back()["rule"] == "list-limit");
  CHECK(report["summary"]["warnings"] > 25000);
}

}  // namespace lawhub
