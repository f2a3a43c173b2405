// The pages for citizens, over HTTP, without JavaScript.
#include <catch2/catch.hpp>

#include "base/url.h"
#include "search/map_links.h"
#include "search/type_notes.h"
#include "tests/support/served_hub.h"

namespace lawhub {
namespace {

const ServedHub& world() {
  static ServedHub served;
  static const bool filled = [] {
    std::vector<Observation> said = {listing("1", InstitutionType::notary_office, "枣庄市薛城区公证处"),
                                     listing("2", InstitutionType::legal_aid_centre, "枣庄市薛城区法律援助中心"),
                                     listing("3", InstitutionType::law_firm, "山东奚仲律师事务所")};
    served.publish(source_named("sfj-370403", "薛城区司法局"), said);
    return true;
  }();
  (void)filled;
  return served;
}

Reply ask(const std::string& target, const Headers& headers = {}) { return world().client().get(target, headers); }
std::string search_for(const std::string& words) { return "/search?q=" + percent_encode(words); }
bool holds(const Reply& reply, const std::string& text) { return reply.body.find(text) != std::string::npos; }

}  // namespace

TEST_CASE("large type and high contrast are wished once, without JavaScript, and stay") {
  const auto wished = ask("/display?text=large&back=" + percent_encode("/sources"));
  CHECK(wished.status == 303);
  CHECK(wished.headers.at("location") == "/sources");
  const std::string cookie = wished.headers.at("set-cookie");
  CHECK(cookie.rfind("lawhub_display=large; Path=/; HttpOnly; SameSite=Lax; Max-Age=31536000", 0) == 0);
  const auto both = ask("/display?contrast=high", {{"Cookie", "lawhub_display=large"}});
  CHECK(both.headers.at("set-cookie").rfind("lawhub_display=large.contrast;", 0) == 0);
  CHECK(holds(ask("/sources", {{"Cookie", "lawhub_display=large.contrast"}}),
              R"(<html lang="zh-CN" class="large contrast">)"));
  CHECK(holds(ask("/nothing", {{"Cookie", "lawhub_display=large"}}), R"(<html lang="zh-CN" class="large">)"));
  CHECK(holds(ask("/sources", {{"Cookie", "lawhub_display=\"><script>"}}), R"(<html lang="zh-CN">)"));
  const auto back = ask("/display?text=normal", {{"Cookie", "lawhub_display=large"}});
  CHECK(back.headers.at("set-cookie").rfind("lawhub_display=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0", 0) == 0);
}

TEST_CASE("every page offers the wish and comes back to itself, never to another site") {
  const auto page = ask("/search?q=%26%22&type=NOT");
  CHECK(holds(page, R"(href="/display?back=%2Fsearch%3Fq%3D%2526%2522%26type%3DNOT&amp;text=large")"));
  for (const char* foreign : {"//evil.example/", "/\\evil.example", "https://evil.example", "/a\r\nX: y", ""}) {
    CHECK(ask("/display?text=large&back=" + percent_encode(foreign)).headers.at("location") == "/");
  }
}

TEST_CASE("a sensitive question is answered where neither address nor title nor box says it") {
  const auto openly = ask(search_for("家暴") + "&division=370403");
  REQUIRE(openly.status == 303);
  const std::string place = openly.headers.at("location");
  CHECK(place.rfind("/search?k=", 0) == 0);
  CHECK(place.find("%") == std::string::npos);
  const auto page = ask(place);
  CHECK(page.status == 200);
  CHECK(holds(page, "class=\"leave\""));
  CHECK(holds(page, "tel:110"));
  CHECK(holds(page, "枣庄市薛城区法律援助中心"));
  CHECK_FALSE(holds(page, "家暴"));
  CHECK_FALSE(holds(page, percent_encode("家暴")));
  CHECK_FALSE(holds(ask(search_for("公证处")), "class=\"leave\""));
  CHECK(ask("/search?k=%2F%2F").status == 400);
  CHECK(ask("/search?k=_w").status == 400);  // no UTF-8
}

TEST_CASE("who helps in a matter stands in groups that say what they do and cost") {
  const auto page = ask(search_for("拖欠工资 薛城"));
  const auto aid = page.body.find(R"(<h2 class="group">法律援助机构 <span class="chip free">符合条件不收费</span>)");
  const auto firms = page.body.find(R"(<h2 class="group">律师事务所)");
  CHECK(aid < firms);
  CHECK(firms != std::string::npos);
  CHECK_FALSE(holds(ask(search_for("薛城公证处")), "class=\"group\""));
}

TEST_CASE("every type of institution is told in plain words") {
  for (const InstitutionType type : all_institution_types()) {
    INFO(code_of(type));
    CHECK_FALSE(type_note(type).who.empty());
    CHECK_FALSE(type_note(type).what.empty());
  }
}

TEST_CASE("map programs get a point in their own datum, and an address where there is no point to go to") {
  Position door{117.263164, 34.795063, 30, "surveyed", "WGS84"};
  const auto links = map_links("薛城区公证处", "永福路1号", door);
  REQUIRE(links.size() == 4);
  CHECK(links[0].url.find("position=117.268948,34.794168&") != std::string::npos);        // Amap: GCJ-02
  CHECK(links[1].url.find("location=34.800186,117.275437&") != std::string::npos);        // Baidu: BD-09
  CHECK(links[2].url.find("marker=coord:34.794168,117.268948;") != std::string::npos);    // Tencent: GCJ-02
  CHECK(links[3].url.rfind("geo:34.795063,117.263164?q=34.795063,117.263164(", 0) == 0);  // others: WGS-84
  door.accuracy_m = 3000;
  const auto searches = map_links("薛城区公证处", "永福路1号", door);
  REQUIRE(searches.size() == 3);
  for (const auto& link : searches) {
    CHECK(link.url.find(percent_encode("永福路1号")) != std::string::npos);
    CHECK(link.url.find("117.") == std::string::npos);
  }
  CHECK(map_links("薛城区公证处", "", door).empty());
}

TEST_CASE("a citizen's report becomes a ticket, without account or JavaScript") {
  const std::string page = ask(search_for("薛城区公证处")).body;
  const std::string id = page.substr(page.find("/institutions/") + 14, 10);
  const std::string form = "/institutions/" + id + "/report";
  CHECK(holds(ask("/institutions/" + id), form));
  CHECK(holds(ask(form), "<textarea"));
  CHECK(ask("/institutions/0000000000/report").status == 404);
  const auto send = [&](const std::string& body, const Headers& headers = {}) {
    return world().client().post(form, body, "application/x-www-form-urlencoded", headers);
  };
  const auto taken = send("field=phone&words=" + percent_encode("打不通<script>alert(1)</script>"));
  CHECK(taken.status == 200);
  CHECK(holds(taken, "枣庄市薛城区司法局"));
  CHECK(send("field=phone&words=").status == 400);
  CHECK(send("field=none&words=x").status == 400);
  CHECK(send("field=phone&words=%FF").status == 400);
  CHECK(holds(send("field=phone&words=" + percent_encode(std::string(301, 'x'))), "300 字以内"));
  CHECK(send("field=phone&words=x", {{"Origin", "https://evil.example"}}).status == 403);
  int refused = 0;
  for (int i = 0; i < 12; ++i) refused += send("field=address&words=" + std::to_string(i)).status == 429 ? 1 : 0;
  CHECK(refused >= 2);
}

}  // namespace lawhub
