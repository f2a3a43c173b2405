// Bureaus, hotlines, legal-aid centres, arbitration, associations, publicity, training and teams.
#include <algorithm>

#include "feeds/sample_book.h"
#include "feeds/sample_random.h"
#include "feeds/sample_words.h"
#include "registry/identifier.h"

namespace lawhub {
namespace {

using enum InstitutionType;

void public_bodies(SampleBook& book) {
  book.add(justice_bureau, "山东省司法厅", "370000");
  book.add(hotline, "山东省12348公共法律服务热线", "370000").phone = "12348";
  book.all().back().old_phone.clear();
  book.add(legal_aid_centre, "山东省法律援助中心", "370000");
  std::vector<const Division*> places = book.cities();
  const auto zaozhuang = std::find(places.begin(), places.end(), book.divisions().find("370400"));
  std::rotate(places.begin(), zaozhuang, zaozhuang + 1);
  places.insert(places.end(), book.counties().begin(), book.counties().end());
  for (const Division* place : places) {
    const std::string name = sample_place_name(place->code);
    if (book.wanted(justice_bureau)) book.add(justice_bureau, name + "司法局", place->code).hours = 0;
    if (book.wanted(hotline) && place->level == DivisionLevel::city) {
      SampleInstitution& it = book.add(hotline, name + "12348公共法律服务热线", place->code);
      it.hours = 5;
      it.phone = "12348";
      it.old_phone.clear();
    }
    if (!book.wanted(arbitration_commission) || place->level != DivisionLevel::city) continue;
    book.add(arbitration_commission, place->short_name + "仲裁委员会", place->code);
  }
  // Small provinces have few centres, but those of the counties that are asked for.
  places.assign(book.counties().begin(), book.counties().begin() + 3);
  places.insert(places.end(), book.cities().begin(), book.cities().end());
  places.insert(places.end(), book.counties().begin() + 3, book.counties().end());
  for (const Division* place : places) {
    const std::string name = sample_place_name(place->code);
    if (!book.wanted(legal_aid_centre)) break;
    SampleInstitution& it = book.add(legal_aid_centre, name + "法律援助中心", place->code);
    it.short_name = place->short_name + "法援中心";
  }
  if (SampleInstitution* bureau = book.find("枣庄市司法局")) bureau->street = "武夷山路1379号";
}

void associations(SampleBook& book) {
  for (const char* name : {"山东省律师协会", "山东省公证协会", "山东省司法鉴定协会", "山东省基层法律服务工作者协会",
                           "山东省人民调解员协会"})
    book.add(association, name, "370000");
  for (const Division* city : book.cities())
    if (book.wanted(association)) book.add(association, city->name + "律师协会", city->code);
}

void publicity_training_teams(SampleBook& book) {
  if (book.wanted(law_publicity)) book.add(law_publicity, "山东普法网", "370000");
  for (const Division* city : book.cities()) {
    if (book.wanted(law_publicity)) book.add(law_publicity, city->short_name + "普法网", city->code);
    if (book.wanted(training_base)) book.add(training_base, city->name + "法律服务人才培训基地", city->code);
  }
  for (const Division* county : book.counties())
    if (book.wanted(law_publicity))
      book.add(law_publicity, sample_place_name(county->code) + "法治文化公园", county->code).phone.clear();
  for (const char* kind : {"乡村振兴", "中小企业", "农民工"})
    for (const Division* county : book.counties())
      if (book.wanted(legal_service_team))
        book.add(legal_service_team, sample_place_name(county->code) + kind + "法律服务团", county->code);
}

}  // namespace

void add_public_bodies(SampleBook& book) {
  public_bodies(book);
  associations(book);
  publicity_training_teams(book);
}

}  // namespace lawhub
