// Who is in charge of a place, by jurisdiction.
#include "search/responsible.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "feeds/sample_institutions.h"
#include "registry/division.h"
#include "tests/support/hub.h"
#include "tests/support/sample_listing.h"

using lawhub::Charge;
using lawhub::Hub;
using lawhub::InstitutionType;
using lawhub::PlaceAsked;
using lawhub::Responsible;

namespace {

/// 薛城区 has everything; 市中区 has neither notary nor legal aid of its own and a judicial office in one town.
Hub& world() {
  static Hub hub;
  static const bool built = [] {
    hub.listed("a", {"BUR | 山东省司法厅 | 370000", "BUR | 枣庄市薛城区司法局 | 370403",
                     "BUR | 枣庄市市中区司法局 | 370402", "JUO | 薛城区临城司法所 | 370403 | at=117.30,34.80",
                     "JUO | 陶庄司法所 | 370403104 | at=117.34,34.86", "JUO | 齐村司法所 | 370402103 | at=117.53,34.87",
                     "NOT | 山东省枣庄市薛城区公证处 | 370403 | at=117.263,34.795",
                     "NOT | 薛城区旧公证处 | 370403 | status=closed",
                     "NOT | 山东省滕州市公证处 | 370481 | at=117.165,35.114", "LAC | 薛城区法律援助中心 | 370403",
                     "LAC | 枣庄市法律援助中心 | 370400", "PMC | 陶庄镇人民调解委员会 | 370403104 | at=117.33,34.86"});
    hub.build();
    return true;
  }();
  REQUIRE(built);
  return hub;
}

Responsible answer(const PlaceAsked& asked) {
  const auto found = world().engine().responsible(asked);
  REQUIRE(found);
  REQUIRE(found->charges.size() == 3);
  return *found;
}

std::vector<std::string> names(const Charge& charge) {
  std::vector<std::string> names;
  for (const auto& item : charge.institutions) names.push_back(item.name);
  return names;
}
using Names = std::vector<std::string>;

}  // namespace

TEST_CASE("a village is answered by its town's and its county's, not by the nearest") {
  const Responsible found = answer({"370403104", {}, ""});
  CHECK(found.division_name == "枣庄市薛城区陶庄镇");
  CHECK(found.basis.empty());
  CHECK(names(found.charges[0]) == Names{"陶庄司法所"});
  CHECK(found.charges[0].basis == "陶庄镇属于它的辖区。");
  CHECK(names(found.charges[1]) == Names{"薛城区法律援助中心"});
  CHECK(names(found.charges[2]) == Names{"山东省枣庄市薛城区公证处"});
  CHECK(found.charges[2].basis == "薛城区的公证处。");
}

TEST_CASE("a judicial office that lists give its county alone has the town of its name") {
  CHECK(names(answer({"370403001", {}, ""}).charges[0]) == Names{"薛城区临城司法所"});
}

TEST_CASE("who has none of its own is told who stands in, and that") {
  const Responsible found = answer({"370402001", {}, ""});
  CHECK(names(found.charges[0]) == Names{"枣庄市市中区司法局"});
  CHECK(found.charges[0].basis.find("没有查到") == 0);
  CHECK(names(found.charges[1]) == Names{"枣庄市法律援助中心"});
  CHECK(found.charges[1].basis == "没有查到市中区自己的,由枣庄市的负责。");
  CHECK(names(found.charges[2]) == Names{"山东省枣庄市薛城区公证处", "山东省滕州市公证处"});
}

TEST_CASE("a point and an address are told to their town; a county names no judicial office") {
  const Responsible at = answer({"", lawhub::Point{117.331, 34.861}, ""});
  CHECK(at.division == "370403104");
  CHECK(at.basis.find("陶庄镇人民调解委员会") != std::string::npos);
  CHECK(names(at.charges[0]) == Names{"陶庄司法所"});
  CHECK(at.charges[0].institutions[0].distance_m > 0);
  CHECK(answer({"", {}, "枣庄市薛城区陶庄镇兴隆街3号"}).division == "370403104");
  const Responsible county = answer({"370403", {}, ""});
  CHECK(county.charges[0].institutions.empty());
  CHECK_FALSE(county.charges[0].basis.empty());
  CHECK_FALSE(world().engine().responsible({"", lawhub::Point{2.35, 48.85}, ""}));
  CHECK_FALSE(world().engine().responsible({"", {}, "某处"}));
  CHECK_FALSE(world().engine().responsible({"999999", {}, ""}));
}

TEST_CASE("every town of a sample province has its own office, and every village an answer") {
  Hub hub;
  lawhub::SampleOptions options;
  options.institutions = 3000;
  lawhub::Proposal proposal;
  std::map<std::string, std::string> offices;  // by town
  for (const auto& it : lawhub::make_institutions(options)) {
    proposal.said.push_back(lawhub::sample_listing(it, "sample"));
    if (it.type == InstitutionType::judicial_office) offices[it.division] = it.name;
  }
  hub.take("sample", std::move(proposal));
  hub.build();
  std::size_t towns = 0, right = 0, asked = 0, answered = 0;
  const auto ask = [&](const std::string& code) {
    const auto found = hub.engine().responsible({code, {}, ""});
    ++asked;
    answered += found && std::none_of(found->charges.begin(), found->charges.end(),
                                      [](const Charge& charge) { return charge.institutions.empty(); });
    return found;
  };
  for (const lawhub::Division* town : lawhub::Divisions::get().above_village()) {
    if (town->level != lawhub::DivisionLevel::town || !town->current) continue;
    const auto found = ask(town->code);
    const auto villages = lawhub::Divisions::get().children(town->code);
    if (!villages.empty()) ask(villages[towns % villages.size()]->code);
    const auto office = offices.find(town->code);
    ++towns;
    right += office == offices.end() || names(found->charges[0]) == Names{office->second};
  }
  CHECK(towns > 1800);
  CHECK(offices.size() > 20);
  CHECK(right == towns);
  CHECK(answered == asked);
}
