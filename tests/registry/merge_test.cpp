#include "registry/merge.h"

#include <algorithm>
#include <catch2/catch.hpp>

using namespace lawhub;

namespace {

constexpr Instant kDay = 86400;
constexpr Instant kNow = 1800000000;

/// Sources named after their standing, and what they say.
struct Sayings {
  std::map<std::string, Source> sources;
  std::vector<Observation> said;

  Record& by(const std::string& source, Standing standing, Instant asserted_at = kNow) {
    sources[source].id = source;
    sources[source].standing = standing;
    Observation& o = said.emplace_back();
    o.source = source;
    o.key = std::to_string(said.size());
    o.url = "http://" + source + "/" + o.key;
    o.asserted_at = asserted_at;
    o.record.name = "山东鲁衡律师事务所";
    return o.record;
  }
  Institution merged() const {
    std::vector<const Observation*> members;
    for (const Observation& o : said) {
      members.push_back(&o);
    }
    Institution out = merge(members, sources);
    std::reverse(members.begin(), members.end());
    CHECK(merge(members, sources).record == out.record);  // the order of members does not matter
    return out;
  }
  Sayings() { said.reserve(8); }
};

Phone phone(const std::string& number, const std::string& kind = "voice") { return {number, "", kind, ""}; }

}  // namespace

TEST_CASE("names and codes are the registering bureau's, whatever the institution says of itself") {
  Sayings s;
  Record& own = s.by("own", Standing::institution, kNow);
  own.name = "鲁衡律师(山东)集团";
  own.identifiers = {{"licence", "999999", "", ""}};
  Record& province = s.by("province", Standing::registering, kNow - 900 * kDay);
  province.identifiers = {{"uscc", "31370000MD9900336R", "", ""}};
  const Institution i = s.merged();
  CHECK(i.record.name == "山东鲁衡律师事务所");
  CHECK(i.record.identifiers == province.identifiers);
  CHECK(i.provenance.at(Field::name).winner.source == "province");
  CHECK(i.provenance.at(Field::name).rule == "precedence");
  REQUIRE(i.provenance.at(Field::name).losers.size() == 1);
  CHECK(i.provenance.at(Field::name).losers[0].value_text == "鲁衡律师(山东)集团");
}

TEST_CASE("a name nobody else says is taken even from the institution's own site") {
  Sayings s;
  s.by("own", Standing::institution);
  const Institution i = s.merged();
  CHECK(i.record.name == "山东鲁衡律师事务所");
  CHECK(i.provenance.at(Field::name).rule == "only");
}

TEST_CASE("the telephone is the institution's own word") {
  Sayings s;
  s.by("province", Standing::registering).phones = {phone("0632-1111111")};
  s.by("own", Standing::institution).phones = {phone("0632-2222222")};
  s.by("city", Standing::supervising).phones = {phone("0632-3333333")};
  const Institution i = s.merged();
  CHECK(i.record.phones == std::vector<Phone>{phone("0632-2222222")});
  const Provenance& p = i.provenance.at(Field::phones);
  CHECK(p.rule == "precedence");
  REQUIRE(p.losers.size() == 2);  // best first
  CHECK(p.losers[0].source == "city");
  CHECK(p.losers[1].source == "province");
  CHECK(p.losers[1].value_json == R"([{"number":"0632-1111111"}])");
}

TEST_CASE("a telephone number older than a year yields to a newer one of anybody") {
  Sayings s;
  s.by("own", Standing::institution, kNow - 400 * kDay).phones = {phone("0632-2222222")};
  s.by("association", Standing::association, kNow).phones = {phone("0632-4444444")};
  const Institution i = s.merged();
  CHECK(i.record.phones == std::vector<Phone>{phone("0632-4444444")});
  CHECK(i.provenance.at(Field::phones).rule == "newer");
}

TEST_CASE("an official name does not age") {
  Sayings s;
  s.by("province", Standing::registering, kNow - 4000 * kDay).name = "山东旧名律师事务所";
  s.by("association", Standing::association, kNow).name = "山东新名律师事务所";
  CHECK(s.merged().record.name == "山东旧名律师事务所");
}

TEST_CASE("equal rank: the newer assertion wins, not the later crawl") {
  Sayings s;
  s.by("city", Standing::supervising, kNow).supervising_bureau.name = "新";
  s.by("county", Standing::supervising, kNow - kDay).supervising_bureau.name = "旧";
  const Institution i = s.merged();
  CHECK(i.record.supervising_bureau.name == "新");
  CHECK(i.provenance.at(Field::supervising_bureau).rule == "newer");
}

TEST_CASE("a lower source fills a gap") {
  Sayings s;
  s.by("province", Standing::registering);
  s.by("association", Standing::association).year_incorporated = "1984";
  const Institution i = s.merged();
  CHECK(i.record.year_incorporated == "1984");
  CHECK(i.provenance.at(Field::year_incorporated).rule == "gap");
}

TEST_CASE("kinds of telephone that nobody higher speaks of are added, mobiles are not") {
  Sayings s;
  s.by("own", Standing::institution).phones = {phone("4000000001", "hotline")};
  s.by("city", Standing::supervising).phones = {phone("0532-85880001"), phone("13900000001", "mobile")};
  s.by("association", Standing::association).phones = {phone("0532-85889999")};
  const Institution i = s.merged();
  CHECK(i.record.phones == std::vector<Phone>{phone("4000000001", "hotline"), phone("0532-85880001")});
  CHECK(i.provenance.at(Field::phones).rule == "united");
}

TEST_CASE("identifiers are united scheme by scheme") {
  Sayings s;
  s.by("province", Standing::registering).identifiers = {{"uscc", "31370000MD9900336R", "", ""}};
  s.by("city", Standing::supervising).identifiers = {{"uscc", "31370000MD9900205X", "", ""},
                                                     {"licence", "3704001", "", ""}};
  const Institution i = s.merged();
  REQUIRE(i.record.identifiers.size() == 2);
  CHECK(i.record.identifiers[0].value == "31370000MD9900336R");
  CHECK(i.record.identifiers[1].value == "3704001");
}

TEST_CASE("former names are united, other spellings become alternate names") {
  Sayings s;
  s.by("province", Standing::registering).former_names = {{"山东旧衡律师事务所", "2015-01-01"}};
  Record& city = s.by("city", Standing::supervising);
  city.name = "鲁衡律所";
  city.former_names = {{"山东旧衡律师事务所", ""}, {"枣庄鲁衡律师事务所", ""}};
  s.by("association", Standing::association).name = "山東魯衡律師事務所";  // the same, folded
  s.by("own", Standing::institution).name = "山东旧衡律师事务所";          // known as a former name
  const Institution i = s.merged();
  CHECK(i.record.name == "山东鲁衡律师事务所");
  CHECK(i.record.alternate_names == std::vector<std::string>{"鲁衡律所"});
  CHECK(i.record.former_names ==
        std::vector<FormerName>{{"山东旧衡律师事务所", "2015-01-01"}, {"枣庄鲁衡律师事务所", ""}});
}

TEST_CASE("a forensic scope is the licence's, own claims are ignored") {
  Sayings s;
  Record& own = s.by("own", Standing::institution);
  own.type = InstitutionType::forensic_institution;
  own.services.resize(1);
  own.services[0].code = "FOR01";
  s.by("province", Standing::registering).type = InstitutionType::forensic_institution;
  CHECK(s.merged().record.services.empty());
  s.said[1].record.services.resize(1);
  s.said[1].record.services[0].code = "FOR02";
  CHECK(s.merged().record.services[0].code == "FOR02");
}

TEST_CASE("a point picked on the spot beats the middle of a place") {
  Sayings s;
  s.by("own", Standing::institution).position = {117.1, 34.1, 3000, "gazetteer", "WGS84"};
  s.by("association", Standing::association).position = {117.2, 34.2, 50, "map-picked", "WGS84"};
  const Institution i = s.merged();
  CHECK(i.record.position.method == "map-picked");
  CHECK(i.provenance.at(Field::position).rule == "precise");
}

TEST_CASE("a division is refined, never contradicted, by a lower source") {
  Sayings s;
  s.by("province", Standing::registering).division = "370403";
  s.by("association", Standing::association).division = "370403001";
  CHECK(s.merged().record.division == "370403001");
  s.said[1].record.division = "370402001";
  CHECK(s.merged().record.division == "370403");
}

TEST_CASE("every field that is shown has a winner with its value, and a rule with a label") {
  Sayings s;
  s.by("province", Standing::registering).phones = {phone("0632-1111111")};
  Record& own = s.by("own", Standing::institution);
  own.phones = {phone("0632-2222222")};
  own.website = "http://luheng.example.cn/";
  const Institution i = s.merged();
  for (Field f : all_fields()) {
    INFO(field_name(f));
    const std::string value = field_json(i.record, f);
    CHECK(value.empty() == (i.provenance.count(f) == 0));
    if (!value.empty()) {
      CHECK(i.provenance.at(f).winner.value_json == value);
      CHECK(rule_label(i.provenance.at(f).rule) != i.provenance.at(f).rule);
    }
  }
}

TEST_CASE("penalties of all who may announce them are shown, each once; nobody is heard on himself") {
  Sayings s;
  const Penalty fine = {"fine", {"鲁司罚1号", "", "2026-01-02", "山东省司法厅", ""}, "2028-01-01"};
  const Penalty warning = {"warning", {"", "通报", "2026-03-04", "枣庄市司法局", ""}};
  s.by("province", Standing::registering).penalties = {fine};
  s.by("city", Standing::supervising).penalties = {fine, warning};
  s.by("own", Standing::institution).penalties = {{"other", {"x", "", "2026-05-06", "自己", ""}}};
  CHECK(s.merged().record.penalties == std::vector<Penalty>{fine, warning});
}

TEST_CASE("a status by a decision with document and date stands until the decision's last day") {
  Sayings s;
  s.by("province", Standing::registering, start_of({2026, 6, 1})).status = Status::active;
  Record& city = s.by("city", Standing::supervising, start_of({2026, 3, 1}));
  city.status = Status::suspended_by_penalty;
  SECTION("without a decision the registering bureau is believed") {
    CHECK(s.merged().record.status == Status::active);
  }
  SECTION("within its dates it is the worst that counts") {
    city.penalties = {{"suspension", {"枣司罚1号", "", "2026-03-01", "枣庄市司法局", ""}, "2026-08-31"}};
    const Institution i = s.merged();
    CHECK(i.record.status == Status::suspended_by_penalty);
    CHECK(i.provenance.at(Field::status).rule == "penalty");
  }
  SECTION("past its dates it is over") {
    city.penalties = {{"suspension", {"枣司罚1号", "", "2026-03-01", "枣庄市司法局", ""}, "2026-05-31"}};
    CHECK(s.merged().record.status == Status::active);
  }
}

TEST_CASE("the address of the licence stays known where people are sent to another door") {
  Sayings s;
  Record& province = s.by("province", Standing::registering);
  province.address.text = "薛城区民生路1号";
  province.address.registered = true;
  s.by("own", Standing::institution).address.text = "薛城区武夷山路2号";
  const Institution i = s.merged();
  CHECK(i.record.address.text == "薛城区武夷山路2号");
  REQUIRE(i.record.other_locations.size() == 1);
  CHECK(i.record.other_locations[0].address == province.address);
  CHECK(i.provenance.at(Field::other_locations).winner.source == "province");
}

TEST_CASE("a field's own date counts, not that of the record around it") {
  Sayings s;
  Record& old = s.by("a", Standing::supervising, kNow);
  old.licensing_authority = "旧";
  old.metadata = {{"licensing_authority", "bur:370403", kNow - 90 * kDay, 0}};
  s.by("b", Standing::supervising, kNow - kDay).licensing_authority = "新";
  Record& confirmed = s.by("own", Standing::institution, kNow - 500 * kDay);
  confirmed.email = "own@example.cn";
  SECTION("of equals the newer word") {
    const Institution i = s.merged();
    CHECK(i.record.licensing_authority == "新");
    const Assertion& loser = i.provenance.at(Field::licensing_authority).losers.at(0);
    CHECK(loser.asserted_at == kNow - 90 * kDay);
    CHECK(loser.asserted_by == "bur:370403");
  }
  SECTION("what was confirmed since does not fade") {
    s.said[0].record.email = "city@example.cn";
    CHECK(s.merged().record.email == "city@example.cn");
    confirmed.metadata = {{"email", "370400:NOT:1", 0, kNow - 10 * kDay}};
    CHECK(s.merged().record.email == "own@example.cn");
  }
}

TEST_CASE("inspections are gathered year by year, the supervising bureau's word first") {
  Sayings s;
  s.by("province", Standing::registering).inspections = {{"2024", "unqualified", {}}, {"2023", "qualified", {}}};
  s.by("city", Standing::supervising).inspections = {{"2025", "qualified", {}}, {"2024", "qualified", {}}};
  CHECK(s.merged().record.inspections ==
        std::vector<Inspection>{{"2025", "qualified", {}}, {"2024", "qualified", {}}, {"2023", "qualified", {}}});
}
