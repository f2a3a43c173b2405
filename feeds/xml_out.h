// Elements and attributes into a tree, for the writers of XML. Included by sources only.
#pragma once
#include <pugixml.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"

namespace lawhub {

/// Without what XML 1.0 cannot hold.
std::string xml_text(std::string_view value);
/// An attribute, unless the value is empty.
void put(pugi::xml_node element, const char* name, std::string_view value);
/// A child element with text, empty or not.
pugi::xml_node add_text(pugi::xml_node parent, const char* name, std::string_view value);
/// A child element with text, unless the value is empty.
void add(pugi::xml_node parent, const char* name, std::string_view value);
void add_each(pugi::xml_node parent, const char* name, const std::vector<std::string>& values);
/// The epoch stands for an unknown time where one must be said.
std::string xml_time(Instant t);
/// <?xml version="1.0" encoding="UTF-8"?> and the root element.
pugi::xml_node begin_document(pugi::xml_document& document, const char* root);
/// UTF-8, indented.
std::string text_of(const pugi::xml_document& document);

}  // namespace lawhub
