#include "feeds/sample_book.h"

#include <algorithm>
#include <cmath>

#include "feeds/sample_random.h"
#include "feeds/sample_words.h"
#include "registry/identifier.h"

namespace lawhub {
namespace {

using enum InstitutionType;

// The counties a small province keeps come first: the three every test asks for, then one for each make of portal and
// the traps of names (two 市中区, 岚山 and 兰山, 临邑 and 临沂).
const std::vector<std::string>& first_counties() {
  static const std::vector<std::string> kCodes = {"370403", "370481", "370402", "370103", "371002", "370902",
                                                  "371302", "371103", "370102", "370602", "371502", "371702"};
  return kCodes;
}

}  // namespace

std::string sample_number(std::size_t n, int width) {
  std::string digits = std::to_string(n);
  if (digits.size() < static_cast<std::size_t>(width))
    digits.insert(0, static_cast<std::size_t>(width) - digits.size(), '0');
  return digits;
}

SampleBook::SampleBook(const SampleOptions& options)
    : options_(options), quota_(sample_quota(options.institutions)), trade_names_(options.seed) {
  all_.reserve(options.institutions);
  std::vector<const Division*> rest;
  for (const Division* division : divisions_.above_village()) {
    if (!division->current) continue;
    if (division->level == DivisionLevel::city) cities_.push_back(division);
    const auto& first = first_counties();
    if (division->level == DivisionLevel::county &&
        std::find(first.begin(), first.end(), division->code) == first.end())
      rest.push_back(division);
  }
  sample_shuffle(rest, SampleRandom(options.seed, "counties"));
  for (const std::string& code : first_counties()) counties_.push_back(divisions_.find(code));
  counties_.insert(counties_.end(), rest.begin(), rest.end());
  counties_.resize(
      std::clamp<std::size_t>(136 * options.institutions / 2000, first_counties().size(), counties_.size()));
  for (std::size_t i = 0; i < counties_.size(); ++i) {
    auto& towns = towns_.emplace_back();
    for (const Division* child : divisions_.children(counties_[i]->code))
      if (child->level == DivisionLevel::town &&
          (child->name.ends_with("街道") || child->name.ends_with("镇") || child->name.ends_with("乡")))
        towns.push_back(child);
    sample_shuffle(towns, SampleRandom(options.seed, counties_[i]->code));
    const bool big = counties_[i]->code.starts_with("3701") || counties_[i]->code.starts_with("3702");
    const bool district = counties_[i]->name.ends_with("区");
    busy_.insert(busy_.end(), std::size_t{district ? 3U : 2U} * (big ? 3U : 1U), i);
  }
}

SampleInstitution& SampleBook::add(InstitutionType type, const std::string& name, std::string_view division) {
  SampleInstitution it;
  it.id = "I" + sample_number(all_.size() + 1, 6);
  it.type = type;
  it.name = name;
  it.division = division;
  SampleRandom random(options_.seed, it.id);
  it.person = random.pick(sample_words("surname")) + "某";
  it.phone = new_phone(division);
  if (random.chance(20)) it.old_phone = new_phone(division);
  if (random.chance(15)) it.fax = new_phone(division);
  it.street = random.pick(sample_words("street")) + std::to_string(random.between(1, 400)) + "号";
  if (it.old_phone.empty() && random.chance(12))
    it.old_street = random.pick(sample_words("street")) + std::to_string(random.between(1, 400)) + "号";
  if (random.chance(35))
    it.premise = random.pick(sample_words("building")) + std::to_string(random.between(2, 28)) + "层";
  if (it.premise.empty() && random.chance(30)) it.premise = random.pick(sample_words("premise"));
  it.hours = std::array<std::size_t, 10>{0, 0, 0, 0, 1, 2, 2, 3, 4, 6}[random.below(10)];
  it.staff = random.between(3, 30);
  it.year = random.between(1984, 2022);
  it.registered = is_licensed_by_province(type) && random.chance(97);
  place(it);
  identify(it);
  by_name_.emplace(name, all_.size());
  if (quota_[static_cast<std::size_t>(type)] > 0) --quota_[static_cast<std::size_t>(type)];
  return all_.emplace_back(std::move(it));
}

void SampleBook::place(SampleInstitution& it) const {
  const auto seat = divisions_.seat_of(it.division);
  if (!seat) return;
  SampleRandom random(options_.seed, it.id + " point");
  const double far = it.division.size() == 6 ? 0.035 : 0.09;
  const double east = (random.fraction() - 0.5) * 2 * far;
  const double north = (random.fraction() - 0.5) * 2 * far * 0.8;
  it.point = {std::round((seat->first.longitude + east) * 1e6) / 1e6,
              std::round((seat->first.latitude + north) * 1e6) / 1e6};
  // The offices of the counties that are always asked for are all on the map.
  const auto& first = first_counties();
  const bool asked_for = std::find(first.begin(), first.begin() + 3, it.division) != first.begin() + 3;
  it.located = asked_for || random.chance(it.division.size() == 6 ? 60 : 20);
}

// Codes as the departments give them: 31… firms, 32… notaries, 33… grass-roots offices, 34… forensic offices,
// 35… arbitration, 51… associations, 11… and 12… organs; the region is the authority's, not the place's.
void SampleBook::identify(SampleInstitution& it) const {
  const std::string serial = sample_number(100000 + (all_.size() * 37 + options_.seed % 37) % 900000, 6);
  const std::string county = divisions_.county_of(it.division);
  switch (it.type) {
    case law_firm:
    case law_firm_branch:
      it.uscc = complete_uscc("31370000MD" + serial);
      it.licence = "23" + county.substr(0, 4) + std::to_string(1990 + all_.size() % 24) + "1" + serial;
      break;
    case notary_office:
      it.uscc = complete_uscc("32370000MD" + serial);
      break;
    case grassroots_legal_office:
      it.uscc = complete_uscc("33370000MD" + serial);
      break;
    case forensic_institution:
      it.uscc = complete_uscc("34370000MD" + serial);
      break;
    case arbitration_commission:
      it.uscc = complete_uscc("35370000MD" + serial);
      break;
    case association:
      it.uscc = complete_uscc("51370000MJ" + serial);
      break;
    case justice_bureau:
      it.uscc = complete_uscc("11" + county + "00" + serial);
      break;
    case legal_aid_centre:
      it.uscc = complete_uscc("12" + county + "49" + serial);
      break;
    default:
      break;
  }
}

std::string SampleBook::new_phone(std::string_view division) {
  std::string area = "0531";
  for (const Division* step : divisions_.lineage(division))
    if (!step->area_code.empty()) area = step->area_code;
  SampleRandom random(options_.seed, "phone " + std::to_string(phones_.size()));
  const bool eight = area == "0531" || area == "0532";
  const std::string head = area + (eight ? "-8" : "-");
  for (;;) {
    std::string phone = head;
    phone += std::to_string(random.between(2, 8));
    phone += sample_number(random.below(1000000), 6);
    if (phones_.insert(phone).second) return phone;
  }
}

const Division* SampleBook::town(std::size_t county, std::size_t round) const {
  return round < towns_[county].size() ? towns_[county][round] : nullptr;
}

std::size_t SampleBook::busy_county(std::size_t i) const {
  if (i < 9) return i % 3;
  if (i - 9 < counties_.size()) return i - 9;
  return busy_[SampleRandom(options_.seed, "busy " + std::to_string(i)).below(busy_.size())];
}

SampleInstitution* SampleBook::find(const std::string& name) {
  const auto found = by_name_.find(name);
  return found == by_name_.end() ? nullptr : &all_[found->second];
}

void SampleBook::share(const SampleInstitution& host, SampleInstitution& guest) {
  guest.street = host.street;
  guest.old_street.clear();
  guest.old_phone.clear();
  guest.phone = host.phone;
  guest.point = host.point;
  guest.located = host.located;
  guest.parent = host.name;
}

}  // namespace lawhub
