#include "tests/support/sample_province.h"

#include <map>
#include <set>

#include "base/text.h"
#include "feeds/sample_spelling.h"
#include "registry/address.h"
#include "registry/division.h"
#include "registry/identifier.h"
#include "registry/phone.h"

namespace lawhub {

namespace {

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

std::size_t pairs_of(std::size_t listings) { return listings * (listings - 1) / 2; }

}  // namespace

SampleProvince::SampleProvince(std::size_t size, std::uint64_t seed) {
  SampleOptions options;
  options.institutions = size;
  options.seed = seed;
  truth = make_institutions(options);
  sources = plan_sources(options, truth);
  for (const SampleSource& source : sources) {
    Proposal& p = proposals.emplace_back();
    p.source = source.source.id;
    p.taken_at = 1;
    for (std::size_t i : source.lists) {
      const SampleListing said = spell(source, truth[i], seed);
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

IdentityScore score_identity(const Register& reg, const SampleProvince& province) {
  IdentityScore out;
  std::map<std::string, std::size_t> listings;                // of each institution of the truth
  std::map<std::string, std::set<std::string>> institutions;  // of the register, for each of the truth
  reg.for_each([&](const Institution& i) {
    ++out.institutions;
    std::map<std::string, std::size_t> held;
    std::size_t members = 0;
    for (const Observation& o : reg.members_of(i.id)) {
      ++held[o.key];
      ++listings[o.key];
      ++members;
      institutions[o.key].insert(i.id);
    }
    out.together += pairs_of(members);
    std::size_t right = 0;
    std::string names;
    for (const auto& [key, count] : held) {
      right += pairs_of(count);
      names += (names.empty() ? "" : " + ") + province.truth[std::stoul(key)].name;
    }
    out.wrong += pairs_of(members) - right;
    if (held.size() > 1) {
      out.merged.push_back(names);
    }
  });
  for (const auto& [key, count] : listings) {
    out.same += pairs_of(count);
    if (institutions[key].size() > 1) {
      out.divided.push_back(province.truth[std::stoul(key)].name);
    }
  }
  return out;
}

}  // namespace lawhub
