#include "registry/authority.h"

#include "registry/division.h"

namespace lawhub {

namespace {

/// Towns and villages by their county, and that as it is called now.
std::string present_code(std::string_view code) {
  const std::string county = Divisions::get().county_of(code);
  const Division* present = Divisions::get().present(county);
  return present ? present->code : county;
}

}  // namespace

bool is_identity(Field field) {
  return field == Field::name || field == Field::type || field == Field::identifiers || field == Field::status;
}

bool is_of_territory(const Source& source, std::string_view division) {
  if (division.empty() || source.division.empty()) {
    return true;
  }
  const Divisions& divisions = Divisions::get();
  return divisions.contains(source.division, division) ||
         divisions.contains(present_code(source.division), present_code(division));
}

}  // namespace lawhub
