// The register over a whole sample province, listing by listing as its sources spell them: how many institutions are
// found again, how many are wrongly merged, and, when asked for ([bench]), how long it takes.
#include <catch2/catch.hpp>
#include <map>
#include <random>
#include <set>

#include "base/text.h"
#include "feeds/sample_spelling.h"
#include "registry/address.h"
#include "registry/division.h"
#include "registry/identifier.h"
#include "registry/phone.h"
#include "tests/support/world.h"

using namespace lawhub;

namespace {

constexpr std::uint64_t kSeed = 7;

/// The division a list means by 薛城区.
std::string division_of(const SampleListing& said, const Source& source) {
  const auto named = Divisions::get().named(said.place, source.division);
  return named.empty() ? source.division : named.front()->code;
}

Record record_of(const SampleSource& source, const SampleInstitution& it, const SampleListing& said) {
  Record r;
  r.type = it.type;
  r.name = said.name;
  r.division = source.shape == SampleShape::feed ? it.division : division_of(said, source.source);
  const Division* d = Divisions::get().find(r.division);
  r.phones = read_phones(said.phone, d ? d->area_code : "").phones;
  r.address = read_address(said.address, r.division).address;
  r.hours.text = said.hours;
  r.contacts = {{said.person, "", "principal"}};
  if (const UsccReading code = read_uscc(said.uscc); code.valid) {
    r.identifiers.push_back({is_justice_uscc(code.value) ? "uscc" : "host-uscc", code.value, "", ""});
  }
  if (const std::string licence = read_licence(said.licence); !licence.empty()) {
    r.identifiers.push_back({it.type == InstitutionType::law_firm ? "licence-old" : "licence", licence, "", ""});
  }
  if (source.shape == SampleShape::feed && !it.former_name.empty()) {
    r.former_names = {{it.former_name, ""}};
  }
  return r;
}

/// A province and what its sources say; keys are the places of the institutions in the truth.
struct Province {
  std::vector<SampleInstitution> truth;
  std::vector<SampleSource> sources;
  std::vector<Proposal> proposals;
  std::size_t listings = 0;

  explicit Province(std::size_t size) {
    SampleOptions options;
    options.institutions = size;
    options.seed = kSeed;
    truth = make_institutions(options);
    sources = plan_sources(options, truth);
    for (const SampleSource& source : sources) {
      Proposal& p = proposals.emplace_back();
      p.source = source.source.id;
      p.taken_at = 1;
      for (std::size_t i : source.lists) {
        const SampleListing said = spell(source, truth[i], kSeed);
        Observation& o = p.said.emplace_back();
        o.source = p.source;
        o.key = std::to_string(i);
        o.url = source.source.url;
        o.asserted_at = start_of(*parse_iso_date(said.date));
        o.record = record_of(source, truth[i], said);
        ++listings;
      }
    }
  }
};

struct Score {
  std::size_t institutions = 0;  ///< in the register
  std::size_t split = 0;         ///< institutions of the truth found more than once
  std::size_t wrong = 0;         ///< institutions of the register that hold several of the truth
};

Score score_of(Register reg, const Province& province) {
  Score out;
  std::map<std::string, std::set<std::string>> of_truth;
  reg.for_each([&](const Institution& i) {
    ++out.institutions;
    std::set<std::string> members;
    for (const Observation& o : reg.members_of(i.id)) {
      members.insert(o.key);
      of_truth[o.key].insert(i.id);
    }
    if (members.size() > 1) {
      ++out.wrong;
      for (const std::string& key : members) {
        UNSCOPED_INFO("merged: " << province.truth[std::stoul(key)].name);
      }
    }
  });
  for (const auto& [key, ids] : of_truth) {
    if (ids.size() > 1) {
      ++out.split;
      for (const std::string& id : ids) {
        const Institution i = *reg.find(id);
        UNSCOPED_INFO("split: " << province.truth[std::stoul(key)].name << " : " << i.record.name << " "
                                << i.record.division << " " << i.record.address.text << " "
                                << field_text(i.record, Field::phones));
      }
    }
  }
  return out;
}

}  // namespace

TEST_CASE("a sample province: no two institutions merged, hardly one found twice") {
  const Province province(1000);
  World world;
  for (const SampleSource& source : province.sources) {
    world.add_source(source.source);
  }
  for (const Proposal& p : province.proposals) {
    CHECK(world.take(p).state != Acceptance::State::held);
  }
  const Score score = score_of(world.reg(), province);
  CHECK(score.wrong == 0);
  CHECK(score.split * 100 <= province.truth.size() * 2);
  const std::string before = world.everything();
  rebuild(world.db(), world.clock());
  CHECK(world.everything() == before);
}

TEST_CASE("after a season of changes the register is what a rebuild makes of it") {
  Province province(300);
  World world;
  for (const SampleSource& source : province.sources) {
    world.add_source(source.source);
  }
  std::mt19937 random(kSeed);
  const auto chance = [&](unsigned percent) { return random() % 100 < percent; };
  std::set<std::string> ids;
  for (int round = 0; round < 8; ++round) {
    for (const Proposal& whole : province.proposals) {
      Proposal p = whole;
      std::erase_if(p.said, [&](const Observation&) { return chance(4); });
      for (Observation& o : p.said) {
        const Observation& other = whole.said[random() % whole.said.size()];
        if (chance(4)) {
          o.record.phones = other.record.phones;
        }
        if (chance(3)) {
          o.record.identifiers = other.record.identifiers;
        }
        if (chance(3)) {
          o.record.name = other.record.name;
        }
        if (chance(2)) {
          p.withdrawn.push_back({o.key, chance(50) ? "cancelled" : "duplicate", "", {}});
          o.key += " again";
        }
      }
      p.complete = chance(80);
      const Acceptance a = world.take(p);
      if (a.state == Acceptance::State::held) {
        approve(world.db(), a.snapshot, world.clock());
      }
      world.clock().advance(86400);
    }
    world.reg().for_each([&](const Institution& i) { ids.insert(i.id); });
    const std::string before = world.everything();
    rebuild(world.db(), world.clock());
    REQUIRE(world.everything() == before);
  }
  for (const std::string& id : ids) {
    CHECK(world.reg().find(id));  // no id that was ever seen is lost
  }
}
