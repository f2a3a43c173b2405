// Institutions in the Human Services Data Specification 3.0 (docs.openreferral.org, CC BY-SA 4.0): JSON objects of its
// schemas organization, service, location, address, phone, schedule, contact, organization_identifier, service_area,
// required_document, cost_option, accessibility, attribute and metadata. Pure, no sockets.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "registry/institution.h"
#include "registry/relations.h"

namespace lawhub {

/// HSDS names things by UUIDs. Ours are of version 8 (RFC 9562): they hold the public id, what the thing is, and its
/// number among its likes, so that they are stable and can be read back.
std::string hsds_organization_id(std::string_view institution);
std::string hsds_service_id(std::string_view institution, std::size_t place);
struct HsdsName {
  std::string institution;
  std::optional<std::size_t> service;  ///< by its place in Record::services; nothing for the organization itself
};
/// Nothing when it is not the id of an organization or service.
std::optional<HsdsName> read_hsds_id(std::string_view uuid);

/// An institution as `organization`, with its services (a member HSDS allows and does not define). `related` by place
/// of the relations; `site` is the hub's address. Give what registry/published.h lets be seen.
std::string hsds_organization(const Institution& institution, const std::vector<RelatedInstitution>& related,
                              std::string_view site);
/// One of its services, with the organization inside it; the place must be there.
std::string hsds_service(const Institution& institution, std::size_t place, std::string_view site);

}  // namespace lawhub
