// One <organization> of a feed to a Record.
#pragma once
#include <string_view>

#include "feeds/element.h"
#include "registry/record.h"

namespace lawhub {

/// `host` is the publisher's division. What is wrong is said through `reader`; when it then has rejected the record,
/// the answer means nothing.
Record read_organization(const pugi::xml_node& organization, ElementReader& reader, std::string_view host);
/// Its parts: <location> into address, position, hours and accessibility (the first physical one counts, `taken` says
/// that it came), and one <service>.
void read_location(const pugi::xml_node& location, ElementReader& reader, std::string_view host, Record& record,
                   bool& taken);
void read_service(const pugi::xml_node& service, ElementReader& reader, Record& record);
/// One <phone>; a number that the record already has is not taken twice.
void read_phone(const pugi::xml_node& phone, ElementReader& reader, std::string_view host, Record& record);

}  // namespace lawhub
