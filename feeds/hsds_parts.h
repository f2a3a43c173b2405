// The objects inside an HSDS organization or service. Included by hsds*.cpp only, since the JSON library is a large
// header.
#pragma once
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "registry/institution.h"

namespace lawhub {

using HsdsJson = nlohmann::ordered_json;

enum class HsdsPart {
  organization,
  service,
  location,
  address,
  phone,
  contact,
  identifier,
  schedule,
  accessibility,
  service_at_location,
  service_area,
  required_document,
  cost_option,
  attribute,
  metadata,
};
/// `number` among the parts of that kind of the institution.
std::string hsds_part_id(std::string_view institution, HsdsPart part, std::size_t number);

/// Makes the parts; each kind is numbered in the order in which it is made, from a number the owner gives: a service's
/// parts do not depend on what stands before it.
class HsdsParts {
 public:
  HsdsParts(const Institution& institution, std::size_t owner) : institution_(institution), next_(owner * kPerOwner) {}

  HsdsJson location(const Location& location, std::size_t place);
  HsdsJson phones(const std::vector<Phone>& phones);
  HsdsJson contacts(const std::vector<Contact>& contacts);
  HsdsJson identifiers(const std::vector<Identifier>& identifiers);
  /// One object for each span of a timetable; one with the words alone for hours that are not understood.
  HsdsJson schedules(const Hours& hours, const char* owner_name, const std::string& owner_id);
  HsdsJson service_areas(const std::vector<std::string>& divisions);
  HsdsJson required_documents(const std::vector<std::string>& documents);
  HsdsJson cost_options(const ServiceOffer& offer);
  HsdsJson service_at_location(const std::string& service_id, std::size_t location);
  /// A code of one of our lists as taxonomy term.
  HsdsJson attribute(const std::string& link_id, const char* entity, std::string_view list, const std::string& code,
                     const std::string& label);
  HsdsJson metadata(const std::string& resource_id);

 private:
  static constexpr std::size_t kPerOwner = 100000;
  std::string id(HsdsPart part) { return hsds_part_id(institution_.id, part, next_++); }
  HsdsJson address(const Location& location, const std::string& location_id);

  const Institution& institution_;
  std::size_t next_;
};

/// The places of a record: its own first, unless nothing is said of it, then the others. `place` numbers them.
std::vector<std::pair<std::size_t, Location>> hsds_locations(const Record& r);

}  // namespace lawhub
