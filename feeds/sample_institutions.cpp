#include "feeds/sample_institutions.h"

#include <algorithm>
#include <stdexcept>

#include "feeds/sample_book.h"
#include "registry/division.h"

namespace lawhub {

using enum InstitutionType;

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

std::vector<SampleInstitution> make_institutions(const SampleOptions& options) {
  SampleBook book(options);
  add_public_bodies(book);
  add_practices(book);
  add_town_bodies(book);
  return std::move(book.all());
}

bool is_licensed_by_province(InstitutionType type) {
  return type == law_firm || type == law_firm_branch || type == notary_office || type == forensic_institution ||
         type == grassroots_legal_office;
}

std::string sample_place_name(std::string_view division) {
  const Division* place = Divisions::get().find(division);
  if (place->level == DivisionLevel::county && place->name.ends_with("区"))
    return Divisions::get().find(place->parent)->name + place->name;
  return place->name;
}

}  // namespace lawhub
