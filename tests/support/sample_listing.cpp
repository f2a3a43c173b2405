#include "tests/support/sample_listing.h"

#include "registry/division.h"

namespace lawhub {

Observation sample_listing(const SampleInstitution& it, std::string_view source) {
  Observation o;
  o.source = source;
  o.key = it.id;
  o.url = "http://" + o.source + ".example/" + it.id;
  o.asserted_at = 1790000000;
  Record& r = o.record;
  r.type = it.type;
  r.name = it.name;
  if (!it.former_name.empty()) r.former_names = {{it.former_name, ""}};
  if (!it.uscc.empty()) r.identifiers = {{"uscc", it.uscc, "", ""}};
  r.status = Status::active;
  r.division = it.division;
  r.description = it.specialty;
  r.contacts = {{it.person, "负责人", "principal"}};
  if (!it.phone.empty()) r.phones = {{it.phone, "", "voice", ""}};
  r.address.text = Divisions::get().full_name(it.division) + it.street + it.premise;
  r.address.division = it.division;
  if (it.located) r.position = {it.point.longitude, it.point.latitude, 50, "map-picked", "WGS84"};
  r.hours = {"MO-FR 08:30-12:00,13:30-17:30; PH off", ""};
  return o;
}

}  // namespace lawhub
