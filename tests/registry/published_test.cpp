#include "registry/published.h"

#include <catch2/catch.hpp>

#include "tests/support/world.h"

using namespace lawhub;

TEST_CASE("for a feed, metadata say once what most fields have in common") {
  World world;
  Proposal p = world.proposal("F1= city | LFM | 山东岱北律师事务所 | 370902 | 0538-8690001 | 泰山区东岳大街1号");
  p.said[0].asserted_at = 1780000000;
  p.said[0].record.metadata = {{"phone", "370900:LFM:1", 1770000000, 1775000000}};
  world.take(p);
  const Institution firm = world.only("山东岱北律师事务所");
  CHECK(firm.record.metadata.empty());
  const Record out = record_for_feed(firm, Relations(world.db()), "2026-11-24");
  CHECK(out.metadata ==
        std::vector<FieldMetadata>{{"*", "city", 1780000000, 0}, {"phone", "370900:LFM:1", 1770000000, 1775000000}});
}

TEST_CASE("for a feed, relations name public ids where they are known") {
  World world;
  world.say(R"(
    F1= city | LFM | 山东岱北律师事务所 | 370902 | 0538-8690001
    B1= city | LFB | 山东岱北(滕州)律师事务所 | 370481 | 0632-5577001 | tie=branch_of,F1,
    B2= city | LFB | 山东岱北(曲阜)律师事务所 | 370881 | 0537-5577001 | tie=branch_of,F9,
  )");
  const Relations relations(world.db());
  CHECK(record_for_feed(world.only("山东岱北(滕州)律师事务所"), relations, "").relations[0].target ==
        world.only("山东岱北律师事务所").id);
  CHECK(record_for_feed(world.only("山东岱北(曲阜)律师事务所"), relations, "").relations[0].target == "F9");
}

TEST_CASE("what is published is without penalties past their last day, winning or losing") {
  World world;
  Proposal city = world.proposal("city | LFM | 山东岱北律师事务所 | 370902 | 0538-8690001");
  city.said[0].record.penalties = {{"fine", {"1号", "", "2025-01-01", "局", ""}, "2026-01-01"},
                                   {"warning", {"2号", "", "2026-01-01", "局", ""}, "2028-01-01"}};
  world.take(city);
  Proposal province = world.proposal("province | LFM | 山东岱北律师事务所 | 370902 | 0538-8690001");
  province.said[0].record.penalties = {{"fine", {"1号", "", "2025-01-01", "局", ""}, "2026-01-01"}};
  world.take(province);
  const Institution firm = world.only("山东岱北律师事务所");
  CHECK(firm.record.penalties.size() == 2);
  const Institution now = published(firm, "2026-11-24");
  CHECK(now.record.penalties == std::vector<Penalty>{city.said[0].record.penalties[1]});
  const Provenance& why = now.provenance.at(Field::penalties);
  CHECK(why.losers.empty());
  CHECK(why.winner.value_text.find("1号") == std::string::npos);
  CHECK_FALSE(published(firm, "2030-01-01").provenance.contains(Field::penalties));
}

TEST_CASE("a withdrawal is kept whole") {
  Withdrawal w;
  w.key = "F1";
  w.reason = "merged";
  w.effective_date = "2026-01-02";
  w.successors = {"F2", "F3"};
  w.withdrawn_at = 1780000000;
  w.name = "山东旧明律师事务所";
  w.document = {"鲁司注字1号", "", "2026-01-02", "山东省司法厅", ""};
  w.version = 5;
  CHECK(withdrawal_from_json(to_json(w)) == w);
  CHECK_THROWS_AS(withdrawal_from_json("[]"), std::runtime_error);
}
