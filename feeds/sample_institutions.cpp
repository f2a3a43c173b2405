#include "feeds/sample_institutions.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <stdexcept>
#include <unordered_set>

#include "base/text.h"
#include "feeds/sample_names.h"
#include "feeds/sample_random.h"
#include "feeds/sample_words.h"
#include "registry/division.h"
#include "registry/identifier.h"

namespace lawhub {
namespace {

using enum InstitutionType;

std::string number(std::size_t n, int width) {
  std::string digits = std::to_string(n);
  if (digits.size() < static_cast<std::size_t>(width))
    digits.insert(0, static_cast<std::size_t>(width) - digits.size(), '0');
  return digits;
}

// The counties a small province keeps come first: the three every test asks for, then one for each make of portal and
// the traps of names (two 市中区, 岚山 and 兰山, 临邑 and 临沂).
const std::vector<std::string>& first_counties() {
  static const std::vector<std::string> codes = {"370403", "370481", "370402", "370103", "371002", "370902",
                                                 "371302", "371103", "370102", "370602", "371502", "371702"};
  return codes;
}

class ProvinceMaker {
 public:
  explicit ProvinceMaker(const SampleOptions& options);
  std::vector<SampleInstitution> make();

 private:
  SampleInstitution& add(InstitutionType type, const std::string& name, std::string_view division);
  std::size_t left(InstitutionType type) const { return quota_[static_cast<std::size_t>(type)]; }
  bool wanted(InstitutionType type) const { return left(type) > 0; }
  bool free(const std::string& name) const { return names_.count(name) == 0; }
  void place(SampleInstitution& it);
  void identify(SampleInstitution& it);
  std::string new_phone(std::string_view division);
  const Division* town(std::size_t county, std::size_t round) const;
  std::size_t busy_county(std::size_t i);

  void public_bodies();
  void associations();
  void law_firms();
  void branches();
  void notaries();
  void forensic_offices();
  void forensic_of_hospital(const Division& county, std::size_t i);
  void grassroots_offices();
  void judicial_offices();
  void service_centres();
  void stations();
  void publicity_training_teams();
  void mediation_committees();
  void villages(std::size_t count);
  void share(const SampleInstitution& host, SampleInstitution& guest) const;
  SampleInstitution* find(const std::string& name);

  SampleOptions options_;
  const Divisions& divisions_ = Divisions::get();
  std::array<std::size_t, 17> quota_;
  std::vector<const Division*> cities_, counties_;
  std::vector<std::vector<const Division*>> towns_;  // of counties_, in an order of its own
  std::vector<std::size_t> busy_;                    // counties_ by weight, for drawing
  TradeNames trade_names_;
  std::unordered_set<std::string> phones_;
  std::map<std::string, std::size_t, std::less<>> names_;
  std::vector<SampleInstitution> all_;
};

ProvinceMaker::ProvinceMaker(const SampleOptions& options)
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
    busy_.insert(busy_.end(), (district ? 3U : 2U) * (big ? 3U : 1U), i);
  }
}

std::vector<SampleInstitution> ProvinceMaker::make() {
  public_bodies();
  associations();
  law_firms();
  branches();
  notaries();
  forensic_offices();
  grassroots_offices();
  judicial_offices();
  service_centres();
  stations();
  publicity_training_teams();
  mediation_committees();
  return std::move(all_);
}

// ---------------------------------------------------------------------------------------------- what all have

SampleInstitution& ProvinceMaker::add(InstitutionType type, const std::string& name, std::string_view division) {
  SampleInstitution it;
  it.id = "I" + number(all_.size() + 1, 6);
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
  place(it);
  identify(it);
  names_.emplace(name, all_.size());
  if (quota_[static_cast<std::size_t>(type)] > 0) --quota_[static_cast<std::size_t>(type)];
  return all_.emplace_back(std::move(it));
}

void ProvinceMaker::place(SampleInstitution& it) {
  const auto seat = divisions_.seat_of(it.division);
  if (!seat) return;
  SampleRandom random(options_.seed, it.id + " point");
  const double far = it.division.size() == 6 ? 0.035 : 0.09;
  const double east = (random.fraction() - 0.5) * 2 * far;
  const double north = (random.fraction() - 0.5) * 2 * far * 0.8;
  it.point = {std::round((seat->first.longitude + east) * 1e6) / 1e6,
              std::round((seat->first.latitude + north) * 1e6) / 1e6};
  it.located = random.chance(it.division.size() == 6 ? 70 : 25);
}

// Codes as the departments give them: 31… firms, 32… notaries, 33… grass-roots offices, 34… forensic offices,
// 35… arbitration, 51… associations, 11… and 12… organs; the region is the authority's, not the place's.
void ProvinceMaker::identify(SampleInstitution& it) {
  const std::string serial = number(100000 + (all_.size() * 37 + options_.seed % 37) % 900000, 6);
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

std::string ProvinceMaker::new_phone(std::string_view division) {
  std::string area = "0531";
  for (const Division* step : divisions_.lineage(division))
    if (!step->area_code.empty()) area = step->area_code;
  SampleRandom random(options_.seed, "phone " + std::to_string(phones_.size()));
  const bool eight = area == "0531" || area == "0532";
  for (;;) {
    std::string local = eight ? "8" : "";
    local += std::to_string(random.between(2, 8)) + number(random.below(1000000), 6);
    std::string phone = area + "-" + local;
    if (phones_.insert(phone).second) return phone;
  }
}

const Division* ProvinceMaker::town(std::size_t county, std::size_t round) const {
  return round < towns_[county].size() ? towns_[county][round] : nullptr;
}

// The first three of a kind go to the counties that are always asked for; then each county gets one, then the busy ones
// more.
std::size_t ProvinceMaker::busy_county(std::size_t i) {
  if (i < 9) return i % 3;
  if (i - 9 < counties_.size()) return i - 9;
  return busy_[SampleRandom(options_.seed, "busy " + std::to_string(i)).below(busy_.size())];
}

SampleInstitution* ProvinceMaker::find(const std::string& name) {
  const auto found = names_.find(name);
  return found == names_.end() ? nullptr : &all_[found->second];
}

void ProvinceMaker::share(const SampleInstitution& host, SampleInstitution& guest) const {
  guest.street = host.street;
  guest.old_street.clear();
  guest.old_phone.clear();
  guest.phone = host.phone;
  guest.point = host.point;
  guest.located = host.located;
  guest.parent = host.name;
}

// ---------------------------------------------------------------------------------------------- type by type

void ProvinceMaker::public_bodies() {
  add(justice_bureau, "山东省司法厅", "370000");
  add(hotline, "山东省12348公共法律服务热线", "370000").phone = "12348";
  all_.back().old_phone.clear();
  add(legal_aid_centre, "山东省法律援助中心", "370000");
  std::vector<const Division*> places = cities_;
  const auto zaozhuang = std::find(places.begin(), places.end(), divisions_.find("370400"));
  std::rotate(places.begin(), zaozhuang, zaozhuang + 1);
  places.insert(places.end(), counties_.begin(), counties_.end());
  for (const Division* place : places) {
    const std::string name = sample_place_name(place->code);
    if (wanted(justice_bureau)) add(justice_bureau, name + "司法局", place->code).hours = 0;
    if (wanted(hotline) && place->level == DivisionLevel::city) {
      SampleInstitution& it = add(hotline, name + "12348公共法律服务热线", place->code);
      it.hours = 5;
      it.phone = "12348";
      it.old_phone.clear();
    }
    if (!wanted(arbitration_commission) || place->level != DivisionLevel::city) continue;
    add(arbitration_commission, place->short_name + "仲裁委员会", place->code);
  }
  // Small provinces have few centres, but those of the counties that are asked for.
  places.assign(counties_.begin(), counties_.begin() + 3);
  places.insert(places.end(), cities_.begin(), cities_.end());
  places.insert(places.end(), counties_.begin() + 3, counties_.end());
  for (const Division* place : places) {
    const std::string name = sample_place_name(place->code);
    if (!wanted(legal_aid_centre)) break;
    SampleInstitution& it = add(legal_aid_centre, name + "法律援助中心", place->code);
    it.short_name = place->short_name + "法援中心";
  }
  if (SampleInstitution* bureau = find("枣庄市司法局")) bureau->street = "武夷山路1379号";
}

void ProvinceMaker::associations() {
  for (const char* name : {"山东省律师协会", "山东省公证协会", "山东省司法鉴定协会", "山东省基层法律服务工作者协会",
                           "山东省人民调解员协会"})
    add(association, name, "370000");
  for (const Division* city : cities_)
    if (wanted(association)) add(association, city->name + "律师协会", city->code);
}

void ProvinceMaker::law_firms() {
  const std::size_t count = left(law_firm);
  std::string last;
  for (std::size_t i = 0; i < count; ++i) {
    SampleRandom random(options_.seed, "firm " + std::to_string(i));
    std::string trade;
    if (!last.empty() && random.chance(4)) trade = trade_names_.sounding_like(last);
    if (!last.empty() && trade.empty() && random.chance(2)) trade = trade_names_.beginning_with(last);
    if (trade.empty()) trade = trade_names_.next();
    if (trade.empty()) throw std::runtime_error("sample: no trade names left for law firms");
    SampleInstitution& it = add(law_firm, "山东" + trade + "律师事务所", counties_[busy_county(i)]->code);
    it.short_name = "山东" + trade + "律所";
    it.specialty = random.pick(sample_words("specialty")) + "、" + random.pick(sample_words("specialty"));
    // Two firms in one building, floor above floor, each with a telephone of its own.
    if (i > 30 && random.chance(4)) {
      const SampleInstitution& neighbour = all_[all_.size() - 1 - random.below(8)];
      if (neighbour.type == law_firm && neighbour.division == it.division) {
        it.street = neighbour.street;
        it.premise = "泰和大厦" + std::to_string(random.between(29, 40)) + "层";
      }
    }
    last = trade;
  }
}

void ProvinceMaker::branches() {
  std::vector<std::size_t> firms;
  for (std::size_t i = 0; i < all_.size(); ++i)
    if (all_[i].type == law_firm) firms.push_back(i);
  for (std::size_t i = 0; wanted(law_firm_branch); ++i) {
    SampleRandom random(options_.seed, "branch " + std::to_string(i));
    const std::string head = all_[random.pick(firms)].name;
    const Division* county = counties_[busy_county(i)];
    const std::string trade = head.substr(0, head.size() - std::string_view("律师事务所").size());
    const std::string name = trade + "(" + county->short_name + ")律师事务所";
    // 市中 alone says nothing: two cities have one.
    if (!free(name) || find(head)->division == county->code || county->short_name == "市中") continue;
    SampleInstitution& it = add(law_firm_branch, name, county->code);
    it.former_name = head + county->short_name + "分所";
    it.parent = head;
  }
}

void ProvinceMaker::notaries() {
  std::vector<std::string> trades = sample_words("notary");
  std::size_t used = 0;
  const std::size_t count = left(notary_office);
  for (std::size_t i = 0; i < count; ++i) {
    const Division* county = counties_[i < counties_.size() ? i : busy_[i * 7919 % busy_.size()]];
    const std::string city = divisions_.find(county->parent)->name;
    std::string name = "山东省" + county->name + "公证处";
    std::string former;
    if (county->name.ends_with("区") || !free(name)) {
      if (i < counties_.size()) former = city + county->name + "公证处";
      name = "山东省" + city + (used < trades.size() ? trades[used] : trade_names_.next()) + "公证处";
      ++used;
    }
    // The one trade name that two cities share: names differ by the city only.
    if (county->code == "371302" && i < counties_.size()) name = "山东省临沂市" + trades[0] + "公证处";
    SampleInstitution& it = add(notary_office, name, county->code);
    it.former_name = former;
    it.staff = static_cast<int>(4 + i % 12);
    const std::size_t at = name.find("市");
    if (!former.empty() && at != std::string::npos) it.short_name = name.substr(at + std::string_view("市").size());
  }
}

void ProvinceMaker::forensic_of_hospital(const Division& county, std::size_t i) {
  const auto& hospitals = sample_words("hospital");
  const std::string hospital = county.short_name + hospitals[i % hospitals.size()] + "医院";
  if (!free(hospital + "法医司法鉴定所")) return;
  SampleInstitution& first = add(forensic_institution, hospital + "法医司法鉴定所", county.code);
  first.short_name = hospital + "司法鉴定所";
  const std::string host = complete_uscc("12" + county.code + "49" + number(500000 + i, 6));
  const std::size_t at = all_.size() - 1;
  first.uscc.clear();
  first.host_uscc = host;
  // Some hospitals have two, with one code and one gate between them.
  if (i % 4 != 0 || !wanted(forensic_institution)) return;
  SampleInstitution& second = add(forensic_institution, hospital + "精神疾病司法鉴定所", county.code);
  second.uscc.clear();
  second.host_uscc = host;
  second.street = all_[at].street;
  second.premise = "东院";
}

void ProvinceMaker::forensic_offices() {
  const auto& trades = sample_words("forensic");
  for (std::size_t i = 0; wanted(forensic_institution); ++i) {
    const Division& county = *counties_[i % counties_.size()];
    if (i % 2 == 0) {
      forensic_of_hospital(county, i);
      continue;
    }
    const std::string city = divisions_.find(county.parent)->short_name;
    const std::string trade = trades[(i / 2) % trades.size()];
    const std::string suffix = i % 3 == 0 ? "司法鉴定中心" : "司法鉴定所";
    std::string name = city + trade + suffix;
    if (!free(name)) name = county.short_name + trade + suffix;
    if (!free(name)) continue;
    add(forensic_institution, name, county.code).short_name = trade + suffix;
  }
  std::map<std::string, std::size_t> serials;
  for (SampleInstitution& it : all_) {
    if (it.type != forensic_institution) continue;
    const std::string county = divisions_.county_of(it.division);
    it.licence = county + "1" + number(++serials[county], 2);
    it.specialty = SampleRandom(options_.seed, it.name).pick(sample_words("scope"));
    it.old_street.clear();
  }
}

void ProvinceMaker::grassroots_offices() {
  for (std::size_t round = 0; wanted(grassroots_legal_office) && round < 40; ++round)
    for (std::size_t c = 0; c < counties_.size() && wanted(grassroots_legal_office); ++c) {
      const Division* at = town(c, round);
      if (at == nullptr) continue;
      const std::string name = counties_[c]->name + at->short_name + "法律服务所";
      if (!free(name)) continue;
      SampleInstitution& it = add(grassroots_legal_office, name, at->code);
      it.short_name = counties_[c]->name + at->short_name + "基层法律服务所";
      it.specialty = SampleRandom(options_.seed, name).pick(sample_words("specialty"));
    }
}

void ProvinceMaker::judicial_offices() {
  for (std::size_t round = 0; wanted(judicial_office) && round < 40; ++round)
    for (std::size_t c = 0; c < counties_.size() && wanted(judicial_office); ++c) {
      const Division* at = town(c, round);
      if (at == nullptr) continue;
      const std::string name = counties_[c]->name + "司法局" + at->short_name + "司法所";
      if (!free(name)) continue;
      SampleInstitution& it = add(judicial_office, name, at->code);
      it.short_name = at->short_name + "司法所";
      it.hours = 0;
    }
}

void ProvinceMaker::service_centres() {
  for (std::size_t c = 0; c < counties_.size() && wanted(legal_service_centre); ++c) {
    const std::string place = sample_place_name(counties_[c]->code);
    SampleInstitution& it = add(legal_service_centre, place + "公共法律服务中心", counties_[c]->code);
    it.subtype = "centre";
    // The legal-aid centre sits in it: one door, one telephone, two bodies.
    if (SampleInstitution* centre = find(place + "法律援助中心")) share(all_.back(), *centre);
  }
  for (std::size_t round = 0; wanted(legal_service_centre) && round < 40; ++round)
    for (std::size_t c = 0; c < counties_.size() && wanted(legal_service_centre); ++c) {
      const Division* at = town(c, round);
      if (at == nullptr) continue;
      const std::string name = counties_[c]->name + at->name + "公共法律服务工作站";
      if (!free(name)) continue;
      SampleInstitution& it = add(legal_service_centre, name, at->code);
      it.subtype = "station";
      if (const SampleInstitution* host = find(counties_[c]->name + "司法局" + at->short_name + "司法所"))
        share(*host, it);
    }
}

void ProvinceMaker::stations() {
  for (const std::string& where : sample_words("station"))
    for (std::size_t c = 0; c < counties_.size() && wanted(legal_aid_station); ++c) {
      const std::string centre = sample_place_name(counties_[c]->code) + "法律援助中心";
      SampleInstitution& it = add(legal_aid_station, centre + "驻" + where + "工作站", counties_[c]->code);
      it.subtype = where;
      it.premise = where + "院内";
      it.parent = centre;
      if (const SampleInstitution* host = find(centre)) it.phone = host->phone;
    }
}

void ProvinceMaker::publicity_training_teams() {
  if (wanted(law_publicity)) add(law_publicity, "山东普法网", "370000");
  for (const Division* city : cities_) {
    if (wanted(law_publicity)) add(law_publicity, city->short_name + "普法网", city->code);
    if (wanted(training_base)) add(training_base, city->name + "法律服务人才培训基地", city->code);
  }
  for (const Division* county : counties_)
    if (wanted(law_publicity))
      add(law_publicity, sample_place_name(county->code) + "法治文化公园", county->code).phone.clear();
  for (const char* kind : {"乡村振兴", "中小企业", "农民工"})
    for (const Division* county : counties_)
      if (wanted(legal_service_team))
        add(legal_service_team, sample_place_name(county->code) + kind + "法律服务团", county->code);
}

void ProvinceMaker::mediation_committees() {
  const std::size_t count = options_.institutions - std::min(options_.institutions, all_.size());
  const std::size_t of_sector = count / 4;
  const std::size_t of_town = count * 3 / 10;
  std::size_t made = 0;
  for (const std::string& sector : sample_words("sector"))
    for (const Division* county : counties_) {
      if (made >= of_sector) break;
      SampleInstitution& it =
          add(mediation_committee, sample_place_name(county->code) + sector + "人民调解委员会", county->code);
      it.subtype = "sector";
      it.short_name = sample_place_name(county->code) + sector + "调委会";
      ++made;
    }
  made = 0;
  for (std::size_t round = 0; made < of_town && round < 40; ++round)
    for (std::size_t c = 0; c < counties_.size() && made < of_town; ++c) {
      const Division* at = town(c, round);
      if (at == nullptr || !free(counties_[c]->name + at->name + "人民调解委员会")) continue;
      SampleInstitution& it = add(mediation_committee, counties_[c]->name + at->name + "人民调解委员会", at->code);
      it.subtype = "town";
      it.short_name = at->name + "调委会";
      if (const SampleInstitution* host = find(counties_[c]->name + "司法局" + at->short_name + "司法所"))
        share(*host, it);
      ++made;
    }
  villages(options_.institutions - std::min(options_.institutions, all_.size()));
}

// Spread evenly over the villages of the counties: every k-th, and the next free one when a name is taken.
void ProvinceMaker::villages(std::size_t count) {
  std::vector<const Division*> pool;
  for (const Division* county : counties_)
    for (const Division* at : divisions_.children(county->code))
      if (at->level == DivisionLevel::town)
        for (const Division* village : divisions_.children(at->code)) pool.push_back(village);
  std::size_t made = 0;
  const double step =
      std::max(1.0, static_cast<double>(pool.size()) / static_cast<double>(std::max<std::size_t>(count, 1)) * 0.98);
  double next = 0;
  for (std::size_t i = 0; i < pool.size() && made < count; ++i) {
    if (static_cast<double>(i) < next && pool.size() - i > count - made) continue;
    const Division* at = divisions_.find(pool[i]->parent);
    const Division* county = divisions_.find(at->parent);
    const std::string village = village_short_name(pool[i]->name);
    const std::string name = county->name + at->name + village + "人民调解委员会";
    if (!free(name)) continue;
    SampleInstitution& it = add(mediation_committee, name, pool[i]->code);
    it.subtype = "village";
    it.short_name = at->name + village + "调委会";
    it.street = village + (village.ends_with("社区") ? "居委会院内" : "村委会院内");
    it.premise.clear();
    it.old_street.clear();
    it.old_phone.clear();
    it.fax.clear();
    it.staff = 3 + static_cast<int>(i % 4);
    const SampleInstitution* host = find(county->name + "司法局" + at->short_name + "司法所");
    SampleRandom random(options_.seed, name);
    if (random.chance(60)) it.phone.clear();
    // Many committees give the telephone of the town's judicial office.
    else if (host != nullptr && random.chance(60))
      it.phone = host->phone;
    next += step;
    ++made;
  }
  if (made < count)
    throw std::runtime_error("sample: the division tables hold no more than " + std::to_string(all_.size()) +
                             " institutions");
}

}  // namespace

std::array<std::size_t, 17> sample_quota(std::size_t institutions) {
  struct Row {
    InstitutionType type;
    std::size_t least, usual, most;  // the least, at 2,000 and at 75,000 institutions
  };
  static constexpr std::array<Row, 16> kRows = {{{legal_aid_centre, 5, 153, 153},
                                                 {legal_aid_station, 4, 60, 1080},
                                                 {law_firm, 20, 450, 3000},
                                                 {law_firm_branch, 4, 60, 420},
                                                 {grassroots_legal_office, 6, 180, 1400},
                                                 {notary_office, 6, 145, 148},
                                                 {forensic_institution, 5, 100, 250},
                                                 {judicial_office, 6, 200, 1790},
                                                 {legal_service_centre, 5, 160, 1940},
                                                 {hotline, 3, 17, 17},
                                                 {arbitration_commission, 2, 16, 16},
                                                 {justice_bureau, 20, 153, 153},
                                                 {association, 6, 21, 21},
                                                 {law_publicity, 2, 17, 40},
                                                 {training_base, 1, 8, 16},
                                                 {legal_service_team, 2, 24, 400}}};
  if (institutions < 150) throw std::runtime_error("sample: at least 150 institutions");
  std::array<std::size_t, 17> quota{};
  std::size_t sum = 0;
  for (const Row& row : kRows) {
    std::size_t& n = quota[static_cast<std::size_t>(row.type)];
    if (institutions < 2000)
      n = std::max(row.least, row.usual * institutions / 2222);
    else
      n = row.usual + (row.most - row.usual) * std::min<std::size_t>(institutions - 2000, 73000) / 73000;
    sum += n;
  }
  quota[static_cast<std::size_t>(mediation_committee)] = institutions - sum;
  return quota;
}

std::vector<SampleInstitution> make_institutions(const SampleOptions& options) { return ProvinceMaker(options).make(); }

std::string sample_place_name(std::string_view division) {
  const Division* place = Divisions::get().find(division);
  if (place->level == DivisionLevel::county && place->name.ends_with("区"))
    return Divisions::get().find(place->parent)->name + place->name;
  return place->name;
}

}  // namespace lawhub
