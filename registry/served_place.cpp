#include "registry/served_place.h"

#include <algorithm>
#include <iterator>
#include <vector>

#include "base/text.h"
#include "registry/division.h"
#include "registry/lineage.h"

namespace lawhub {

namespace {

constexpr std::size_t kCountyDigits = 6;

/// The most exact town or village, of record and address, that lies in `place`.
std::string finer_division(const Record& r, const std::string& place) {
  std::string out;
  for (const std::string& code : {present_code(r.division), present_code(r.address.division)}) {
    if (code.size() > std::max(kCountyDigits, out.size()) && Divisions::get().contains(place, code)) {
      out = code;
    }
  }
  return out;
}

/// How the name writes the place it ends with: 沙土村 of 沙土镇沙土村, whose core is 沙土.
std::string local_label(const std::string& said, const std::string& core) {
  std::string label = core;
  if (const std::size_t at = said.rfind(core); at != std::string::npos) {
    label = said.substr(at);
  }
  for (std::string_view committee : {"居民委员会", "村民委员会", "居委会", "村委会"}) {
    if (label.size() > committee.size() && label.ends_with(committee)) {
      label.resize(label.size() - committee.size());
      label += committee.starts_with("村") && !label.ends_with("村") ? "村" : "";
      break;
    }
  }
  return label;
}

bool is_village_like(const std::string& label) { return village_stem(label) != label; }

/// Is `label` but the name of the town or village `place` again?
bool names_itself(const std::string& label, const std::string& place) {
  const Division* d = Divisions::get().find(place);
  if (!d || place.size() == kCountyDigits) {
    return false;
  }
  return d->level == DivisionLevel::village ? village_stem(label) == d->short_name
                                            : label == fold(d->name) || label == fold(d->short_name);
}

/// The towns and villages of `place` that `label` may mean, among them only those that agree with `finer`.
std::vector<std::string> bearers(const std::string& label, const std::string& place, const std::string& finer,
                                 InstitutionType type) {
  const Divisions& divisions = Divisions::get();
  std::vector<const Division*> found = divisions.named(label, place);
  std::erase_if(found, [&](const Division* d) {
    const bool fits = d->level == DivisionLevel::town
                          ? !is_village_like(label)
                          : d->level == DivisionLevel::village && type != InstitutionType::judicial_office;
    return !fits || !d->current ||
           !(finer.empty() || divisions.contains(finer, d->code) || divisions.contains(d->code, finer));
  });
  const auto exact = [&](const Division* d) { return d->name.starts_with(label); };
  if (std::any_of(found.begin(), found.end(), exact)) {  // 富国村 is not 富国社区
    std::erase_if(found, [&](const Division* d) { return !exact(d); });
  }
  std::vector<std::string> codes;
  std::transform(found.begin(), found.end(), std::back_inserter(codes), [](const Division* d) { return d->code; });
  return codes;
}

bool is_of_towns_and_villages(InstitutionType type) {
  return type == InstitutionType::mediation_committee || type == InstitutionType::judicial_office ||
         type == InstitutionType::legal_service_centre;
}

}  // namespace

std::string stated_division(const Record& r, const NameReading& name) {
  const bool historic = !name.division.empty() && present_code(r.division) == name.division;
  return name.division.empty() || historic ? r.division : name.division;
}

ServedPlace served_place(const Record& r, const NameReading& name, const std::string& core, const std::string& said) {
  ServedPlace out;
  out.place = body_code(stated_division(r, name));
  const std::string finer = finer_division(r, out.place);
  if (core.empty()) {
    if (name.division.empty() && !finer.empty()) {
      out.place = finer;
    }
    return out;
  }
  if (!is_of_towns_and_villages(r.type)) {
    out.unit = core;
    return out;
  }
  const std::string label = local_label(said, core);
  if (names_itself(label, out.place)) {
    return out;
  }
  const std::vector<std::string> found = bearers(label, out.place, finer, r.type);
  if (found.size() == 1) {
    out.place = found.front();
  } else if (found.empty() && !finer.empty() &&
             (is_village_like(label) || r.type == InstitutionType::judicial_office)) {
    out.place = finer;  // a place that the table does not know by this name
  } else {
    out.unit = village_stem(label);
    out.ambiguous = found.size() > 1;
  }
  return out;
}

}  // namespace lawhub
