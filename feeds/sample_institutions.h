// Who exists in a sample province: the truth behind every listing.
#pragma once
#include <array>
#include <string>
#include <vector>

#include "base/coordinate.h"
#include "feeds/sample.h"
#include "registry/institution_type.h"

namespace lawhub {

/// One institution as it really is, in its official spelling.
struct SampleInstitution {
  std::string id;  ///< "I000123"
  InstitutionType type = InstitutionType::law_firm;
  std::string subtype;   ///< village, town or sector of a committee; centre, station, room; host of a legal-aid station
  std::string name;      ///< unique in the province
  std::string division;  ///< 6, 9 or 12 digits
  std::string short_name;   ///< how people and careless lists say it; may be empty
  std::string former_name;  ///< may be empty
  std::string uscc;         ///< valid; empty for bodies that have none
  std::string host_uscc;    ///< of a forensic office in a hospital: the hospital's
  std::string licence;      ///< forensic: its number; firms: the 17 digits of lists before 2017
  std::string person;       ///< 王某
  std::string phone;        ///< national form; may be empty
  std::string old_phone;    ///< what older lists still say; may be empty
  std::string fax;
  std::string street;      ///< "文化路12号"; of a village committee "村委会院内"
  std::string old_street;  ///< before it moved; may be empty
  std::string premise;     ///< "泰和大厦18层"; may be empty
  std::string specialty;   ///< what it says it does
  std::string parent;      ///< name of the head office, host or centre
  std::size_t hours = 0;   ///< index into sample_hours()
  int staff = 0;
  int year = 0;             ///< founded
  bool registered = false;  ///< in the province's own feed, with its official name and code
  Point point;              ///< WGS-84
  bool located = false;     ///< somebody knows the point
};

/// How many of each type a province of that size has, in the order of the enumeration. Mediation committees take what
/// is left. Throws std::runtime_error below 150.
std::array<std::size_t, 17> sample_quota(std::size_t institutions);

/// All of them; the order and everything else depends on the options only. Throws std::runtime_error when the division
/// tables hold fewer villages than are needed.
std::vector<SampleInstitution> make_institutions(const SampleOptions& options);

/// Firms, branches, notaries, forensic and grass-roots offices: licensed by the province.
bool is_licensed_by_province(InstitutionType type);

/// "枣庄市薛城区" for a district, "滕州市", "利津县" otherwise: how names of public bodies begin.
std::string sample_place_name(std::string_view division);

}  // namespace lawhub
