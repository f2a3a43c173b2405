// Judicial offices, service centres and stations, mediation committees: what towns and villages have.
#include <algorithm>
#include <stdexcept>

#include "feeds/sample_book.h"
#include "feeds/sample_random.h"
#include "feeds/sample_words.h"
#include "registry/identifier.h"

namespace lawhub {
namespace {

using enum InstitutionType;

void judicial_offices(SampleBook& book) {
  for (std::size_t round = 0; book.wanted(judicial_office) && round < 40; ++round)
    for (std::size_t c = 0; c < book.counties().size() && book.wanted(judicial_office); ++c) {
      const Division* at = book.town(c, round);
      if (at == nullptr) continue;
      const std::string name = book.counties()[c]->name + "司法局" + at->short_name + "司法所";
      if (!book.free(name)) continue;
      SampleInstitution& it = book.add(judicial_office, name, at->code);
      it.short_name = at->short_name + "司法所";
      it.hours = 0;
    }
}

void service_centres(SampleBook& book) {
  for (std::size_t c = 0; c < book.counties().size() && book.wanted(legal_service_centre); ++c) {
    const std::string place = sample_place_name(book.counties()[c]->code);
    SampleInstitution& it = book.add(legal_service_centre, place + "公共法律服务中心", book.counties()[c]->code);
    it.subtype = "centre";
    // The legal-aid centre sits in it: one door, one telephone, two bodies.
    if (SampleInstitution* centre = book.find(place + "法律援助中心")) book.share(book.all().back(), *centre);
  }
  for (std::size_t round = 0; book.wanted(legal_service_centre) && round < 40; ++round)
    for (std::size_t c = 0; c < book.counties().size() && book.wanted(legal_service_centre); ++c) {
      const Division* at = book.town(c, round);
      if (at == nullptr) continue;
      const std::string name = book.counties()[c]->name + at->name + "公共法律服务工作站";
      if (!book.free(name)) continue;
      SampleInstitution& it = book.add(legal_service_centre, name, at->code);
      it.subtype = "station";
      if (const SampleInstitution* host = book.find(book.counties()[c]->name + "司法局" + at->short_name + "司法所"))
        book.share(*host, it);
    }
}

void add_station(SampleBook& book, const Division& county, const std::string& where) {
  const std::string centre = sample_place_name(county.code) + "法律援助中心";
  SampleInstitution& it = book.add(legal_aid_station, centre + "驻" + where + "工作站", county.code);
  it.subtype = where;
  it.premise = where + "院内";
  it.parent = centre;
  if (const SampleInstitution* host = book.find(centre)) it.phone = host->phone;
}

void stations(SampleBook& book) {
  for (const std::string& where : sample_words("station"))
    for (const Division* county : book.counties())
      if (book.wanted(legal_aid_station)) add_station(book, *county, where);
}

// Spread evenly over the villages of the counties: every k-th, and the next free one when a name is taken.
void villages(SampleBook& book, std::size_t count) {
  std::vector<const Division*> pool;
  for (const Division* county : book.counties())
    for (const Division* at : book.divisions().children(county->code))
      if (at->level == DivisionLevel::town)
        for (const Division* village : book.divisions().children(at->code)) pool.push_back(village);
  std::size_t made = 0;
  const double step =
      std::max(1.0, static_cast<double>(pool.size()) / static_cast<double>(std::max<std::size_t>(count, 1)) * 0.98);
  double next = 0;
  for (std::size_t i = 0; i < pool.size() && made < count; ++i) {
    if (static_cast<double>(i) < next && pool.size() - i > count - made) continue;
    const Division* at = book.divisions().find(pool[i]->parent);
    const Division* county = book.divisions().find(at->parent);
    const std::string village = village_short_name(pool[i]->name);
    const std::string name = county->name + at->name + village + "人民调解委员会";
    if (!book.free(name)) continue;
    SampleInstitution& it = book.add(mediation_committee, name, pool[i]->code);
    it.subtype = "village";
    it.short_name = at->name + village + "调委会";
    it.street = village + (village.ends_with("社区") ? "居委会院内" : "村委会院内");
    it.premise.clear();
    it.old_street.clear();
    it.old_phone.clear();
    it.fax.clear();
    it.staff = 3 + static_cast<int>(i % 4);
    const SampleInstitution* host = book.find(county->name + "司法局" + at->short_name + "司法所");
    SampleRandom random(book.options().seed, name);
    if (random.chance(60)) it.phone.clear();
    // Many committees give the telephone of the town's judicial office.
    else if (host != nullptr && random.chance(60))
      it.phone = host->phone;
    next += step;
    ++made;
  }
  if (made < count)
    throw std::runtime_error("sample: the division tables hold no more than " + std::to_string(book.all().size()) +
                             " institutions");
}

void mediation_committees(SampleBook& book) {
  const std::size_t count = book.options().institutions - std::min(book.options().institutions, book.all().size());
  const std::size_t of_sector = count / 4;
  const std::size_t of_town = count * 3 / 10;
  std::size_t made = 0;
  for (const std::string& sector : sample_words("sector"))
    for (const Division* county : book.counties()) {
      if (made >= of_sector) break;
      SampleInstitution& it =
          book.add(mediation_committee, sample_place_name(county->code) + sector + "人民调解委员会", county->code);
      it.subtype = "sector";
      it.short_name = sample_place_name(county->code) + sector + "调委会";
      ++made;
    }
  made = 0;
  for (std::size_t round = 0; made < of_town && round < 40; ++round)
    for (std::size_t c = 0; c < book.counties().size() && made < of_town; ++c) {
      const Division* at = book.town(c, round);
      if (at == nullptr || !book.free(book.counties()[c]->name + at->name + "人民调解委员会")) continue;
      SampleInstitution& it =
          book.add(mediation_committee, book.counties()[c]->name + at->name + "人民调解委员会", at->code);
      it.subtype = "town";
      it.short_name = at->name + "调委会";
      if (const SampleInstitution* host = book.find(book.counties()[c]->name + "司法局" + at->short_name + "司法所"))
        book.share(*host, it);
      ++made;
    }
  villages(book, book.options().institutions - std::min(book.options().institutions, book.all().size()));
}

}  // namespace

void add_town_bodies(SampleBook& book) {
  judicial_offices(book);
  service_centres(book);
  stations(book);
  mediation_committees(book);
}

}  // namespace lawhub
