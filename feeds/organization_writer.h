// A Record as <organization>; the other way round is organization.h. Included by sources only.
#pragma once
#include <pugixml.hpp>

#include <string_view>

#include "registry/record.h"

namespace lawhub {

/// <organization> with all that the record says, as a child of `parent`; the namespace is the caller's matter.
pugi::xml_node write_organization(pugi::xml_node parent, const Record& record);
/// <document>, unless it says nothing.
void write_document(pugi::xml_node parent, const Document& document);
/// <location>: a Location, also an empty one.
void write_location(pugi::xml_node parent, const Location& location);
/// <hours> and, for readers that know only those, <schedule>; nothing when there is nothing.
void write_hours(pugi::xml_node parent, const Hours& hours);
void write_phone(pugi::xml_node parent, const Phone& phone);
/// An element of an open list: with our label and vocabulary when the code is one of `list`, else with its own.
void write_coded(pugi::xml_node parent, const char* name, std::string_view list, const Coded& coded);

}  // namespace lawhub
